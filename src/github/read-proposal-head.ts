import type { ProposalHead, RepositoryRef } from "../intake/snapshot.ts";
import type { GithubClient } from "./client.ts";
import { claimsToBeOurs, judgeProposal } from "./is-our-commit.ts";
import { authorOf, readCommit } from "./read-commit.ts";
import { readEntry } from "./read-tree.ts";

/**
 * What stands at the head of our branch. Of a commit made by this process all is known, and nothing is read.
 *
 * @param proposal the pull request that we may merge: nothing but the list may differ in it.
 *   A regeneration, which we never merge, is ours where it says so.
 */
export async function readProposalHead(
  client: GithubClient,
  repository: RepositoryRef,
  sha: string,
  listPath: string,
  proposal?: { readonly number: number },
): Promise<ProposalHead> {
  const commit = await readCommit(client, repository, sha);
  const [parent] = commit.parents;
  const base = parent === undefined ? undefined : await readCommit(client, repository, parent);
  const entry = await readEntry(client, repository, commit.treeSha, listPath);
  const baseEntry = base === undefined ? undefined : await readEntry(client, repository, base.treeSha, listPath);
  const brings =
    proposal !== undefined
      ? await judgeProposal(client, repository, commit, { path: listPath, pull: proposal.number })
      : claimsToBeOurs(client, commit)
        ? "ours"
        : "others";
  return {
    sha,
    ...(brings === "others" ? { madeBy: authorOf(commit) } : {}),
    listBlob: entry?.sha,
    // What else such a pull request brings is below: it is never what the default branch has.
    baseListBlob: brings === "stack" ? undefined : baseEntry?.sha,
  };
}
