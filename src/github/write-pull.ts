import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { Outage, statusOf } from "./github-error.ts";
import { findMarkedPart, printMarkedPart, replaceMarkedPart } from "./marked-part.ts";
import { forgetPullThread } from "./read-pull-thread.ts";

/** A pull request from a branch of ours to the default one, or the one that is there. https://docs.github.com/en/rest/pulls/pulls#create-a-pull-request */
export async function openPull(
  client: GithubClient,
  repository: RepositoryRef,
  write: { readonly branch: string; readonly title: string; readonly body: string },
): Promise<number> {
  try {
    const { data } = await client.octokit.request("POST /repos/{owner}/{repo}/pulls", {
      ...routeOf(repository),
      title: write.title,
      head: write.branch,
      base: repository.defaultBranch,
      body: printMarkedPart(write.body),
    });
    forgetPullThread(client, repository, data.number, 0);
    return data.number;
  } catch (error) {
    if (statusOf(error) !== 422) throw error;
    // Made by an earlier try whose answer was lost.
    const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/pulls", {
      ...routeOf(repository),
      state: "open",
      head: `${repository.owner}:${write.branch}`,
    });
    const ours = data.find((pull) => pull.user?.id === client.self.id && pull.head.ref === write.branch);
    if (ours !== undefined) return ours.number;
    // GitHub's lists run behind its writes by a moment.
    if (/already exists/i.test(error instanceof Error ? error.message : "")) {
      throw new Outage(`The pull request from ${write.branch} exists, but is not listed yet.`, {
        status: 422,
        retryAfter: 5,
        cause: error,
      });
    }
    throw error;
  }
}

/** Brings our part of a pull request's body up to date. Read first: only our part of it is ours. https://docs.github.com/en/rest/pulls/pulls#update-a-pull-request */
export async function updatePull(
  client: GithubClient,
  repository: RepositoryRef,
  pull: number,
  marked: string,
): Promise<void> {
  const route = { ...routeOf(repository), pull_number: pull };
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", route);
  const body = data.body ?? "";
  if (sameText(findMarkedPart(body) ?? "", marked)) return;
  await client.octokit.request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
    ...route,
    body: replaceMarkedPart(body, marked),
  });
}

/** GitHub gives line ends back as it likes, and trims. */
export function sameText(a: string, b: string): boolean {
  return a.replaceAll("\r\n", "\n").trim() === b.replaceAll("\r\n", "\n").trim();
}
