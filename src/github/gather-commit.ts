import { isOurBranch } from "../intake/names.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import type { Problem } from "../list/problem.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { statusOf } from "./github-error.ts";
import { readBase, readBaseAt } from "./read-base.ts";
import { readCheckRun } from "./read-check-run.ts";
import { readCommit } from "./read-commit.ts";
import { readListAt } from "./read-list-at.ts";
import type { GatherRules } from "./gather-issue.ts";
import { memoryOf } from "./repository-memory.ts";

export type CommitLook =
  | { readonly kind: "not-ours" }
  /** The head of people's pull requests: to be looked at as these. */
  | { readonly kind: "pulls"; readonly numbers: readonly number[] }
  /** Its check run is as it should be. */
  | { readonly kind: "answered" }
  /** A proposal of ours, or what a merge queue would merge: in order where there is no error among the problems. */
  | { readonly kind: "commit"; readonly listPath: string; readonly problems: readonly Problem[] };

/**
 * What our check run on a commit must say: one that a merge queue waits for, the head of a proposal of ours, or one
 * whose check a person asked for again. Of a commit that this process made nothing is read.
 */
export async function gatherCommit(
  client: GithubClient,
  repository: RepositoryRef,
  sha: string,
  rules: GatherRules,
): Promise<CommitLook> {
  const memory = memoryOf(client.memory, repository);
  const recheck = memory.rechecks.has(sha);
  const made = client.cache.commits.get(sha)?.ours === true;
  if (recheck) {
    const numbers = made ? [] : await listPullsOf(client, repository, sha);
    if (numbers.length > 0) return { kind: "pulls", numbers };
    memory.checkRuns.delete(sha);
  }
  if (made && memory.checkRuns.get(sha)?.conclusion === undefined)
    return { kind: "commit", listPath: "list.json", problems: [] };
  if (!recheck && (await readCheckRun(client, repository, sha)) !== undefined) return { kind: "answered" };
  // What is no list any more must be told of as that: by itself it would look like any other repository's commit.
  const present = await readBase(client, repository, rules.packagedTemplates);
  memory.listRepository = present !== undefined;
  if (present === undefined) return { kind: "not-ours" };
  try {
    const { treeSha } = await readCommit(client, repository, sha);
    const read = await readBaseAt(client, repository, { sha, treeSha }, rules.packagedTemplates);
    if (read !== undefined) return { kind: "commit", listPath: read.base.listPath, problems: read.base.problems };
    const { listPath } = present.base;
    const { problems } = await readListAt(client, repository, { sha, treeSha, path: listPath });
    return { kind: "commit", listPath, problems };
  } catch (error) {
    // A merge queue that was built anew leaves commits that nobody wants.
    if (statusOf(error) === 404) return { kind: "not-ours" };
    throw error;
  }
}

const pageSize = 100;

/** Open pull requests with this head that are not ours. An event tells none of those from forks. https://docs.github.com/en/rest/pulls/pulls#list-pull-requests */
async function listPullsOf(client: GithubClient, repository: RepositoryRef, sha: string): Promise<readonly number[]> {
  const numbers: number[] = [];
  for (let page = 1; ; page += 1) {
    const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/pulls", {
      ...routeOf(repository),
      state: "open",
      per_page: pageSize,
      page,
    });
    for (const pull of data) {
      const ours = pull.user?.id === client.self.id && isOurBranch(pull.head.ref);
      if (pull.head.sha === sha && !ours) numbers.push(pull.number);
    }
    if (data.length < pageSize) return numbers;
  }
}
