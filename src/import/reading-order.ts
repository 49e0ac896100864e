import { compareText } from "../list/compare-text.ts";
import type { Paper } from "../list/paper.ts";

/** The keys of the templates' filter `papers_in`: where a new paper goes. */
export type OrderKey = "newest" | "oldest" | "venue" | "title" | "first" | "last";

/** So many of the neighbours must stand in the order of a key. */
const leastShare = 0.75;
const fewest = 4;

/**
 * By what most papers of these sections are in order, each section by itself; `otherwise` where nobody can tell, or there
 * are too few.
 */
export function orderKeyOf(sections: readonly (readonly Paper[])[], otherwise: OrderKey): OrderKey {
  const papers = sections.flat();
  if (papers.length < fewest) return otherwise;
  const falls = share(sections, dateOf, (a, b) => a >= b);
  const rises = share(sections, dateOf, (a, b) => a <= b);
  if (Math.max(falls, rises) >= leastShare && falls !== rises) return falls > rises ? "newest" : "oldest";
  const titles = share(
    sections,
    ({ title }) => title.toLowerCase(),
    (a, b) => compareText(a, b) <= 0,
  );
  if (titles >= 0.9) return "title";
  return sections.filter(isByVenue).length * 2 > sections.length ? "venue" : otherwise;
}

/** Papers of one venue stand together. */
function isByVenue(papers: readonly Paper[]): boolean {
  const venues = papers.flatMap(({ venue }) => venue ?? []);
  const kinds = new Set(venues).size;
  const runs = venues.filter((venue, at) => venue !== venues[at - 1]).length;
  return venues.length >= papers.length * leastShare && kinds > 1 && runs <= kinds * 1.3 && runs * 2 <= venues.length;
}

/** The day or month it says; of one that says none the month of its arXiv id. */
export function dateOf({ date, identifiers }: Pick<Paper, "date" | "identifiers">): string {
  const [, year, month] = /^(\d\d)(\d\d)\./.exec(identifiers?.arxiv ?? "") ?? [];
  return date ?? (year === undefined ? "" : `20${year}-${month}`);
}

/** Of neighbours that both have one, and not the same. */
function share(
  sections: readonly (readonly Paper[])[],
  valueOf: (paper: Paper) => string,
  isRight: (a: string, b: string) => boolean,
): number {
  const pairs = sections.flatMap((papers) => {
    const values = papers.map(valueOf);
    return values.slice(1).flatMap((value, at) => {
      const before = values[at] ?? "";
      return before === "" || value === "" || before === value ? [] : [isRight(before, value)];
    });
  });
  return pairs.length === 0 ? 0 : pairs.filter(Boolean).length / pairs.length;
}
