import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { isAgainstRules, statusOf } from "./github-error.ts";
import { readBranchSha } from "./write-branch.ts";

export type DeleteOutcome =
  | { readonly kind: "deleted" }
  | { readonly kind: "absent" }
  /** By a rule of the repository. */
  | { readonly kind: "refused" }
  | { readonly kind: "moved"; readonly head: string };

/**
 * Deletes a branch of ours; with `expected` only while it points to that commit, for a commit of a person would be lost.
 * https://docs.github.com/en/rest/git/refs#delete-a-reference
 */
export async function deleteBranch(
  client: GithubClient,
  repository: RepositoryRef,
  write: { readonly branch: string; readonly expected?: string },
): Promise<DeleteOutcome> {
  if (write.expected !== undefined) {
    const head = await readBranchSha(client, repository, write.branch);
    if (head === undefined) return { kind: "absent" };
    if (head !== write.expected) return { kind: "moved", head };
  }
  try {
    await client.octokit.request("DELETE /repos/{owner}/{repo}/git/refs/{ref}", {
      ...routeOf(repository),
      ref: `heads/${write.branch}`,
    });
    return { kind: "deleted" };
  } catch (error) {
    // "Reference does not exist" is a 422.
    if (statusOf(error) === 404) return { kind: "absent" };
    if (isAgainstRules(error)) return { kind: "refused" };
    if (statusOf(error) === 422 && (await readBranchSha(client, repository, write.branch)) === undefined)
      return { kind: "absent" };
    throw error;
  }
}
