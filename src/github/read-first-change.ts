import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";

/** When a file was first changed after a time, up to a commit; of more than a hundred changes the hundredth before the last. ISO 8601. https://docs.github.com/en/rest/commits/commits#list-commits */
export async function readFirstChange(
  client: GithubClient,
  repository: RepositoryRef,
  sha: string,
  path: string,
  after: string,
): Promise<string | undefined> {
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/commits", {
    ...routeOf(repository),
    sha,
    path,
    // GitHub counts whole seconds, and that one in.
    since: new Date(Date.parse(after) + 1000).toISOString(),
    per_page: 100,
  });
  return data.at(-1)?.commit.committer?.date;
}
