import { printConflictMarkers } from "./conflict-markers.ts";
import { parseList, printList } from "./list-file.ts";
import type { List } from "./list.ts";
import type { MergeConflict } from "./merge-conflict.ts";
import { mergeLists } from "./merge-lists.ts";
import { locateProblems } from "./positions.ts";
import type { Problem, Result } from "./problem.ts";
import type { Sides } from "./sides.ts";

export interface MergedListFile {
  /** In its canonical form; around the lines that are in conflict, and no others, git's conflict markers. */
  readonly text: string;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Merges three texts of `list.json`. An empty `base` means that both sides made the file. A text that is no list is a
 * problem with its position; its `file` is `base`, `ours` or `theirs`.
 */
export function mergeListFiles(base: string, ours: string, theirs: string): Result<MergedListFile> {
  const parsed = {
    base: base === "" ? ({ ok: true, value: { papers: [], taxonomy: [] } } as const) : parseSide("base", base),
    ours: parseSide("ours", ours),
    theirs: parseSide("theirs", theirs),
  };
  if (!parsed.base.ok || !parsed.ours.ok || !parsed.theirs.ok) {
    return { ok: false, problems: Object.values(parsed).flatMap((side) => (side.ok ? [] : side.problems)) };
  }
  const sides = { base: parsed.base.value as List, ours: parsed.ours.value, theirs: parsed.theirs.value };
  const { list, conflicts } = mergeLists(sides);
  const text = printList(list);
  if (conflicts.length === 0) return { ok: true, value: { text, conflicts } };
  // In the one list every conflict is as ours has it, in the other as theirs has it; all else is the same.
  const exchanged = mergeLists({ ...sides, ours: sides.theirs, theirs: sides.ours });
  return { ok: true, value: { text: printConflictMarkers(text, printList(exchanged.list)), conflicts } };
}

function parseSide(side: keyof Sides<string>, text: string): Result<List> {
  const parsed = parseList(text);
  if (parsed.ok) return parsed;
  const problems = locateProblems(text, parsed.problems).map((problem): Problem => ({ ...problem, file: side }));
  return { ok: false, problems };
}
