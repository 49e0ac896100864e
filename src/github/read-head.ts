import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { statusOf } from "./github-error.ts";

export interface Head {
  readonly sha: string;
  readonly treeSha: string;
}

/** The head of the default branch; undefined where there is none (an empty repository). https://docs.github.com/en/rest/branches/branches#get-a-branch */
export async function readHead(client: GithubClient, repository: RepositoryRef): Promise<Head | undefined> {
  try {
    const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/branches/{branch}", {
      ...routeOf(repository),
      branch: repository.defaultBranch,
    });
    const { sha, commit, parents } = data.commit;
    // Kept, so that nobody asks for a commit that this answer held.
    const known = client.cache.commits.get(sha);
    if (known?.onDefault !== true) {
      client.cache.commits.set(sha, {
        sha,
        treeSha: commit.tree.sha,
        parents: parents.map((parent) => parent.sha),
        message: commit.message,
        author: { name: commit.author?.name ?? "", email: commit.author?.email ?? "" },
        signed: commit.verification?.verified === true,
        ours: known?.ours ?? false,
        onDefault: true,
      });
    }
    return { sha, treeSha: commit.tree.sha };
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
