import type { RepositoryRef } from "../intake/snapshot.ts";
import type { GithubClient } from "./client.ts";
import type { FileText } from "./read-text.ts";
import { readEntry } from "./read-tree.ts";

/**
 * Whether a `list.json` without our configuration is one of ours: a file of that name is common.
 * A whole one must be an object with `taxonomy` and `papers`; a broken one, which its people want to hear about, must name both.
 */
export async function looksLikeList(
  client: GithubClient,
  repository: RepositoryRef,
  treeSha: string,
  file: FileText,
): Promise<boolean> {
  if (file.kind === "text") return isListText(file.text);
  // Not readable: what we write beside a list tells.
  return (await readEntry(client, repository, treeSha, "list.schema.json")) !== undefined;
}

function isListText(text: string): boolean {
  if (!text.includes('"taxonomy"') || !text.includes('"papers"')) return false;
  try {
    const value: unknown = JSON.parse(text.replace(/^\u{FEFF}/u, ""));
    return (
      typeof value === "object" && value !== null && Object.hasOwn(value, "taxonomy") && Object.hasOwn(value, "papers")
    );
  } catch {
    return true;
  }
}
