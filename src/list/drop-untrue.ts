import { equalData } from "./equal-data.ts";
import type { AsWritten, Paper } from "./paper.ts";

/** Fields that an entry of a list may print. */
const printedKeys = [
  "title",
  "nickname",
  "authors",
  "date",
  "venue",
  "institutions",
  "links",
  "tags",
  "marks",
  "image",
  "summary",
  "abstract",
  "notes",
] as const satisfies readonly (keyof Paper)[];

/**
 * What is as `after`, without the kept text that is not true any more: that of authors, date or links which differ from
 * `before`, and the entry where anything does that it may print. The very object that was given where all of it is true.
 */
export function dropUntrue(before: Paper, after: Paper): Paper {
  const { asWritten, ...rest } = after;
  if (asWritten === undefined) return after;
  const isChanged = (key: keyof Paper): boolean => !equalData(before[key], after[key]);
  const untrue = new Set<keyof AsWritten>((["authors", "date", "links"] as const).filter(isChanged));
  if (printedKeys.some(isChanged)) untrue.add("entry");
  const kept = Object.entries(asWritten).filter(([key]) => !untrue.has(key as keyof AsWritten));
  if (kept.length === 0) return rest;
  return kept.length === Object.keys(asWritten).length ? after : { ...rest, asWritten: Object.fromEntries(kept) };
}
