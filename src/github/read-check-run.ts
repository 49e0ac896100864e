import { checkName, unfinishedTitle } from "../intake/names.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { memoryOf } from "./repository-memory.ts";

/** What our newest check run on a commit says of it; undefined where there is none, or it says only that we could not finish. */
export async function readCheckRun(
  client: GithubClient,
  repository: RepositoryRef,
  sha: string,
): Promise<"success" | "failure" | undefined> {
  const { checkRuns } = memoryOf(client.memory, repository);
  const known = checkRuns.get(sha);
  if (known !== undefined) return known.conclusion;
  const run = await findCheckRun(client, repository, sha);
  if (run === undefined || run.status !== "completed" || run.output.title === unfinishedTitle) {
    // Nobody but us makes one of ours, and we make none that is not completed.
    checkRuns.set(sha, {});
    return undefined;
  }
  const conclusion = run.conclusion === "success" ? "success" : "failure";
  const { title, summary } = run.output;
  checkRuns.set(sha, { conclusion, words: wordsOfCheckRun(title ?? "", summary ?? "") });
  return conclusion;
}

/** Whether it says that we could not finish. */
export async function isUnfinished(client: GithubClient, repository: RepositoryRef, sha: string): Promise<boolean> {
  return (await findCheckRun(client, repository, sha))?.output.title === unfinishedTitle;
}

/** https://docs.github.com/en/rest/checks/runs#list-check-runs-for-a-git-reference */
async function findCheckRun(client: GithubClient, repository: RepositoryRef, sha: string) {
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
    ...routeOf(repository),
    ref: sha,
    check_name: checkName,
    filter: "latest",
  });
  return data.check_runs.find(
    (one) => one.name === checkName && (client.appId === undefined || one.app?.id === client.appId),
  );
}

/** By which a check run is known to say the same. */
export function wordsOfCheckRun(title: string, summary: string): string {
  return JSON.stringify([title, summary.replaceAll("\r\n", "\n").trim()]);
}
