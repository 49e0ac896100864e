import type { ProposalEffect } from "../intake/effect.ts";
import { pullBranch } from "../intake/names.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { applyProposal } from "./apply-proposal.ts";
import { blobSha } from "./blob-sha.ts";
import type { GithubClient } from "./client.ts";
import { readProposalHead } from "./read-proposal-head.ts";
import { readProposals } from "./read-proposals.ts";
import { readEntry } from "./read-tree.ts";

export interface ReplacementWrite extends Pick<ProposalEffect, "base" | "title" | "trailers"> {
  /** The person's pull request that it takes the place of. */
  readonly replaces: number;
  /** The list file: a replacement changes nothing else. */
  readonly file: ProposalEffect["files"][number];
  /** Our marked part, its tag last. */
  readonly body: string;
}

export type ReplacementOutcome =
  | { readonly kind: "done"; readonly pull: number; readonly head: string }
  /** A person's commit stands on our branch: nothing was changed. */
  | { readonly kind: "foreign"; readonly head: string; readonly pull?: number }
  /** A rule of the repository stands against our branch. */
  | { readonly kind: "refused"; readonly message: string }
  /** There was one, and somebody ended it: no other is made. */
  | { readonly kind: "closed" | "merged"; readonly pull: number };

/**
 * A pull request of ours that brings what a person's from a fork would, where we cannot push: one commit on our branch
 * for it, on top of `base`. Done again it finds its pull request, and writes only what differs.
 */
export async function applyReplacement(
  client: GithubClient,
  repository: RepositoryRef,
  write: ReplacementWrite,
): Promise<ReplacementOutcome> {
  const { replaces, file, body, base, title, trailers } = write;
  const branch = pullBranch(replaces);
  const known = await readProposals(client, repository, branch);
  const open = known.find(({ state }) => state === "open");
  const [newest] = known;
  if (open === undefined && newest !== undefined)
    return { kind: newest.state === "merged" ? "merged" : "closed", pull: newest.number };
  const wanted = { branch, base, files: [file], title, trailers, body };
  if (open === undefined) return applyProposal(client, repository, { ...wanted, commit: true });

  const head = await readProposalHead(client, repository, open.headSha, file.path, open);
  if (head.madeBy !== undefined) return { kind: "foreign", head: head.sha, pull: open.number };
  const under = await readEntry(client, repository, base.treeSha, file.path);
  const same = head.listBlob === blobSha(file.text) && head.baseListBlob === under?.sha;
  const present = { pull: open.number, head: head.sha, body: open.body };
  return applyProposal(client, repository, { ...wanted, present, commit: !same });
}
