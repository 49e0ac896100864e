import { parseProposalBranch, proposalBranchPrefix } from "../intake/names.ts";
import type { Issue, RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { toIssue } from "./read-issue.ts";

export interface OpenIssue {
  readonly issue: Issue;
  readonly comments: number;
}

const pageSize = 100;

/** Every open issue, newest first, with its number of comments; pull requests left out. https://docs.github.com/en/rest/issues/issues#list-repository-issues */
export async function listOpenIssues(client: GithubClient, repository: RepositoryRef): Promise<readonly OpenIssue[]> {
  const issues: OpenIssue[] = [];
  for (let page = 1; ; page += 1) {
    const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/issues", {
      ...routeOf(repository),
      state: "open",
      per_page: pageSize,
      page,
    });
    for (const one of data) {
      if (one.pull_request === undefined) issues.push({ issue: toIssue(one), comments: one.comments });
    }
    if (data.length < pageSize) return issues;
  }
}

/** Our branches for issues, whether or not the issue still is. https://docs.github.com/en/rest/git/refs#list-matching-references */
export async function listProposalBranches(
  client: GithubClient,
  repository: RepositoryRef,
): Promise<readonly { readonly branch: string; readonly issue: number; readonly sha: string }[]> {
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/git/matching-refs/{ref}", {
    ...routeOf(repository),
    ref: `heads/${proposalBranchPrefix}`,
  });
  return data.flatMap(({ ref, object }) => {
    const branch = ref.slice("refs/heads/".length);
    const issue = parseProposalBranch(branch);
    return issue === undefined ? [] : [{ branch, issue, sha: object.sha }];
  });
}
