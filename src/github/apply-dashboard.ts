import { dashboardLabel, dashboardTitle } from "../intake/names.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { makeLabel } from "./apply-labels.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { memoryOf } from "./repository-memory.ts";

/** Makes the issue for our list of what is ready, and gives its number. https://docs.github.com/en/rest/issues/issues#create-an-issue */
export async function applyDashboard(client: GithubClient, repository: RepositoryRef, body: string): Promise<number> {
  await makeLabel(client, repository, dashboardLabel);
  const { data } = await client.octokit.request("POST /repos/{owner}/{repo}/issues", {
    ...routeOf(repository),
    title: dashboardTitle,
    body,
    labels: [dashboardLabel.name],
  });
  memoryOf(client.memory, repository).dashboard = data.number;
  return data.number;
}
