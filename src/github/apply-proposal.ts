import type { ProposalEffect } from "../intake/effect.ts";
import { regenerateBranch } from "../intake/names.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import type { GithubClient } from "./client.ts";
import { memoryOf } from "./repository-memory.ts";
import { createBranch, replaceBranch, type BranchOutcome } from "./write-branch.ts";
import { writeCommit } from "./write-commit.ts";
import { openPull, sameText, updatePull } from "./write-pull.ts";

export interface ProposalWrite extends Pick<
  ProposalEffect,
  "branch" | "base" | "files" | "title" | "trailers" | "present" | "commit"
> {
  /** Our marked part, its tag last. */
  readonly body: string;
}

export type ProposalOutcome =
  | { readonly kind: "done"; readonly pull: number; readonly head: string }
  /** The branch stays as it was. */
  | Exclude<BranchOutcome, { kind: "done" }>;

/** One commit on our branch, and one pull request for it. Done again it finds what is there and writes what is missing. */
export async function applyProposal(
  client: GithubClient,
  repository: RepositoryRef,
  write: ProposalWrite,
): Promise<ProposalOutcome> {
  const { present, branch } = write;
  let head = present?.head;
  // The text first: it remembers what people pushed, also when the commit that has it is replaced and we stop right after.
  if (present !== undefined && !sameText(present.body, write.body)) {
    await updatePull(client, repository, present.pull, write.body);
  }
  if (write.commit || head === undefined) {
    const message = [write.title, write.trailers.join("\n")].filter((part) => part !== "").join("\n\n");
    const { sha } = await writeCommit(client, repository, { base: write.base, files: write.files, message });
    const only = branch === regenerateBranch ? undefined : write.files[0]?.path;
    const outcome =
      present === undefined
        ? await createBranch(client, repository, branch, { sha, only })
        : await replaceBranch(client, repository, branch, { expected: present.head, sha, only });
    if (outcome.kind !== "done") return outcome;
    head = outcome.head;
  }
  if (branch === regenerateBranch) memoryOf(client.memory, repository).regenerationOpen = true;
  if (present === undefined) return { kind: "done", pull: await openPull(client, repository, write), head };
  return { kind: "done", pull: present.pull, head };
}
