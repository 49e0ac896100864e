import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { isAgainstRules, Outage, statusOf, wordsOf } from "./github-error.ts";
import { claimsToBeOurs, isOurChange } from "./is-our-commit.ts";
import { readCommit } from "./read-commit.ts";

export type BranchOutcome =
  | { readonly kind: "done"; readonly head: string }
  /** Its head is a commit that is not ours, or not the one we looked at: left as it is. */
  | { readonly kind: "foreign"; readonly head: string }
  /** A rule of the repository stands against it: nothing was changed. */
  | { readonly kind: "refused"; readonly message: string };

export type AdvanceOutcome =
  | { readonly kind: "done" }
  /** It points elsewhere by now; `head` is undefined where it is gone. */
  | { readonly kind: "moved"; readonly head: string | undefined }
  /** It stands where it stood, and does not take our commit. */
  | { readonly kind: "refused"; readonly message: string };

/**
 * Moves any branch from the commit that was read to one on top of it, without force: the one lock GitHub has on a branch.
 * https://docs.github.com/en/rest/git/refs#update-a-reference
 */
export async function advanceBranch(
  client: GithubClient,
  repository: RepositoryRef,
  branch: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<AdvanceOutcome> {
  try {
    await client.octokit.request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
      ...routeOf(repository),
      ref: `heads/${branch}`,
      sha: to,
      force: false,
    });
    return { kind: "done" };
  } catch (error) {
    // A limit is a 403 as well, and over soon.
    if (error instanceof Outage) throw error;
    const status = statusOf(error);
    // A protected branch and one that moved answer alike, with any of these.
    if (status !== 403 && status !== 404 && status !== 409 && status !== 422) throw error;
    const head = await readBranchSha(client, repository, branch);
    return head === from ? { kind: "refused", message: wordsOf(error) } : { kind: "moved", head };
  }
}

/**
 * Makes a branch of ours. One that is there already is what an earlier try left, if its head is ours: kept where it
 * holds the same on the same base, moved where it does not.
 *
 * @param only the one file that a commit of ours changes; absent: which these are depends on the base
 */
export async function createBranch(
  client: GithubClient,
  repository: RepositoryRef,
  branch: string,
  { sha, only }: { readonly sha: string; readonly only?: string | undefined },
): Promise<BranchOutcome> {
  try {
    await client.octokit.request("POST /repos/{owner}/{repo}/git/refs", {
      ...routeOf(repository),
      ref: `refs/heads/${branch}`,
      sha,
    });
    return { kind: "done", head: sha };
  } catch (error) {
    const isRefused = isAgainstRules(error);
    if (statusOf(error) !== 422 && !isRefused) throw error;
    const head = await readBranchSha(client, repository, branch);
    if (head === undefined && isRefused) return { kind: "refused", message: wordsOf(error) };
    // 422 for another reason: no branch of that name stands in the way.
    if (head === undefined) throw error;
    const there = await readCommit(client, repository, head);
    if (!claimsToBeOurs(client, there)) return { kind: "foreign", head };
    const wanted = await readCommit(client, repository, sha);
    if (there.treeSha === wanted.treeSha && there.parents.join() === wanted.parents.join())
      return { kind: "done", head };
    if (only !== undefined && !(await isOurChange(client, repository, there, only))) return { kind: "foreign", head };
    return forceBranch(client, repository, branch, sha);
  }
}

/** Moves a branch of ours from the commit we looked at. One that was deleted is made again: its pull request is open. */
export async function replaceBranch(
  client: GithubClient,
  repository: RepositoryRef,
  branch: string,
  change: { readonly expected: string; readonly sha: string; readonly only?: string | undefined },
): Promise<BranchOutcome> {
  const head = await readBranchSha(client, repository, branch);
  if (head === undefined) return createBranch(client, repository, branch, change);
  if (head !== change.expected) return { kind: "foreign", head };
  return forceBranch(client, repository, branch, change.sha);
}

/** The commit a branch points to. https://docs.github.com/en/rest/git/refs#get-a-reference */
export async function readBranchSha(
  client: GithubClient,
  repository: RepositoryRef,
  branch: string,
): Promise<string | undefined> {
  try {
    const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/git/ref/{ref}", {
      ...routeOf(repository),
      ref: `heads/${branch}`,
    });
    return data.object.sha;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

async function forceBranch(
  client: GithubClient,
  repository: RepositoryRef,
  branch: string,
  sha: string,
): Promise<BranchOutcome> {
  try {
    await client.octokit.request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
      ...routeOf(repository),
      ref: `heads/${branch}`,
      sha,
      force: true,
    });
    return { kind: "done", head: sha };
  } catch (error) {
    if (isAgainstRules(error)) return { kind: "refused", message: wordsOf(error) };
    throw error;
  }
}
