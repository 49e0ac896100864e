import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";

/** When any of these files was last changed up to a commit, ISO 8601; a directory is all that is in it. https://docs.github.com/en/rest/commits/commits#list-commits */
export async function readLastChange(
  client: GithubClient,
  repository: RepositoryRef,
  sha: string,
  paths: readonly string[],
): Promise<string | undefined> {
  const dates: string[] = [];
  for (const path of paths) {
    const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/commits", {
      ...routeOf(repository),
      sha,
      path,
      per_page: 1,
    });
    dates.push(...data.flatMap(({ commit }) => commit.committer?.date ?? []));
  }
  return dates.toSorted().at(-1);
}
