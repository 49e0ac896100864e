import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { readCommit } from "./read-commit.ts";
import type { Commit } from "./sha-cache.ts";
import { differsOnlyIn } from "./tree-difference.ts";

/**
 * Whether a commit says that we made it: in this process, or under the address that GitHub gives to our account,
 * which begins with its id on every host. Anybody who may push can say so; on github.com only we have the signature.
 * https://docs.github.com/en/authentication/managing-commit-signature-verification/about-commit-signature-verification#signature-verification-for-bots
 */
export function claimsToBeOurs(client: GithubClient, commit: Pick<Commit, "author" | "ours" | "signed">): boolean {
  if (commit.ours) return true;
  if (!commit.author.email.startsWith(`${client.self.id}+`)) return false;
  return commit.signed || !signsOurs(client);
}

/** GitHub Enterprise Server signs only where its admins have set that up. */
function signsOurs(client: GithubClient): boolean {
  const { baseUrl } = client.octokit.request.endpoint.DEFAULTS;
  return new URL(baseUrl).hostname === "api.github.com" && client.self.type === "Bot";
}

/**
 * Whether a commit is one that we would make: it says so, and changes nothing but this one file of its only parent.
 * What is merged after an approval is the whole of its tree, so nothing may be in it that our comment does not show.
 */
export async function isOurChange(
  client: GithubClient,
  repository: RepositoryRef,
  commit: Commit,
  path: string,
): Promise<boolean> {
  if (commit.ours) return true;
  const [parent, ...more] = commit.parents;
  if (!claimsToBeOurs(client, commit) || parent === undefined || more.length > 0) return false;
  const base = await readCommit(client, repository, parent);
  return differsOnlyIn(client, repository, { from: base.treeSha, to: commit.treeSha }, path);
}

/** A batch stacks no more (`derive-dashboard.ts`). */
const longestStack = 50;

/** What a pull request brings: one commit of ours, several of ours (a batch that was cut short), or anything else. */
export type Brings = "ours" | "stack" | "others";

/**
 * The same of the head of a pull request, which brings all commits of its branch that the default branch has not.
 * https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request
 */
export async function judgeProposal(
  client: GithubClient,
  repository: RepositoryRef,
  commit: Commit,
  { path, pull }: { readonly path: string; readonly pull: number },
): Promise<Brings> {
  const { judged, commits } = client.cache;
  const key = `${commit.sha} ${path}`;
  const known = judged.get(key);
  if (known !== undefined) return known;
  const brings = (await isOurChange(client, repository, commit, path)) ? await judgeBelow() : "others";
  judged.set(key, brings);
  return brings;

  async function judgeBelow(): Promise<Brings> {
    let [parent = ""] = commit.parents;
    if (commits.get(parent)?.onDefault === true) return "ours";
    const route = { ...routeOf(repository), pull_number: pull };
    const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", route);
    if (data.commits === 1) return "ours";
    if (data.commits > longestStack) return "others";
    for (let below = data.commits - 1; below > 0; below -= 1) {
      const next = await readCommit(client, repository, parent);
      if (!(await isOurChange(client, repository, next, path))) return "others";
      [parent = ""] = next.parents;
    }
    return "stack";
  }
}
