import { parseProposalTag } from "../intake/comment-tag.ts";
import type { Proposal, ProposalHead, RepositoryRef } from "../intake/snapshot.ts";
import { parseList } from "../list/list-file.ts";
import type { Paper } from "../list/paper.ts";
import type { GithubClient } from "./client.ts";
import { readBlob } from "./read-blob.ts";

/**
 * The papers that our open pull request proposes, as they stand at its head: only where its tag says that something in them
 * was looked up, and from a commit of ours. What we proposed ourselves is known without a request.
 */
export async function readProposedPapers(
  client: GithubClient,
  repository: RepositoryRef,
  proposal: Pick<Proposal, "body">,
  ours: Pick<ProposalHead, "listBlob">,
): Promise<readonly Paper[] | undefined> {
  const ids = Object.keys(parseProposalTag(proposal.body)?.found ?? {});
  if (ids.length === 0 || ours.listBlob === undefined) return undefined;
  const key = `${ours.listBlob} ${ids.join(" ")}`;
  const known = client.cache.proposed.get(key);
  if (known !== undefined) return known;
  const text = await readBlob(client, repository, ours.listBlob);
  const list = text === undefined ? undefined : parseList(text);
  const papers = list?.ok === true ? list.value.papers.filter(({ id }) => ids.includes(id)) : [];
  client.cache.proposed.set(key, papers);
  return papers;
}
