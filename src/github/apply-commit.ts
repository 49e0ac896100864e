import type { FileWrite } from "../intake/effect.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { blobSha } from "./blob-sha.ts";
import type { GithubClient } from "./client.ts";
import type { Head } from "./read-head.ts";
import { memoryOf } from "./repository-memory.ts";
import { advanceBranch } from "./write-branch.ts";
import { writeCommit } from "./write-commit.ts";

export interface CommitWrite {
  readonly base: Head;
  readonly files: readonly FileWrite[];
  readonly title: string;
}

export type CommitOutcome =
  | { readonly kind: "committed"; readonly sha: string }
  /** Somebody was faster: look again. */
  | { readonly kind: "moved"; readonly head: string | undefined }
  /** The branch does not take our commits: a pull request must. */
  | { readonly kind: "refused"; readonly message: string };

/** Commits on the default branch, on top of exactly the head that was read. */
export async function applyCommit(
  client: GithubClient,
  repository: RepositoryRef,
  write: CommitWrite,
): Promise<CommitOutcome> {
  const memory = memoryOf(client.memory, repository);
  const { sha } = await writeCommit(client, repository, { base: write.base, files: write.files, message: write.title });
  // Before it is done: the event that tells of it can be quicker than the answer.
  memory.committed = sha;
  const moved = await advanceBranch(client, repository, repository.defaultBranch, { from: write.base.sha, to: sha });
  if (moved.kind === "refused") memory.refusedHead = write.base.sha;
  if (moved.kind !== "done") return moved;
  for (const { path, text } of write.files) memory.written.set(`${path} ${blobSha(text)}`, true);
  memory.checkRuns.set(sha, {});
  return { kind: "committed", sha };
}
