import { dropUntrue } from "./drop-untrue.ts";
import { equalData } from "./equal-data.ts";
import type { ListChange } from "./list-change.ts";
import type { Category, List } from "./list.ts";
import { pairSamePapers, papersNotIn, type MovedPaper } from "./moved-papers.ts";
import { paperKeys, type Paper } from "./paper.ts";

/** What one list says otherwise than another. */
export interface ListDifference {
  /** Removals, then edits, then additions, each in order of the list they are found in: what goes makes room for what comes. */
  readonly changes: readonly ListChange[];
  /** Papers that have another id now. In `changes` each is a removal and an addition, since an edit never changes an id. */
  readonly moved: readonly MovedPaper[];
  /** What differs beside the papers; a key is there only where it differs. */
  readonly outside: OutsideDifference;
}

export interface OutsideDifference {
  readonly $schema?: Difference<string | undefined>;
  readonly title?: Difference<string>;
  readonly description?: Difference<string | undefined>;
  readonly taxonomy?: Difference<readonly Category[]>;
}

export interface Difference<T> {
  readonly before: T;
  readonly after: T;
}

/**
 * What makes `after` of `before`, paper by paper and field by field. Applied to `before` (`applyChanges`), the changes give
 * the papers of `after`, unless `after` repeats a paper, or still has kept text (`asWritten`) that its own edits make untrue.
 * The order of papers is no difference.
 */
export function diffLists(before: List, after: List): ListDifference {
  const removed = papersNotIn(before.papers, after.papers);
  const added = papersNotIn(after.papers, before.papers);
  const earlier = new Map(before.papers.map((paper) => [paper.id, paper]));
  return {
    changes: [
      ...removed.map(({ id }): ListChange => ({ kind: "remove", id })),
      ...after.papers.flatMap((paper) => {
        const was = earlier.get(paper.id);
        return was === undefined ? [] : diffPapers(was, paper);
      }),
      ...added.map((paper): ListChange => ({ kind: "add", paper })),
    ],
    moved: pairSamePapers(removed, added),
    outside: diffOutside(before, after),
  };
}

function diffPapers(before: Paper, after: Paper): readonly ListChange[] {
  const keys = paperKeys.filter((key) => !equalData(before[key], after[key]) && !(key === "asWritten" && follows()));
  if (keys.length === 0) return [];
  const unset = keys.filter((key) => after[key] === undefined);
  const set = Object.fromEntries(keys.filter((key) => after[key] !== undefined).map((key) => [key, after[key]]));
  return [{ kind: "edit", id: after.id, set, ...(unset.length === 0 ? {} : { unset }) }];

  /** Whether the other edits bring it about. */
  function follows(): boolean {
    const { asWritten: _after, ...rest } = after;
    const { asWritten } = before;
    return asWritten !== undefined && equalData(dropUntrue(before, { ...rest, asWritten }).asWritten, after.asWritten);
  }
}

const outsideKeys = ["$schema", "title", "description", "taxonomy"] as const satisfies readonly (keyof List)[];

function diffOutside(before: List, after: List): OutsideDifference {
  const keys = outsideKeys.filter((key) => !equalData(before[key], after[key]));
  return Object.fromEntries(keys.map((key) => [key, { before: before[key], after: after[key] }]));
}
