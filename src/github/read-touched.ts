import type { RepositoryRef } from "../intake/snapshot.ts";
import { configurationPath } from "../list/configuration.ts";
import type { GithubClient } from "./client.ts";
import type { ComparedFile } from "./read-comparison.ts";
import { readEntry, readFolder } from "./read-tree.ts";

/** What of ours a pull request changes. */
export interface Touched {
  readonly list: boolean;
  /** Paths of outputs. */
  readonly outputs: readonly string[];
  /** Paths of the configuration and of templates. */
  readonly settings: readonly string[];
}

export interface Ours {
  readonly listPath: string;
  readonly outputs: readonly string[];
}

/** By the files of a comparison that shows them all; a file that is renamed is touched under both names. */
export function findTouched(files: readonly ComparedFile[], ours: Ours): Touched {
  const paths = new Set(files.flatMap(({ path, previousPath }) => [path, previousPath ?? path]));
  return {
    list: paths.has(ours.listPath),
    outputs: ours.outputs.filter((path) => paths.has(path)),
    settings: [...paths].filter(isSetting),
  };
}

/** By the two trees, which is right for any number of files. */
export async function readTouched(
  client: GithubClient,
  repository: RepositoryRef,
  trees: { readonly from: string; readonly to: string },
  ours: Ours,
): Promise<Touched> {
  const differs = async (path: string): Promise<boolean> => {
    const from = await readEntry(client, repository, trees.from, path);
    const to = await readEntry(client, repository, trees.to, path);
    return from?.sha !== to?.sha || from?.mode !== to?.mode;
  };
  const templates = [
    ...(await readFolder(client, repository, trees.from, "templates")),
    ...(await readFolder(client, repository, trees.to, "templates")),
  ].map(({ path }) => path);
  const outputs: string[] = [];
  for (const path of ours.outputs) if (await differs(path)) outputs.push(path);
  const settings: string[] = [];
  for (const path of new Set([configurationPath, ...templates])) if (await differs(path)) settings.push(path);
  return { list: await differs(ours.listPath), outputs, settings };
}

function isSetting(path: string): boolean {
  return path === configurationPath || path.startsWith("templates/");
}
