import type { Subject } from "../intake/snapshot.ts";

/** One key a subject, by the repository's id: its name may change. */
export function subjectKey(subject: Subject): string {
  const { id } = subject.repository;
  return subject.kind === "issue" ? `${id}#${subject.number}` : `${id}:branch`;
}

/** For logs. */
export function printSubject(subject: Subject): string {
  const { owner, name, defaultBranch } = subject.repository;
  return `${owner}/${name}${subject.kind === "issue" ? `#${subject.number}` : `:${defaultBranch}`}`;
}
