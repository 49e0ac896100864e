import { structuredPatch } from "diff";
import type { FileChange } from "./git-files.ts";
import type { NamedChange } from "./renames.ts";
import type { GitObjects } from "./git-objects.ts";
import type { JsonObject } from "./json.ts";
import type { Repository, World } from "./world.ts";
import { fullNameOf } from "./world.ts";

export interface LineCount {
  readonly additions: number;
  readonly deletions: number;
  readonly patch: string | undefined;
}

// GitHub leaves the patch of a large change out, too.
const longestPatch = 1_000_000;
const counted = new Map<string, LineCount>();
const remembered = 500;

/** How many lines a change adds and removes, with the change itself where it is text. */
export function countLines(objects: GitObjects, change: FileChange): LineCount {
  const key = `${change.before?.sha} ${change.after?.sha}`;
  const known = counted.get(key);
  if (known !== undefined) return known;
  const before = change.before === undefined ? Buffer.alloc(0) : objects.blobs.get(change.before.sha);
  const after = change.after === undefined ? Buffer.alloc(0) : objects.blobs.get(change.after.sha);
  const count = before === undefined || after === undefined ? nothing : countText(before, after);
  if (counted.size > remembered) counted.clear();
  counted.set(key, count);
  return count;
}

const nothing: LineCount = { additions: 0, deletions: 0, patch: undefined };

function countText(before: Buffer, after: Buffer): LineCount {
  if (before.includes(0) || after.includes(0)) return nothing;
  const { hunks } = structuredPatch("a", "b", before.toString(), after.toString(), "", "", { context: 3 });
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const patch = hunks
    .map((hunk) =>
      [`@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`, ...hunk.lines].join("\n"),
    )
    .join("\n");
  return {
    additions: lines.filter((line) => line.startsWith("+")).length,
    deletions: lines.filter((line) => line.startsWith("-")).length,
    patch: patch.length > longestPatch ? undefined : patch,
  };
}

/** A changed file as in the files of a pull request, a comparison or a commit. */
export function printChange(world: World, repository: Repository, change: NamedChange, ref: string): JsonObject {
  const { additions, deletions, patch } = countLines(world.objects, change);
  const path = change.path.split("/").map(encodeURIComponent).join("/");
  const page = `${world.url}/${fullNameOf(repository)}`;
  return {
    sha: change.after?.sha ?? change.before?.sha ?? null,
    filename: change.path,
    status: statusOf(change),
    ...(change.previousPath === undefined ? {} : { previous_filename: change.previousPath }),
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${page}/blob/${ref}/${path}`,
    raw_url: `${page}/raw/${ref}/${path}`,
    contents_url: `${world.url}/repos/${fullNameOf(repository)}/contents/${path}?ref=${ref}`,
    ...(patch === undefined ? {} : { patch }),
  };
}

function statusOf({ before, after, previousPath }: NamedChange): string {
  if (previousPath !== undefined) return "renamed";
  if (before === undefined) return "added";
  if (after === undefined) return "removed";
  // Another kind of thing: a link or a submodule where a file was.
  return before.mode.slice(0, 3) === after.mode.slice(0, 3) ? "modified" : "changed";
}
