import type { FileWrite } from "../intake/effect.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import type { CommitOutcome } from "./apply-commit.ts";
import { blobSha } from "./blob-sha.ts";
import type { GithubClient } from "./client.ts";
import { claimsToBeOurs } from "./is-our-commit.ts";
import { readCommit } from "./read-commit.ts";
import type { Head } from "./read-head.ts";
import { readEntry } from "./read-tree.ts";
import { advanceBranch, readBranchSha } from "./write-branch.ts";
import { writeCommit } from "./write-commit.ts";

export interface PullCommitWrite {
  /** Head branch of a pull request from this very repository: no App can push to a fork. */
  readonly branch: string;
  /** Its head as it was read. */
  readonly head: string;
  /** Joined with this commit, whose tree the files go over; without it they go over the head's own tree. */
  readonly onto?: Head;
  readonly files: readonly FileWrite[];
  readonly title: string;
  /** `Co-authored-by` and the like, one a line. */
  readonly trailers: readonly string[];
}

/**
 * One commit on a person's branch, on top of exactly the head that was read. Done again it finds its commit.
 * The branch is read first: one that was set back meanwhile would take the commit, and with it all that its author took out.
 */
export async function applyPullCommit(
  client: GithubClient,
  repository: RepositoryRef,
  write: PullCommitWrite,
): Promise<CommitOutcome> {
  const present = await readBranchSha(client, repository, write.branch);
  if (present !== write.head) {
    const done = present !== undefined && (await isDone(client, repository, present, write));
    return done ? { kind: "committed", sha: present } : { kind: "moved", head: present };
  }
  const base = write.onto ?? (await readCommit(client, repository, write.head));
  const { sha } = await writeCommit(client, repository, {
    base,
    files: write.files,
    parents: parentsOf(write),
    message: [write.title, write.trailers.join("\n")].filter((part) => part !== "").join("\n\n"),
  });
  const moved = await advanceBranch(client, repository, write.branch, { from: write.head, to: sha });
  return moved.kind === "done" ? { kind: "committed", sha } : moved;
}

/** Whether the branch holds what an earlier try wrote, whose answer was lost. */
async function isDone(
  client: GithubClient,
  repository: RepositoryRef,
  head: string,
  write: PullCommitWrite,
): Promise<boolean> {
  const commit = await readCommit(client, repository, head);
  if (!claimsToBeOurs(client, commit) || commit.parents.join() !== parentsOf(write).join()) return false;
  for (const { path, text } of write.files) {
    const entry = await readEntry(client, repository, commit.treeSha, path);
    if (entry?.sha !== blobSha(text)) return false;
  }
  return true;
}

function parentsOf({ head, onto }: PullCommitWrite): readonly string[] {
  return onto === undefined ? [head] : [head, onto.sha];
}
