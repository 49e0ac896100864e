import type { Label } from "../intake/effect.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { statusOf } from "./github-error.ts";
import { memoryOf } from "./repository-memory.ts";

export interface LabelsWrite {
  readonly add: readonly Label[];
  readonly remove: readonly string[];
  /** Names of the labels it has, as read: what is so already is not written. */
  readonly present?: readonly string[];
}

/** https://docs.github.com/en/rest/issues/labels */
export async function applyLabels(
  client: GithubClient,
  repository: RepositoryRef,
  issue: number,
  write: LabelsWrite,
): Promise<void> {
  const present = write.present && new Set(write.present.map(fold));
  const add = write.add.filter((label) => present?.has(fold(label.name)) !== true);
  const remove = write.remove.filter((name) => present?.has(fold(name)) !== false);
  const route = { ...routeOf(repository), issue_number: issue };
  if (add.length > 0) {
    const { data } = await client.octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/labels", {
      ...route,
      labels: add.map((label) => label.name),
    });
    await dress(client, repository, add, data);
  }
  for (const name of remove) {
    try {
      await client.octokit.request("DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}", {
        ...route,
        name,
      });
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
  }
}

/**
 * A label that did not exist is made by its first use, grey and without a word; the answer tells so.
 * One that a person painted otherwise stays as they like it.
 */
async function dress(
  client: GithubClient,
  repository: RepositoryRef,
  labels: readonly Label[],
  made: readonly { readonly name: string; readonly color: string; readonly description: string | null }[],
): Promise<void> {
  const { labels: known } = memoryOf(client.memory, repository);
  for (const label of labels) {
    if (known.has(label.name)) continue;
    const present = made.find((one) => fold(one.name) === fold(label.name));
    if (present?.color === "ededed" && (present.description ?? "") === "") {
      await client.octokit.request("PATCH /repos/{owner}/{repo}/labels/{name}", {
        ...routeOf(repository),
        name: label.name,
        color: label.color,
        description: label.description,
      });
    }
    known.add(label.name);
  }
}

/** GitHub knows no two labels that differ only in case. */
function fold(name: string): string {
  return name.toLowerCase();
}
