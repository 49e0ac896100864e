import { parseProposalBranch, proposalBranchPrefix } from "../intake/names.ts";
import type { Issue, RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { statusOf } from "./github-error.ts";
import { toIssue } from "./read-issue.ts";

export interface OpenIssue {
  readonly issue: Issue;
  readonly comments: number;
  /** It is a pull request, of which only the words are known here. */
  readonly isPull: boolean;
}

const pageSize = 100;

/** Every open issue and pull request, newest first, with its number of comments; none where issues are disabled. https://docs.github.com/en/rest/issues/issues#list-repository-issues */
export async function listOpenIssues(client: GithubClient, repository: RepositoryRef): Promise<readonly OpenIssue[]> {
  return unlessDisabled(readOpenIssues(client, repository));
}

async function readOpenIssues(client: GithubClient, repository: RepositoryRef): Promise<readonly OpenIssue[]> {
  const issues: OpenIssue[] = [];
  for (let page = 1; ; page += 1) {
    const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/issues", {
      ...routeOf(repository),
      state: "open",
      per_page: pageSize,
      page,
    });
    for (const one of data) {
      issues.push({ issue: toIssue(one), comments: one.comments, isPull: one.pull_request !== undefined });
    }
    if (data.length < pageSize) return issues;
  }
}

/** As many refusals are remembered; who suggests an older one again is told so by a maintainer. */
const mostRefusedPages = 3;

/** Closed issues with this label, those that changed last first, some hundreds at most. https://docs.github.com/en/rest/issues/issues#list-repository-issues */
export async function listClosedIssues(
  client: GithubClient,
  repository: RepositoryRef,
  label: string,
): Promise<readonly Issue[]> {
  return unlessDisabled(readClosedIssues(client, repository, label));
}

/** GitHub answers 410 where a repository has no issues. */
async function unlessDisabled<T>(issues: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await issues;
  } catch (error) {
    if (statusOf(error) === 410) return [];
    throw error;
  }
}

async function readClosedIssues(
  client: GithubClient,
  repository: RepositoryRef,
  label: string,
): Promise<readonly Issue[]> {
  const issues: Issue[] = [];
  for (let page = 1; page <= mostRefusedPages; page += 1) {
    const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/issues", {
      ...routeOf(repository),
      state: "closed",
      labels: label,
      sort: "updated",
      per_page: pageSize,
      page,
    });
    for (const one of data) if (one.pull_request === undefined) issues.push(toIssue(one));
    if (data.length < pageSize) break;
  }
  return issues;
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
