import { checkName } from "../intake/names.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { memoryOf } from "./repository-memory.ts";

/** What our newest check run on a commit says; undefined where there is none. https://docs.github.com/en/rest/checks/runs#list-check-runs-for-a-git-reference */
export async function readCheckRun(
  client: GithubClient,
  repository: RepositoryRef,
  sha: string,
): Promise<"success" | "failure" | undefined> {
  const { checkRuns } = memoryOf(client.memory, repository);
  const known = checkRuns.get(sha);
  if (known !== undefined) return known.conclusion;
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
    ...routeOf(repository),
    ref: sha,
    check_name: checkName,
    filter: "latest",
  });
  const run = data.check_runs.find(
    (one) => one.name === checkName && (client.appId === undefined || one.app?.id === client.appId),
  );
  if (run === undefined || run.status !== "completed") {
    // Nobody but us makes one of ours, and we make none that is not completed.
    checkRuns.set(sha, {});
    return undefined;
  }
  const conclusion = run.conclusion === "success" ? "success" : "failure";
  const { title, summary } = run.output;
  checkRuns.set(sha, { conclusion, words: wordsOfCheckRun(title ?? "", summary ?? "") });
  return conclusion;
}

/** By which a check run is known to say the same. */
export function wordsOfCheckRun(title: string, summary: string): string {
  return JSON.stringify([title, summary.replaceAll("\r\n", "\n").trim()]);
}
