import type { RepositoryRef } from "../intake/snapshot.ts";
import type { Problem } from "../list/problem.ts";
import type { GithubClient } from "./client.ts";
import { readText } from "./read-text.ts";
import { readEntry } from "./read-tree.ts";

const maxOutputBytes = 20_000_000;

export interface PresentFiles {
  /** Undefined where there is no such file. Files that cannot be read are left out. */
  readonly files: Readonly<Record<string, string | undefined>>;
  /** Of files that cannot be read; nothing may be written in their place. */
  readonly problems: readonly Problem[];
}

/** The present text of some files of a tree. */
export async function readFiles(
  client: GithubClient,
  repository: RepositoryRef,
  treeSha: string,
  paths: readonly string[],
): Promise<PresentFiles> {
  const read = await Promise.all(
    paths.map(async (path) => {
      const entry = await readEntry(client, repository, treeSha, path);
      return { path, file: await readText(client, repository, { entry, path, maxBytes: maxOutputBytes }) };
    }),
  );
  const files: Record<string, string | undefined> = {};
  const problems: Problem[] = [];
  for (const { path, file } of read) {
    if (file.kind === "unreadable") problems.push({ ...file.problem, file: path });
    else files[path] = file.kind === "text" ? file.text : undefined;
  }
  return { files, problems };
}
