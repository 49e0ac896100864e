import type { RepositoryRef } from "../intake/snapshot.ts";
import type { GithubClient } from "./client.ts";

const pageSize = 100;

/** The repositories of the installation that can be written to. https://docs.github.com/en/rest/apps/installations#list-repositories-accessible-to-the-app-installation */
export async function listRepositories(client: Pick<GithubClient, "octokit">): Promise<readonly RepositoryRef[]> {
  const repositories: RepositoryRef[] = [];
  for (let page = 1; ; page += 1) {
    const { data } = await client.octokit.request("GET /installation/repositories", { per_page: pageSize, page });
    for (const one of data.repositories) {
      if (!one.archived && !one.disabled) repositories.push(toRepositoryRef(one));
    }
    if (data.repositories.length < pageSize) return repositories;
  }
}

interface RepositoryData {
  readonly id: number | bigint;
  readonly name: string;
  readonly owner: { readonly login: string };
  readonly default_branch: string;
  readonly html_url: string;
}

/** A repository as answers and webhooks give it. */
export function toRepositoryRef(data: RepositoryData): RepositoryRef {
  return {
    id: Number(data.id),
    owner: data.owner.login,
    name: data.name,
    defaultBranch: data.default_branch,
    url: data.html_url,
  };
}
