import type { FileChange } from "./git-files.ts";
import type { GitObjects } from "./git-objects.ts";

/** A change, with the name the file had before where it was renamed. */
export interface NamedChange extends FileChange {
  readonly previousPath?: string;
}

/** Files that were taken out under one name and put in under another, half of their lines the same, are one. */
export function findRenames(objects: GitObjects, changes: readonly FileChange[]): readonly NamedChange[] {
  const removed = changes.filter(({ after }) => after === undefined);
  const paired = new Map<FileChange, FileChange>();
  for (const added of changes) {
    if (added.before !== undefined || added.after === undefined) continue;
    const free = removed.filter((one) => ![...paired.values()].includes(one));
    const same = free.find(({ before }) => before?.sha === added.after?.sha);
    const match = same ?? free.find(({ before }) => areAlike(objects, before?.sha, added.after?.sha));
    if (match !== undefined) paired.set(added, match);
  }
  const gone = new Set(paired.values());
  return changes
    .filter((change) => !gone.has(change))
    .map((change) => {
      const from = paired.get(change);
      return from === undefined ? change : { ...change, before: from.before, previousPath: from.path };
    });
}

function areAlike(objects: GitObjects, a: string | undefined, b: string | undefined): boolean {
  const [one, other] = [linesOf(objects, a), linesOf(objects, b)];
  const known = new Set(one);
  const shared = other.filter((line) => known.has(line)).length;
  return shared > 0 && shared * 2 >= Math.max(one.length, other.length);
}

function linesOf(objects: GitObjects, sha = ""): readonly string[] {
  return (objects.blobs.get(sha)?.toString() ?? "").split("\n").filter((line) => line !== "");
}
