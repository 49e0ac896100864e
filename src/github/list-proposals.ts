import type { Proposal, RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { findMarkedPart } from "./marked-part.ts";

const pageSize = 100;
/** Who has more open pull requests sees the newest of ours. */
const mostPages = 5;

export interface ListedProposal extends Proposal {
  readonly branch: string;
}

/**
 * The open pull requests of ours to the default branch that are no drafts, oldest first, with the branch each comes from.
 * https://docs.github.com/en/rest/pulls/pulls#list-pull-requests
 */
export async function listProposals(
  client: GithubClient,
  repository: RepositoryRef,
): Promise<readonly ListedProposal[]> {
  const proposals: ListedProposal[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/pulls", {
      ...routeOf(repository),
      state: "open",
      base: repository.defaultBranch,
      per_page: pageSize,
      page,
    });
    for (const pull of data) {
      // The head's repository is null once it is deleted, whatever the types say.
      const isHere = (pull.head.repo as { id: number } | null)?.id === repository.id;
      if (pull.user?.id !== client.self.id || !isHere || pull.draft === true) continue;
      proposals.push({
        number: pull.number,
        state: "open",
        draft: false,
        base: pull.base.ref,
        body: findMarkedPart(pull.body ?? "") ?? pull.body ?? "",
        url: pull.html_url,
        headSha: pull.head.sha,
        branch: pull.head.ref,
      });
    }
    if (data.length < pageSize) break;
  }
  return proposals.toSorted((a, b) => a.number - b.number);
}
