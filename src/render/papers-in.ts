import { arxivMonth } from "../list/arxiv-id.ts";
import { compareText } from "../list/compare-text.ts";
import type { CategoryView } from "./list-view.ts";
import type { PaperView } from "./paper-view.ts";

export const orderKeys = ["newest", "oldest", "venue", "title", "first", "last"] as const;
export type OrderKey = (typeof orderKeys)[number];

/**
 * The papers of the category with this path, wherever it is among these: those that its curator named in that order, and each
 * other one where it belongs among them by the key. None where there is no such category.
 */
export function papersIn(categories: readonly CategoryView[], path: string, key: OrderKey): readonly PaperView[] {
  const category = findCategory(categories, path);
  if (category === undefined) return [];
  const named = category.papers.slice(0, category.curated);
  const others = category.papers.slice(category.curated).toSorted(comparisons[key]);
  const byPlace = Map.groupBy(others, (paper) => placeOf(paper, named, key));
  return [...named.flatMap((paper, at) => [...(byPlace.get(at) ?? []), paper]), ...(byPlace.get(named.length) ?? [])];
}

function findCategory(categories: readonly CategoryView[], path: string): CategoryView | undefined {
  for (const category of categories) {
    if (category.path === path) return category;
    const found = path.startsWith(`${category.path}/`) ? findCategory(category.categories, path) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

type Comparison = (a: PaperView, b: PaperView) => number;

/** Stable: what is equal stays in reading order. */
const comparisons: Readonly<Record<OrderKey, Comparison>> = {
  newest: (a, b) => compareKnown(dateOf(b), dateOf(a)) || byLack(dateOf(a), dateOf(b)),
  oldest: (a, b) => compareKnown(dateOf(a), dateOf(b)) || byLack(dateOf(a), dateOf(b)),
  venue: (a, b) => compareKnown(venueOf(a), venueOf(b)) || byLack(venueOf(a), venueOf(b)),
  title: (a, b) => compareText(titleOf(a), titleOf(b)),
  first: () => 0,
  last: () => 0,
};

function compareKnown(a: string | undefined, b: string | undefined): number {
  return a === undefined || b === undefined ? 0 : compareText(a, b);
}

/** What has no value comes last. */
function byLack(a: string | undefined, b: string | undefined): number {
  return Number(a === undefined) - Number(b === undefined);
}

/** Index of the named paper that it comes before; their number for the end. */
function placeOf(paper: PaperView, named: readonly PaperView[], key: OrderKey): number {
  switch (key) {
    case "first":
      return 0;
    case "last":
      return named.length;
    case "title":
      return orEnd(named.findIndex((other) => compareText(titleOf(other), titleOf(paper)) > 0));
    case "venue": {
      const venue = venueOf(paper);
      return venue === undefined ? named.length : behind(named.findLastIndex((other) => venueOf(other) === venue));
    }
    case "newest":
    case "oldest": {
      const date = dateOf(paper);
      if (date === undefined) return named.length;
      if (key === "newest") return orEnd(named.findIndex((other) => compareKnown(dateOf(other), date) < 0));
      if (named.every((other) => dateOf(other) === undefined)) return named.length;
      return named.findLastIndex((other) => dateOf(other) !== undefined && compareKnown(dateOf(other), date) <= 0) + 1;
    }
  }

  function orEnd(at: number): number {
    return at === -1 ? named.length : at;
  }

  function behind(at: number): number {
    return at === -1 ? named.length : at + 1;
  }
}

/** As precise as is known: of a month, a day of it is later. */
function dateOf({ date, identifiers: { arxiv } }: PaperView): string | undefined {
  return date ?? (arxiv === null ? undefined : arxivMonth(arxiv));
}

function venueOf({ venue }: PaperView): string | undefined {
  return venue?.toLowerCase();
}

function titleOf({ title }: PaperView): string {
  return title.toLowerCase();
}
