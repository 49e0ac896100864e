import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";

/** Closes an issue; a closed one stays closed. https://docs.github.com/en/rest/issues/issues#update-an-issue */
export async function applyCloseIssue(
  client: GithubClient,
  repository: RepositoryRef,
  issue: number,
  reason: "completed" | "not_planned",
): Promise<void> {
  await client.octokit.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
    ...routeOf(repository),
    issue_number: issue,
    state: "closed",
    state_reason: reason,
  });
}

/** Closes a pull request; a closed or merged one stays as it is. https://docs.github.com/en/rest/pulls/pulls#update-a-pull-request */
export async function applyClosePull(client: GithubClient, repository: RepositoryRef, pull: number): Promise<void> {
  await client.octokit.request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
    ...routeOf(repository),
    pull_number: pull,
    state: "closed",
  });
}
