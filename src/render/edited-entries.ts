import { equalData } from "../list/equal-data.ts";
import type { List } from "../list/list.ts";
import { normalizeTitle } from "../list/normalize-title.ts";
import type { Paper } from "../list/paper.ts";
import type { ComparedOutputs, Hunk } from "./compare-outputs.ts";
import type { EntryPlaces } from "./entry-places.ts";
import { findLinkedPaper, firstAddress, type PrintedEntry, type Renderings, trimEntry } from "./printed-entries.ts";

/** Something that stands in the new text and did not stand there before. */
export interface WrittenEntry {
  readonly text: string;
  /** 0-based, in the new text's generated lines. */
  readonly line: number;
  readonly category: string | undefined;
  /** The paper of the list that it surely is about; undefined for one that is new, and for what is no entry. */
  readonly paper?: Paper;
  /** Whether it is printed so now, unchanged. */
  readonly isExact: boolean;
  /** Whether it has the title of one paper and the page of another. */
  readonly isMixed?: boolean;
}

/** Lines that belong together and of which something changed. */
export interface EditedPart {
  readonly removed: readonly PrintedEntry[];
  readonly written: readonly WrittenEntry[];
  /** Lines that were no entries. */
  readonly lost: string;
  readonly line: number;
}

/** Where more entries than these were changed in a row, they are known by their pages only. */
const mostCompared = 100;

/** The hunks as entries: those that do not stand there any more, and what stands there now. */
export function findEditedEntries(
  { before, after, hunks }: ComparedOutputs,
  entries: readonly PrintedEntry[],
  { list, renderings, places }: { readonly list: List; readonly renderings: Renderings; readonly places: EntryPlaces },
): readonly EditedPart[] {
  return wholeEntries(hunks, entries).map(({ hunk, removed }) => {
    const lost = before.slice(hunk.before.start, hunk.before.end);
    for (const { start, end } of removed) lost.fill("", start - hunk.before.start, end - hunk.before.start);
    const written = splitEntries(after, hunk.after, renderings, places).map((one) => assign(one, removed));
    return { ...withoutKept(removed, written), lost: trimEntry(lost.join("\n")), line: hunk.after.start };
  });

  /** Between two changed entries stand others, which only a hunk of whole entries takes in: those in their old order are kept. */
  function withoutKept(removed: readonly PrintedEntry[], written: readonly WrittenEntry[]) {
    const now = new Set(written.flatMap(({ isExact, paper }) => (isExact && paper !== undefined ? [paper] : [])));
    const old = new Set(removed.filter(({ text }) => renderings.byText.has(text)).map(({ paper }) => paper));
    const [stay, stood] = [now.intersection(old), old.intersection(now)].map((papers) => [...papers]);
    if (
      !equalData(
        stay?.map(({ id }) => id),
        stood?.map(({ id }) => id),
      )
    )
      return { removed, written };
    const kept = new Set(stay);
    const left = removed.filter(({ paper }) => !kept.has(paper));
    // A second one is new.
    return {
      removed: left,
      written: written.filter(({ paper, isExact }) => !isExact || paper === undefined || !kept.delete(paper)),
    };
  }

  function assign(one: Omit<WrittenEntry, "isExact">, removed: readonly PrintedEntry[]): WrittenEntry {
    const exact = renderings.byText.get(one.text);
    if (exact !== undefined) return { ...one, paper: exact, isExact: true };
    const linked = findLinkedPaper(one.text, list);
    const near = removed.length > mostCompared ? undefined : findNear(one.text, removed);
    if (near?.by === "title" && linked !== undefined && near.paper !== linked)
      return { ...one, isExact: false, isMixed: true };
    const paper = linked ?? near?.paper;
    return { ...one, isExact: false, ...(paper === undefined ? {} : { paper }) };
  }

  /** What has neither the title nor the first address of an entry that stood there is another paper. */
  function findNear(
    text: string,
    removed: readonly PrintedEntry[],
  ): { readonly paper: Paper; readonly by: "title" | "address" } | undefined {
    const words = ` ${normalizeTitle(text)} `;
    const titled = removed.find(({ paper }) => {
      const title = normalizeTitle(paper.title);
      return title !== "" && words.includes(` ${title} `);
    });
    if (titled !== undefined) return { paper: titled.paper, by: "title" };
    const address = firstAddress(text);
    const addressed = address === undefined ? undefined : removed.find((entry) => firstAddress(entry.text) === address);
    return addressed === undefined ? undefined : { paper: addressed.paper, by: "address" };
  }
}

interface EntriesOfHunk {
  readonly hunk: Hunk;
  readonly removed: readonly PrintedEntry[];
}

/** Hunks made larger to begin and end with whole entries; those that then touch are one. */
function wholeEntries(hunks: readonly Hunk[], entries: readonly PrintedEntry[]): readonly EntriesOfHunk[] {
  const whole: EntriesOfHunk[] = [];
  let next = 0;
  for (const hunk of hunks) {
    const last = whole.at(-1);
    if (last !== undefined && hunk.before.start < last.hunk.before.end) {
      // Begins in an entry of the one before, and may end there too.
      whole.pop();
      const longer = Math.max(0, last.hunk.before.end - hunk.before.end);
      const joined = extend({
        before: { start: last.hunk.before.start, end: hunk.before.end + longer },
        after: { start: last.hunk.after.start, end: hunk.after.end + longer },
      });
      whole.push({ hunk: joined.hunk, removed: [...last.removed, ...joined.removed] });
    } else whole.push(extend(hunk));
  }
  return whole;

  function extend({ before, after }: Hunk): EntriesOfHunk {
    let [start, end] = [before.start, before.end];
    const removed: PrintedEntry[] = [];
    while ((entries[next]?.end ?? Infinity) <= start) next += 1;
    for (let entry = entries[next]; entry !== undefined; entry = entries[next]) {
      if (entry.start >= before.end && entry.start >= end) break;
      start = Math.min(start, entry.start);
      end = Math.max(end, entry.end);
      removed.push(entry);
      next += 1;
    }
    const hunk = {
      before: { start, end },
      after: { start: after.start - (before.start - start), end: after.end + (end - before.end) },
    };
    return { hunk, removed };
  }
}

/** Lines as they begin an entry, or one by one where entries are lines. Headings stand for themselves. */
function splitEntries(
  lines: readonly string[],
  { start, end }: Hunk["after"],
  { isLines, start: mark }: Renderings,
  places: EntryPlaces,
): readonly Omit<WrittenEntry, "isExact">[] {
  const written: { text: string; line: number; category: string | undefined }[] = [];
  let isOpen = false;
  for (let line = start; line < end; line += 1) {
    const text = lines[line] ?? "";
    const last = written.at(-1);
    const isHeading = places.isHeading(text);
    const begins = isLines || isHeading || (mark === "" ? (lines[line - 1] ?? "") === "" : text.startsWith(mark));
    if (last !== undefined && isOpen && !begins) last.text += `\n${text}`;
    else if (text !== "") {
      written.push({ text, line, category: places.after(line) });
      isOpen = !isHeading;
    }
  }
  return written.map((one) => ({ ...one, text: trimEntry(one.text) }));
}
