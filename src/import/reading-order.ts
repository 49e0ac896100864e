import { compareText } from "../list/compare-text.ts";
import type { Paper } from "../list/paper.ts";

/** The keys of the templates' filter `papers_in`: where a new paper goes. */
export type OrderKey = "newest" | "oldest" | "venue" | "title" | "first" | "last";

/** So many of the neighbours must stand in the order of a key. */
const leastShare = 0.75;
const fewest = 4;

/** By what most papers of the list are in order; `last` where nobody can tell: what is new is put behind. */
export function orderKeyOf(papers: readonly Paper[], otherwise: OrderKey): OrderKey {
  if (papers.length < fewest) return otherwise;
  const dates = papers.map(dateOf);
  const falls = share(dates, (a, b) => a >= b);
  const rises = share(dates, (a, b) => a <= b);
  if (Math.max(falls, rises) >= leastShare && falls !== rises) return falls > rises ? "newest" : "oldest";
  const titles = share(
    papers.map(({ title }) => title.toLowerCase()),
    (a, b) => compareText(a, b) <= 0,
  );
  if (titles >= 0.9) return "title";
  const venues = papers.flatMap(({ venue }) => venue ?? []);
  const runs = venues.filter((venue, at) => venue !== venues[at - 1]).length;
  if (
    venues.length >= papers.length * leastShare &&
    new Set(venues).size > 1 &&
    runs <= new Set(venues).size * 1.3 &&
    runs * 2 <= venues.length
  )
    return "venue";
  return otherwise;
}

/** The day or month it says; of one that says none the month of its arXiv id. */
export function dateOf({ date, identifiers }: Pick<Paper, "date" | "identifiers">): string {
  const [, year, month] = /^(\d\d)(\d\d)\./.exec(identifiers?.arxiv ?? "") ?? [];
  return date ?? (year === undefined ? "" : `20${year}-${month}`);
}

/** Of neighbours that both have one, and not the same. */
function share(values: readonly string[], isRight: (a: string, b: string) => boolean): number {
  const pairs = values.slice(1).flatMap((value, at) => {
    const before = values[at] ?? "";
    return before === "" || value === "" || before === value ? [] : [isRight(before, value)];
  });
  return pairs.length === 0 ? 0 : pairs.filter(Boolean).length / pairs.length;
}
