import type { GitFile } from "./git-files.ts";
import { readFiles, writeFiles } from "./git-files.ts";
import type { GitObjects } from "./git-objects.ts";
import { putBlob } from "./git-objects.ts";
import { mergeFile } from "./merge-file.ts";

export type TreeMerge =
  | { readonly kind: "merged"; readonly tree: string }
  | { readonly kind: "conflict"; readonly paths: readonly string[] };

/** A three-way merge, file by file: changed on one side is taken, on both sides is merged by git. */
export async function mergeTrees(
  objects: GitObjects,
  base: string | undefined,
  ours: string,
  theirs: string,
): Promise<TreeMerge> {
  const before = readFiles(objects, base);
  const left = readFiles(objects, ours);
  const right = readFiles(objects, theirs);
  const merged = new Map<string, GitFile>();
  const conflicts: string[] = [];
  for (const path of new Set([...left.keys(), ...right.keys()])) {
    const outcome = await mergeOne(objects, before.get(path), left.get(path), right.get(path));
    if (outcome === "conflict") conflicts.push(path);
    else if (outcome !== undefined) merged.set(path, outcome);
  }
  if (conflicts.length > 0) return { kind: "conflict", paths: conflicts };
  return { kind: "merged", tree: writeFiles(objects, merged) };
}

async function mergeOne(
  objects: GitObjects,
  base: GitFile | undefined,
  ours: GitFile | undefined,
  theirs: GitFile | undefined,
): Promise<GitFile | undefined | "conflict"> {
  if (isSame(ours, theirs) || isSame(base, theirs)) return ours;
  if (isSame(base, ours)) return theirs;
  // Added on both sides, or changed here and deleted there: git asks a person too.
  if (base === undefined || ours === undefined || theirs === undefined) return "conflict";
  const bytes = [ours, base, theirs].map((file) => objects.blobs.get(file.sha));
  const [left, middle, right] = bytes;
  if (left === undefined || middle === undefined || right === undefined) return "conflict";
  const text = await mergeFile({ ours: left, base: middle, theirs: right });
  if (text === undefined) return "conflict";
  return { mode: ours.mode === base.mode ? theirs.mode : ours.mode, sha: putBlob(objects, text) };
}

function isSame(one: GitFile | undefined, other: GitFile | undefined): boolean {
  return one?.sha === other?.sha && one?.mode === other?.mode;
}
