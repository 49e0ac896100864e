import type { Subject } from "../intake/snapshot.ts";

/** One key a subject, by the repository's id: its name may change. */
export function subjectKey(subject: Subject): string {
  return `${subject.repository.id}${nameOf(subject, "branch")}`;
}

/** For logs. */
export function printSubject(subject: Subject): string {
  const { owner, name, defaultBranch } = subject.repository;
  return `${owner}/${name}${nameOf(subject, defaultBranch)}`;
}

/** Issues and pull requests share their numbers. */
function nameOf(subject: Subject, branch: string): string {
  switch (subject.kind) {
    case "issue":
    case "pull":
      return `#${subject.number}`;
    case "commit":
      return `@${subject.sha}`;
    case "branch":
      return `:${branch}`;
    case "dashboard":
      return " dashboard";
  }
}
