import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import type { Commit } from "./sha-cache.ts";

/** A commit by its sha. https://docs.github.com/en/rest/git/commits#get-a-commit-object */
export async function readCommit(client: GithubClient, repository: RepositoryRef, sha: string): Promise<Commit> {
  const known = client.cache.commits.get(sha);
  if (known !== undefined) return known;
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
    ...routeOf(repository),
    commit_sha: sha,
  });
  const commit: Commit = {
    sha,
    treeSha: data.tree.sha,
    parents: data.parents.map((parent) => parent.sha),
    message: data.message,
    author: { name: data.author.name, email: data.author.email },
    signed: data.verification.verified,
    ours: false,
  };
  client.cache.commits.set(sha, commit);
  return commit;
}

/** Who made a commit, in words: the login that a no-reply address holds, else git's name. */
export function authorOf(commit: Pick<Commit, "author">): string {
  const login = /^(?:\d+\+)?(?<login>[^@+]+)@users\.noreply\.[^@]+$/i.exec(commit.author.email)?.groups?.["login"];
  return login ?? commit.author.name;
}
