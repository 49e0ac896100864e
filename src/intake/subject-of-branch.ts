import { parseProposalBranch, parsePullBranch, regenerateBranch, stackBranch } from "./names.ts";
import type { RepositoryRef, Subject } from "./snapshot.ts";

/** Whom a branch of ours is for; undefined where it is none of ours. */
export function findSubjectOfBranch(repository: RepositoryRef, branch: string): Subject | undefined {
  if (branch === regenerateBranch) return { kind: "branch", repository };
  if (branch === stackBranch) return { kind: "dashboard", repository };
  const replaced = parsePullBranch(branch);
  if (replaced !== undefined) return { kind: "pull", repository, number: replaced };
  const number = parseProposalBranch(branch);
  return number === undefined ? undefined : { kind: "issue", repository, number };
}
