import { compareText } from "../list/compare-text.ts";
import type { Paper } from "../list/paper.ts";

/** Newest first, the undated last; then by title and id, in code-point order, so that every machine prints the same. */
export function inReadingOrder(papers: readonly Paper[]): readonly Paper[] {
  const byDate = Map.groupBy(papers, (paper) => paper.date ?? "");
  const dates = [...byDate.keys()].toSorted((a, b) => compareText(b, a));
  return dates.flatMap((date) => (byDate.get(date) ?? []).toSorted(byTitle));
}

function byTitle(a: Paper, b: Paper): number {
  return compareText(a.title, b.title) || compareText(a.id, b.id);
}

/** The last added of papers in reading order: by the day they were added, then in reading order. */
export function recentlyAdded(papers: readonly Paper[], count: number): readonly Paper[] {
  return papers
    .filter((paper) => paper.added !== undefined)
    .toSorted((a, b) => compareText(b.added ?? "", a.added ?? ""))
    .slice(0, count);
}
