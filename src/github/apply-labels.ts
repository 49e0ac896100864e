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

/** Puts labels on an issue and takes others off. https://docs.github.com/en/rest/issues/labels */
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
  for (const label of add) await makeLabel(client, repository, label);
  if (add.length > 0) {
    await client.octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/labels", {
      ...route,
      labels: add.map((label) => label.name),
    });
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

/** Once a process: one that is there stays as people painted it. Used without being made it would be grey, without a word. */
export async function makeLabel(client: GithubClient, repository: RepositoryRef, label: Label): Promise<void> {
  const { labels: known } = memoryOf(client.memory, repository);
  if (known.has(label.name)) return;
  try {
    await client.octokit.request("POST /repos/{owner}/{repo}/labels", {
      ...routeOf(repository),
      name: label.name,
      color: label.color,
      description: label.description,
    });
  } catch (error) {
    if (!(statusOf(error) === 422 && error instanceof Error && error.message.includes("already_exists"))) throw error;
  }
  known.add(label.name);
}

/** GitHub knows no two labels that differ only in case. */
function fold(name: string): string {
  return name.toLowerCase();
}
