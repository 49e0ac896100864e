import type { RepositoryRef } from "../intake/snapshot.ts";
import type { Problem } from "../list/problem.ts";
import type { GithubClient } from "./client.ts";
import { readBlob } from "./read-blob.ts";
import type { TreeEntry } from "./sha-cache.ts";

export type FileText =
  | { readonly kind: "text"; readonly text: string; readonly sha: string }
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly problem: Problem };

interface Wanted {
  readonly entry: TreeEntry | undefined;
  readonly path: string;
  readonly maxBytes: number;
}

/** A file as text. What is no plain file, is too large (told by the tree, without reading it) or is not UTF-8 is a problem. */
export async function readText(client: GithubClient, repository: RepositoryRef, wanted: Wanted): Promise<FileText> {
  const { entry, path, maxBytes } = wanted;
  if (entry === undefined) return { kind: "absent" };
  // A link could lead out of the repository, and writing "to" it would put a file in its place.
  const strange = { "120000": "a symbolic link", "160000": "a submodule", "040000": "a folder" }[entry.mode];
  if (strange !== undefined) {
    return unreadable("wrong-shape", path, `${path} is ${strange}; it must be a plain file.`);
  }
  if ((entry.size ?? 0) > maxBytes) {
    const size = `${megabytes(entry.size ?? 0)} MB`;
    return unreadable(
      "too-large",
      path,
      `${path} has ${size}; the server reads up to ${megabytes(maxBytes)} MB.`,
      size,
    );
  }
  const text = await readBlob(client, repository, entry.sha);
  if (text === undefined) return unreadable("wrong-shape", path, `${path} is not UTF-8 text. Save it as UTF-8.`);
  return { kind: "text", text, sha: entry.sha };
}

function unreadable(code: Problem["code"], path: string, message: string, given?: string): FileText {
  const problem: Problem = { code, severity: "error", field: path, message, ...(given === undefined ? {} : { given }) };
  return { kind: "unreadable", problem };
}

function megabytes(bytes: number): string {
  return String(Math.round(bytes / 10_000) / 100);
}
