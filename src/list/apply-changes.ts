import { compareText } from "./compare-text.ts";
import { dropUntrue } from "./drop-untrue.ts";
import { addToIndex, findSamePaper, indexPapers, type GrowingPaperIndex } from "./duplicates.ts";
import { equalData } from "./equal-data.ts";
import type { ListChange } from "./list-change.ts";
import type { List } from "./list.ts";
import type { Paper } from "./paper.ts";

/** A change that cannot be made true any more without a decision. */
export interface ChangeConflict {
  readonly change: ListChange;
  /** `id-taken`: another paper has the id. `same-paper`: the list has this paper already, otherwise. `not-there`: nothing to edit. */
  readonly reason: "id-taken" | "not-there" | "same-paper";
  /** The paper of the list that stands in the way. */
  readonly paper?: Paper;
}

export interface AppliedChanges {
  /** The very list that was given where nothing changed; papers that no change names are the same objects. */
  readonly list: List;
  readonly conflicts: readonly ChangeConflict[];
}

/**
 * Makes each change true of the list, field by field, and never throws: what is true already (a paper added with the same
 * data, one removed that is gone) changes nothing, what cannot be made true is a conflict and leaves the list as it was.
 * Changes of different papers commute. An edit never changes an id, never takes a required field away, and sets what it both sets and unsets;
 * kept text (`asWritten`) that it makes untrue goes, unless it sets that itself.
 */
export function applyChanges(list: List, changes: readonly ListChange[]): AppliedChanges {
  const papers = new Map(list.papers.map((paper) => [paper.id, paper]));
  const conflicts: ChangeConflict[] = [];
  let index: GrowingPaperIndex | undefined;
  let isChanged = false;
  for (const change of changes) {
    const now = change.kind === "add" ? papers.get(change.paper.id) : papers.get(change.id);
    switch (change.kind) {
      case "add": {
        if (now !== undefined && equalData(now, change.paper)) break;
        index ??= indexPapers([...papers.values()]);
        const found = findSamePaper(index, change.paper)?.paper;
        // As it is now: one that a change took away stands in nobody's way.
        const same = found === undefined ? undefined : papers.get(found.id);
        if (same !== undefined) conflicts.push({ change, reason: "same-paper", paper: same });
        else if (now !== undefined) conflicts.push({ change, reason: "id-taken", paper: now });
        else {
          papers.set(change.paper.id, change.paper);
          addToIndex(index, change.paper);
          isChanged = true;
        }
        break;
      }
      case "edit": {
        if (now === undefined) {
          conflicts.push({ change, reason: "not-there" });
          break;
        }
        const next = editPaper(now, change.set, change.unset ?? []);
        if (next === now) break;
        papers.set(now.id, next);
        isChanged = true;
        // It may have lost a name that another paper now comes with, or got one.
        if (next.identifiers !== now.identifiers || next.links !== now.links) index = undefined;
        break;
      }
      case "remove":
        if (papers.delete(change.id)) isChanged = true;
        break;
    }
  }
  if (!isChanged) return { list, conflicts };
  const sorted = [...papers.values()].toSorted((a, b) => compareText(a.id, b.id));
  return { list: { ...list, papers: sorted }, conflicts };
}

const kept: ReadonlySet<keyof Paper> = new Set(["id", "title", "categories"]);

/** The same object where nothing changes. */
function editPaper(paper: Paper, set: Partial<Paper>, unset: readonly (keyof Paper)[]): Paper {
  const gone = new Set(unset.filter((key) => !kept.has(key) && paper[key] !== undefined && set[key] === undefined));
  const changed = Object.entries(set).filter(
    ([key, value]) => key !== "id" && value !== undefined && !equalData(value, paper[key as keyof Paper]),
  );
  if (gone.size === 0 && changed.length === 0) return paper;
  const left = Object.entries(paper).filter(([key]) => !gone.has(key as keyof Paper));
  const next = {
    ...(Object.fromEntries(left) as unknown as Paper),
    ...(Object.fromEntries(changed) as Partial<Paper>),
  };
  return set.asWritten === undefined ? dropUntrue(paper, next) : next;
}
