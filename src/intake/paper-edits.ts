import { diffLists } from "../list/diff-lists.ts";
import type { List } from "../list/list.ts";
import type { Paper } from "../list/paper.ts";
import type { PaperEdit } from "./snapshot.ts";

/** What was made of the papers of a list; undefined where something beside them is different too. */
export function readPaperEdits(before: List, after: List): readonly PaperEdit[] | undefined {
  const { changes, outside } = diffLists(before, after);
  if (Object.keys(outside).length > 0) return undefined;
  const papers = new Map(before.papers.map((paper) => [paper.id, paper]));
  return changes.map((change): PaperEdit => {
    switch (change.kind) {
      case "add":
        return { id: change.paper.id, after: change.paper };
      case "remove":
        return { id: change.id, before: {} };
      case "edit": {
        const fields = [...Object.keys(change.set), ...(change.unset ?? [])] as (keyof Paper)[];
        const was = papers.get(change.id);
        const had = fields.filter((field) => was?.[field] !== undefined);
        return {
          id: change.id,
          before: Object.fromEntries(had.map((field) => [field, was?.[field]])),
          after: change.set,
        };
      }
    }
  });
}

/** The paper as it was before these edits, newest last. */
export function withoutEdits(paper: Paper, edits: readonly PaperEdit[]): Paper {
  return edits
    .filter(({ id, before, after }) => id === paper.id && before !== undefined && after !== undefined)
    .reduceRight<Paper>((now, { before, after }) => {
      const kept = Object.entries(now).filter(([field]) => !Object.hasOwn(after ?? {}, field));
      return { ...(Object.fromEntries(kept) as unknown as Paper), ...before };
    }, paper);
}
