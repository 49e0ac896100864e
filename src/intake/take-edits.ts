import { applyChanges } from "../list/apply-changes.ts";
import { checkList } from "../list/check-list.ts";
import { diffLists } from "../list/diff-lists.ts";
import type { ListChange } from "../list/list-change.ts";
import type { List } from "../list/list.ts";
import type { MergeConflict } from "../list/merge-conflict.ts";
import { mergeField } from "../list/merge-field.ts";
import type { Paper } from "../list/paper.ts";
import { mergeKeys } from "../list/sides.ts";
import type { PaperEdit } from "./snapshot.ts";

export interface TakenEdits {
  /** What was suggested, as people have edited it. */
  readonly changes: readonly ListChange[];
  /** Fields that were edited in the suggestion too, otherwise; `changes` has them as `ours`, which people pushed. */
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Puts what people pushed to our branch over what is suggested now, field by field. Where both edited a field, the push
 * stands and a conflict says so. Undefined where no valid list would come of it.
 */
export function takeEdits(
  list: List,
  suggested: readonly ListChange[],
  edits: readonly PaperEdit[],
): TakenEdits | undefined {
  const conflicts: MergeConflict[] = [];
  const changes = edits.reduce((now, edit) => takeEdit(list, now, edit, conflicts), suggested);
  const { list: made, conflicts: refused } = applyChanges(list, changes);
  const isValid = refused.length === 0 && !checkList(made).some(({ severity }) => severity === "error");
  return isValid ? { changes, conflicts } : undefined;
}

function takeEdit(
  list: List,
  changes: readonly ListChange[],
  edit: PaperEdit,
  conflicts: MergeConflict[],
): readonly ListChange[] {
  const { before, after } = edit;
  const id = idNow(changes, edit);
  const others = changes.filter((change) => idOf(change) !== id);
  const listed = list.papers.find((paper) => paper.id === id);
  if (after === undefined) return listed === undefined ? others : [...others, { kind: "remove", id }];
  const own = changes.filter((change) => idOf(change) === id);
  const [now] = applyChanges({ ...list, papers: listed === undefined ? [] : [listed] }, own).list.papers;
  if (now === undefined) {
    if (before === undefined) return [...changes, { kind: "add", paper: after as Paper }];
    conflicts.push({ paper: id, reason: "edited-and-removed", base: before, ours: after, theirs: undefined });
    return changes;
  }
  const report = (conflict: MergeConflict): void => void conflicts.push(conflict);
  const merged = mergeKeys<Partial<Paper>>({ base: before, ours: after, theirs: now }, (field, of) =>
    mergeField(of, { paper: id, field }, report),
  ) as Paper;
  const [from, to] = [listed === undefined ? [] : [listed], [{ ...merged, id }]];
  const made = diffLists({ ...list, papers: from }, { ...list, papers: to }).changes;
  const at = changes.findIndex((change) => idOf(change) === id);
  return at === -1 ? [...changes, ...made] : [...changes.slice(0, at), ...made, ...changes.slice(at + 1)];
}

/** The one paper that is suggested has another id since its title was edited. */
function idNow(changes: readonly ListChange[], { id, isOurs }: PaperEdit): string {
  const [only] = changes;
  return isOurs === true && changes.length === 1 && only?.kind === "add" ? only.paper.id : id;
}

function idOf(change: ListChange): string {
  return change.kind === "add" ? change.paper.id : change.id;
}
