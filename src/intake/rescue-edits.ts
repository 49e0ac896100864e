import { applyChanges } from "../list/apply-changes.ts";
import { checkList } from "../list/check-list.ts";
import type { List } from "../list/list.ts";
import type { MergeConflict } from "../list/merge-conflict.ts";
import { mergeLists } from "../list/merge-lists.ts";
import type { Problem } from "../list/problem.ts";
import type { HandEdit } from "./pull-snapshot.ts";

export interface Rescue {
  /** Equal to the list that was given where nothing is to be taken into it. */
  readonly list: List;
  /** What the list says otherwise by now: there it stands as the list ("ours") has it. */
  readonly conflicts: readonly MergeConflict[];
  /** What would be wrong with the list, so that nothing of that output is taken. */
  readonly problems: readonly Problem[];
}

/**
 * The list of now with what was understood of edited outputs. Each edit was made on an older list: what was changed in the
 * list since stays, and what both say alike changes nothing.
 */
export function rescueEdits(list: List, edits: readonly HandEdit[]): Rescue {
  let rescued = list;
  const conflicts: MergeConflict[] = [];
  const problems: Problem[] = [];
  for (const { list: base, changes, near } of edits) {
    const theirs = applyChanges(base, [...changes, ...near.map(({ change }) => change)]).list;
    const merged = mergeLists({ base, ours: rescued, theirs });
    const errors = checkList(merged.list).filter(({ severity }) => severity === "error");
    conflicts.push(...merged.conflicts);
    problems.push(...errors);
    if (errors.length === 0) rescued = merged.list;
  }
  return { list: rescued, conflicts, problems };
}
