import type { GitObjects, TreeEntry } from "./git-objects.ts";
import { putTree } from "./git-objects.ts";

export interface GitFile {
  readonly mode: string;
  readonly sha: string;
}

/** Every file by its whole path. */
export type GitFiles = ReadonlyMap<string, GitFile>;

export interface FileChange {
  readonly path: string;
  readonly before: GitFile | undefined;
  readonly after: GitFile | undefined;
}

const folderMode = "40000";

/** All files below a tree; undefined is the empty tree. */
export function readFiles(objects: GitObjects, tree: string | undefined): GitFiles {
  const files = new Map<string, GitFile>();
  if (tree !== undefined) collect(objects, tree, "", files);
  return files;
}

/** The tree that holds exactly these files. */
export function writeFiles(objects: GitObjects, files: GitFiles): string {
  const here: TreeEntry[] = [];
  const below = new Map<string, Map<string, GitFile>>();
  for (const [path, file] of files) {
    const slash = path.indexOf("/");
    if (slash === -1) {
      here.push({ name: path, ...file });
      continue;
    }
    const folder = path.slice(0, slash);
    const inside = below.get(folder) ?? new Map<string, GitFile>();
    inside.set(path.slice(slash + 1), file);
    below.set(folder, inside);
  }
  for (const [name, inside] of below) here.push({ name, mode: folderMode, sha: writeFiles(objects, inside) });
  return putTree(objects, here);
}

/** What differs between two trees, by path. */
export function diffFiles(objects: GitObjects, from: string | undefined, to: string | undefined): FileChange[] {
  if (from === to) return [];
  const before = readFiles(objects, from);
  const after = readFiles(objects, to);
  const changes: FileChange[] = [];
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const change = { path, before: before.get(path), after: after.get(path) };
    if (change.before?.sha !== change.after?.sha || change.before?.mode !== change.after?.mode) changes.push(change);
  }
  return changes.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The sha of what stands at a path: a file or a folder. */
export function findAtPath(objects: GitObjects, tree: string, path: string): TreeEntry | undefined {
  let current = tree;
  let found: TreeEntry | undefined;
  for (const name of path.split("/")) {
    found = objects.trees.get(current)?.find((entry) => entry.name === name);
    if (found === undefined) return undefined;
    current = found.sha;
  }
  return found;
}

function collect(objects: GitObjects, tree: string, prefix: string, files: Map<string, GitFile>): void {
  for (const entry of objects.trees.get(tree) ?? []) {
    if (entry.mode === folderMode) collect(objects, entry.sha, `${prefix}${entry.name}/`, files);
    else files.set(`${prefix}${entry.name}`, { mode: entry.mode, sha: entry.sha });
  }
}
