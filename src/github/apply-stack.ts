import { proposalBranch } from "../intake/names.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import type { StackStep } from "../intake/stack-proposals.ts";
import { printList } from "../list/list-file.ts";
import type { GithubClient } from "./client.ts";
import type { Head } from "./read-head.ts";
import { memoryOf } from "./repository-memory.ts";
import { advanceBranch, replaceBranch } from "./write-branch.ts";
import { writeCommit } from "./write-commit.ts";

export interface StackWrite {
  /** Head of the default branch. */
  readonly base: Head;
  readonly listPath: string;
  readonly steps: readonly StackStep[];
}

export type StackOutcome =
  | { readonly kind: "merged" }
  /** Somebody was faster, there or on a branch of ours: look again. */
  | { readonly kind: "moved"; readonly branch: string }
  /** The default branch takes no commit of ours; the stack's last one is there for a pull request. */
  | { readonly kind: "refused"; readonly head: string };

/**
 * Merges proposals as one: a commit each, one on top of the other, every branch set to its commit, and the default branch
 * moved forward once, by which GitHub calls each pull request merged. Cut short it is done again from the start: until
 * the last write nothing is merged, and each look at one of the issues puts that one's branch back.
 */
export async function applyStack(
  client: GithubClient,
  repository: RepositoryRef,
  write: StackWrite,
): Promise<StackOutcome> {
  const { base, steps } = write;
  const memory = memoryOf(client.memory, repository);
  const made = await writeStack(client, repository, write);
  const head = made.at(-1)?.sha ?? base.sha;
  // Known to refuse: no branch is moved for nothing.
  if (memory.refusedHead === base.sha) return { kind: "refused", head };
  const moves = steps.map(({ proposal: { issue, headSha } }, at) => ({
    branch: proposalBranch(issue),
    from: headSha,
    to: made[at]?.sha ?? headSha,
  }));
  for (const { branch, from, to } of moves) {
    const outcome = await replaceBranch(client, repository, branch, { expected: from, sha: to });
    if (outcome.kind === "foreign") return { kind: "moved", branch };
    if (outcome.kind === "refused") return { kind: "refused", head };
  }
  const outcome = await advanceBranch(client, repository, repository.defaultBranch, { from: base.sha, to: head });
  if (outcome.kind === "done") return { kind: "merged" };
  if (outcome.kind === "moved") return { kind: "moved", branch: repository.defaultBranch };
  memory.refusedHead = base.sha;
  for (const { branch, from, to } of moves) {
    await replaceBranch(client, repository, branch, { expected: to, sha: from });
  }
  return { kind: "refused", head };
}

/** Commits that nothing points to yet. */
export async function writeStack(
  client: GithubClient,
  repository: RepositoryRef,
  { base, listPath, steps }: StackWrite,
): Promise<readonly Head[]> {
  const made: Head[] = [];
  for (const { proposal, list } of steps) {
    const { message, issue, closes } = proposal;
    made.push(
      await writeCommit(client, repository, {
        base: made.at(-1) ?? base,
        files: [{ path: listPath, text: printList(list) }],
        message: printMessage(message, closes ? issue : undefined),
      }),
    );
  }
  return made;
}

/** The words of the proposal's own commit. GitHub says nowhere that what a pull request closes is closed when it is merged by a push. */
function printMessage(message: string, closes: number | undefined): string {
  const [title = "", ...rest] = message.split("\n");
  const trailers = rest.filter((line) => line.startsWith("Co-authored-by: "));
  return [title, closes === undefined ? "" : `Closes #${closes}`, trailers.join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}
