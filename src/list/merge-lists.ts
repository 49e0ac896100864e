import { alignIds } from "./align-ids.ts";
import { equalData } from "./equal-data.ts";
import type { List } from "./list.ts";
import type { MergeConflict } from "./merge-conflict.ts";
import { mergeField } from "./merge-field.ts";
import { mergePapers } from "./merge-papers.ts";
import { mergeTaxonomy } from "./merge-taxonomy.ts";
import { mergeKeys, type Sides } from "./sides.ts";

export interface MergedLists {
  /** What both sides changed, each field that is in conflict as ours has it. With no conflict, as valid as the three lists. */
  readonly list: List;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Merges what two sides made of one list, field by field: the changes of theirs replayed on ours.
 *
 * - Different papers never conflict; a field that one side changed, or both alike, is changed.
 * - Categories, tags, topics, methods, links (by kind and page) and `order` are merged item by item; identifiers, digest,
 *   notes, `asWritten` and translations key by key; categories of the taxonomy by id with all below them. Authors,
 *   findings and texts are whole.
 * - A paper that has another id on one side is that paper. One that both sides added is merged field by field, under
 *   whichever id.
 * - What cannot be decided is a conflict, and stands in `list` as ours has it.
 *
 * With the sides exchanged, the same: the conflicts with their sides exchanged, and the list but for them.
 */
export function mergeLists(given: Sides<List>): MergedLists {
  if (equalData(given.theirs, given.base)) return { list: given.ours, conflicts: [] };
  if (equalData(given.ours, given.base)) return { list: given.theirs, conflicts: [] };
  const { base, ours, theirs } = alignIds(given);
  const conflicts: MergeConflict[] = [];
  const report = (conflict: MergeConflict): void => void conflicts.push(conflict);
  const cameInto = { ours: pathsCameInto(base, ours), theirs: pathsCameInto(base, theirs) };
  const list = mergeKeys<List>({ base, ours, theirs }, (key, of) => {
    switch (key) {
      case "papers":
        return mergePapers(of as Sides<List["papers"]>, report);
      case "taxonomy":
        return mergeTaxonomy(of as Sides<List["taxonomy"]>, { cameInto, report });
      default:
        return mergeField(of, { field: key }, report);
    }
  });
  return { list: list as List, conflicts };
}

/** The categories that a paper is in which was not in them. */
function pathsCameInto(base: List, side: List): ReadonlySet<string> {
  const before = new Map(base.papers.map((paper) => [paper.id, paper.categories]));
  return new Set(
    side.papers.flatMap(({ id, categories }) => categories.filter((path) => !before.get(id)?.includes(path))),
  );
}
