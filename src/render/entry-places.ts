import type { Category, List } from "../list/list.ts";
import { leafCategories } from "../list/taxonomy.ts";
import type { ComparedOutputs } from "./compare-outputs.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { slugOfMarkdown } from "./headings.ts";
import { headingOf } from "./list-view.ts";
import type { PrintedEntry } from "./printed-entries.ts";

/** In which category an entry stands, by the heading above it and by the papers around it; undefined in a place that is none. */
export interface EntryPlaces {
  /** Of a line of the old text. */
  before(line: number): string | undefined;
  /** Of a line of the new text. */
  after(line: number): string | undefined;
  /** Whether the line is the heading of a category. */
  isHeading(line: string): boolean;
}

interface Section {
  /** Lines above the entries that are a heading, of a category or not. */
  readonly headings: { readonly text: string; readonly line: number }[];
  readonly entries: PrintedEntry[];
}

const otherHeading = /^ {0,3}#{1,6} /;
/** A table of contents. */
const listItem = /^\s*(?:[-*+]|\d+[.)])\s/;
/** Longer lines are no headings. */
const longestHeading = 500;

export function findPlaces(
  { before, after, hunks }: Pick<ComparedOutputs, "before" | "after" | "hunks">,
  entries: readonly PrintedEntry[],
  list: List,
): EntryPlaces {
  const leaves = Map.groupBy(leafCategories(list.taxonomy), ({ category }) => slugOfCategory(category));
  const slugs = new Set(everyCategory(list.taxonomy).map(slugOfCategory));
  slugs.delete("");
  const sections = findSections();
  const categories = new Map([...new Set(sections)].map((section) => [section, categoryOf(section)] as const));
  const places = placesAfter();
  return {
    before: (line) => categoryAt(line),
    after: (line) => places[line],
    isHeading: (line) => isHeading(line),
  };

  function categoryAt(line: number): string | undefined {
    const section = sections[line];
    return section === undefined ? undefined : categories.get(section);
  }

  function isHeading(line: string): boolean {
    return line.length <= longestHeading && !listItem.test(line) && slugs.has(slugOfLine(line));
  }

  /** A section is what stands above entries, and the entries. */
  function findSections(): readonly Section[] {
    const all: Section[] = [];
    let section: Section = { headings: [], entries: [] };
    let next = 0;
    for (let line = 0; line < before.length;) {
      const entry = entries[next];
      const text = before[line] ?? "";
      const isEntry = entry?.start === line;
      if (!isEntry && text !== "" && section.entries.length > 0) section = { headings: [], entries: [] };
      if (isEntry) {
        section.entries.push(entry);
        next += 1;
      } else if (isHeading(text) || otherHeading.test(text)) section.headings.push({ text, line });
      for (const end = isEntry ? entry.end : line + 1; line < end; line += 1) all.push(section);
    }
    return all;
  }

  /** By the nearest heading of a category, else because all papers of one category stand here and no others. */
  function categoryOf({ headings, entries: here }: Section): string | undefined {
    const heading = headings.at(-1)?.text ?? "";
    const named = leafPaths(heading);
    if (isHeading(heading) && named.length < 2) return named[0];
    const papers = new Set(here.map(({ paper }) => paper));
    const [first] = papers;
    const shared = (first?.categories ?? []).filter((path) =>
      [...papers].every((paper) => paper.categories.includes(path)),
    );
    const possible = shared.filter((path) => (named.length === 0 ? isWhole(path, papers.size) : named.includes(path)));
    return possible.length === 1 ? possible[0] : undefined;
  }

  function isWhole(path: string, count: number): boolean {
    return list.papers.filter((paper) => paper.categories.includes(path)).length === count;
  }

  function leafPaths(line: string): readonly string[] {
    return (leaves.get(slugOfLine(line)) ?? []).map(({ path }) => path);
  }

  /** The place of each line is that of the nearest heading or entry above it. */
  function placesAfter(): readonly (string | undefined)[] {
    const starts = new Set(entries.map(({ start }) => start));
    let place: string | undefined;
    let [hunk, old] = [0, 0];
    return after.map((text, line) => {
      while ((hunks[hunk]?.after.end ?? Infinity) <= line && hunk < hunks.length) {
        old = (hunks[hunk]?.before.end ?? 0) + line - (hunks[hunk]?.after.end ?? 0);
        hunk += 1;
      }
      const isKept = line < (hunks[hunk]?.after.start ?? Infinity);
      if (isKept && starts.has(old)) place = categoryAt(old);
      else if (isHeading(text)) {
        const paths = leafPaths(text);
        if (paths.length === 1) [place] = paths;
        else place = isKept && paths.length > 1 ? categoryAt(old) : undefined;
      } else if (otherHeading.test(text))
        place = isKept && sections[old]?.headings.at(-1)?.line === old ? categoryAt(old) : undefined;
      if (isKept) old += 1;
      return place;
    });
  }
}

function everyCategory(taxonomy: readonly Category[]): readonly Category[] {
  return taxonomy.flatMap((category) => [category, ...everyCategory(category.categories ?? [])]);
}

function slugOfCategory(category: Category): string {
  return slugOfMarkdown(escapeMarkdown(headingOf(category)));
}

function slugOfLine(line: string): string {
  return slugOfMarkdown(line.replace(/^ {0,3}#{1,6}\s+/, "").replace(/\s#+$/, ""));
}
