import { equalData } from "../list/equal-data.ts";
import type { ListChange } from "../list/list-change.ts";
import { type Paper, paperKeys } from "../list/paper.ts";
import type { WrittenEntry } from "./edited-entries.ts";
import type { EntryPlaces } from "./entry-places.ts";
import type { PrintedEntry } from "./printed-entries.ts";
import type { EntryReader } from "./read-entry.ts";
import type { NotUnderstood } from "./output-edits.ts";

/** All places of one paper in an output: those that are gone, those that nobody touched, those that are new. */
export interface PaperPlaces {
  readonly paper: Paper;
  readonly removed: readonly PrintedEntry[];
  readonly kept: readonly PrintedEntry[];
  readonly written: readonly WrittenEntry[];
}

export type PaperAnswer =
  | {
      readonly kind: "change";
      readonly change: ListChange;
      readonly written: string;
      readonly printed: string;
      readonly isExact: boolean;
    }
  | { readonly kind: "not-understood"; readonly reason: NotUnderstood["reason"] };

/** What all places of a paper together say of it: the same edit in one or more of them, a move, or that it is gone. */
export function readPaperPlaces(here: PaperPlaces, places: EntryPlaces, reader: EntryReader): PaperAnswer {
  const { paper, removed, kept, written } = here;
  if (kept.length + written.length === 0) {
    return { kind: "change", change: { kind: "remove", id: paper.id }, written: "", printed: "", isExact: true };
  }
  const moved = readCategories(here, places);
  if (typeof moved === "string") return { kind: "not-understood", reason: moved };
  const edited = new Map<keyof Paper, unknown>(moved === undefined ? [] : [["categories", moved]]);
  let shown = { written: written[0]?.text ?? "", printed: written[0]?.text ?? "" };
  for (const { text, isExact } of written) {
    if (isExact) continue;
    const before = removed[0] ?? kept[0];
    const reading = before === undefined ? undefined : reader.edited(before, text);
    if (reading === undefined) return { kind: "not-understood", reason: "not-an-entry" };
    // A second entry with its page and another title: one of the two is a slip.
    if (removed.length === 0 && reading.paper.title !== paper.title)
      return { kind: "not-understood", reason: "conflict" };
    if (shown.written === shown.printed) shown = { written: text, printed: reading.printed };
    for (const key of paperKeys) {
      // What an edit makes of it follows from the other fields.
      if (key === "asWritten") continue;
      const [value, now] = [paper[key], reading.paper[key]];
      if (equalData(value, now)) continue;
      if (edited.has(key) && !equalData(edited.get(key), now)) return { kind: "not-understood", reason: "conflict" };
      edited.set(key, now);
    }
  }
  if (edited.size === 0) return { kind: "not-understood", reason: "order" };
  const entries = [...edited];
  const unset = entries.filter(([, value]) => value === undefined).map(([key]) => key);
  const set = Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Partial<Paper>;
  const change: ListChange = { kind: "edit", id: paper.id, set, ...(unset.length === 0 ? {} : { unset }) };
  return { kind: "change", change, ...shown, isExact: shown.written === shown.printed };
}

/** The categories where it now stands, undefined if they are what they were; or why its places say nothing. */
function readCategories(
  { paper, removed, kept, written }: PaperPlaces,
  places: EntryPlaces,
): readonly string[] | undefined | "place" | "repeated" {
  const before = [...removed, ...kept].map(({ start }) => places.before(start));
  const after = [...kept.map(({ start }) => places.before(start)), ...written.map(({ category }) => category)];
  if (countOf(before, undefined) !== countOf(after, undefined)) return "place";
  if (after.some((path) => path !== undefined && countOf(after, path) > Math.max(1, countOf(before, path))))
    return "repeated";
  const gone = new Set(before.filter((path) => !after.includes(path)));
  const come = new Set(after.filter((path) => path !== undefined && !before.includes(path)));
  if (gone.size + come.size === 0) return undefined;
  const paths = paper.categories.filter((path) => !gone.has(path));
  const next = [...new Set([...paths, ...[...come].filter((path) => path !== undefined)])];
  return next.length === 0 ? "place" : next;
}

function countOf(paths: readonly (string | undefined)[], path: string | undefined): number {
  return paths.filter((one) => one === path).length;
}
