import type { FileWrite } from "../intake/effect.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { blobSha } from "./blob-sha.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { statusOf, wordsOf } from "./github-error.ts";
import type { Head } from "./read-head.ts";
import { memoryOf } from "./repository-memory.ts";
import { readBranchSha } from "./write-branch.ts";
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

/**
 * Commits on the default branch, on top of exactly the head that was read.
 * The ref is moved without force, which is the one lock GitHub has on a branch.
 * https://docs.github.com/en/rest/git/refs#update-a-reference
 */
export async function applyCommit(
  client: GithubClient,
  repository: RepositoryRef,
  write: CommitWrite,
): Promise<CommitOutcome> {
  const memory = memoryOf(client.memory, repository);
  const { sha } = await writeCommit(client, repository, { base: write.base, files: write.files, message: write.title });
  // Before it is done: the event that tells of it can be quicker than the answer.
  memory.committed = sha;
  try {
    await client.octokit.request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
      ...routeOf(repository),
      ref: `heads/${repository.defaultBranch}`,
      sha,
      force: false,
    });
  } catch (error) {
    const status = statusOf(error);
    // A protected branch and one that moved answer alike, with any of these.
    if (status !== 403 && status !== 404 && status !== 409 && status !== 422) throw error;
    const head = await readBranchSha(client, repository, repository.defaultBranch);
    if (head !== write.base.sha) return { kind: "moved", head };
    memory.refusedHead = head;
    return { kind: "refused", message: wordsOf(error) };
  }
  for (const { path, text } of write.files) memory.written.set(`${path} ${blobSha(text)}`, true);
  memory.checkRuns.set(sha, {});
  return { kind: "committed", sha };
}
