import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GitFile } from "./git-files.ts";
import { readFiles, writeFiles } from "./git-files.ts";
import type { GitObjects } from "./git-objects.ts";
import { putBlob } from "./git-objects.ts";

export type TreeMerge =
  | { readonly kind: "merged"; readonly tree: string }
  | { readonly kind: "conflict"; readonly paths: readonly string[] };

/** A three-way merge, file by file: changed on one side is taken, on both sides goes through `git merge-file`. */
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
  const text = await mergeFile(left, middle, right);
  if (text === undefined) return "conflict";
  return { mode: ours.mode === base.mode ? theirs.mode : ours.mode, sha: putBlob(objects, text) };
}

function isSame(one: GitFile | undefined, other: GitFile | undefined): boolean {
  return one?.sha === other?.sha && one?.mode === other?.mode;
}

/** Undefined where the sides contradict each other. */
async function mergeFile(ours: Buffer, base: Buffer, theirs: Buffer): Promise<Buffer | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "local-github-"));
  try {
    const paths = ["ours", "base", "theirs"].map((name) => join(folder, name));
    await Promise.all([ours, base, theirs].map((bytes, index) => writeFile(paths[index] ?? "", bytes)));
    return await runMergeFile(paths);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runMergeFile(paths: readonly string[]): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const options = { encoding: "buffer", maxBuffer: 256 * 1024 * 1024 } as const;
    execFile("git", ["merge-file", "-p", "-q", ...paths], options, (error, stdout) => {
      if (error === null) return resolve(stdout);
      // The exit status is the number of conflicts; 255 is a binary file, which git cannot merge either.
      if (typeof error.code === "number") return resolve(undefined);
      return reject(new Error("git merge-file did not run; the local GitHub needs git", { cause: error }));
    });
  });
}
