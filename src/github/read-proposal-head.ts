import type { ProposalHead, RepositoryRef } from "../intake/snapshot.ts";
import type { GithubClient } from "./client.ts";
import { authorOf, isOurCommit, readCommit } from "./read-commit.ts";
import { readEntry } from "./read-tree.ts";

/** What stands at the head of our branch. Of a commit made by this process all is known, and nothing is read. */
export async function readProposalHead(
  client: GithubClient,
  repository: RepositoryRef,
  sha: string,
  listPath: string,
): Promise<ProposalHead> {
  const commit = await readCommit(client, repository, sha);
  const [parent] = commit.parents;
  const base = parent === undefined ? undefined : await readCommit(client, repository, parent);
  const entry = await readEntry(client, repository, commit.treeSha, listPath);
  const baseEntry = base === undefined ? undefined : await readEntry(client, repository, base.treeSha, listPath);
  return {
    sha,
    ...(isOurCommit(client, commit) ? {} : { madeBy: authorOf(commit) }),
    listBlob: entry?.sha,
    baseListBlob: baseEntry?.sha,
  };
}
