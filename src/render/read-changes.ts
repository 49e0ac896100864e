import { addToIndex, findDuplicate, indexOf, indexPapers } from "../list/duplicates.ts";
import type { List } from "../list/list.ts";
import type { Paper } from "../list/paper.ts";
import type { EditedPart, WrittenEntry } from "./edited-entries.ts";
import type { EntryPlaces } from "./entry-places.ts";
import type { PrintedEntry } from "./printed-entries.ts";
import type { EntryReader, EntryReading } from "./read-entry.ts";
import type { NearChange, NotUnderstood, OutputEdits } from "./output-edits.ts";
import { readPaperPlaces } from "./read-paper-places.ts";

export interface ReadChangesInput {
  readonly parts: readonly EditedPart[];
  /** All of the old text. */
  readonly entries: readonly PrintedEntry[];
  readonly list: List;
  readonly places: EntryPlaces;
  readonly reader: EntryReader;
  /** 1-based in the new text. */
  readonly lineOf: (line: number) => number;
}

interface Addition extends EntryReading {
  readonly written: string;
  readonly line: number;
  readonly categories: string[];
}

const unclear = { kind: "not-understood", reason: "conflict" } as const;

/** So many entries of a category show how a new one beside them is printed. */
const mostNeighbours = 3;

/** What the edited parts of an output say together: one change a paper, in all the places where it stands. */
export function readChanges(input: ReadChangesInput): Omit<OutputEdits, "outside"> {
  const { parts, entries, list, places, reader, lineOf } = input;
  const found: (NearChange & { readonly isExact: boolean })[] = [];
  const notUnderstood: NotUnderstood[] = [];
  const touched = new Map<
    Paper,
    { removed: PrintedEntry[]; written: WrittenEntry[]; line: number; isUnclear: boolean }
  >();
  const neighbours = Map.groupBy(entries, ({ start }) => places.before(start));
  const additions = new Map<string, Addition>();
  const added = indexPapers<Paper>([]);
  const taken = new Set(list.papers.map(({ id }) => id));
  for (const part of parts) {
    for (const entry of part.removed) touch(entry.paper, part.line).removed.push(entry);
    const unknown = part.written.filter((one) => !understand(one));
    // An entry that was rewritten until nothing of it is known was not taken away.
    const paired = new Set(part.written.map(({ paper }) => paper));
    const lost = part.removed.filter(({ paper }) => !paired.has(paper));
    const rewritten = lost.slice(0, unknown.filter(({ text }) => !places.isHeading(text)).length);
    for (const { paper } of rewritten) touch(paper, part.line).isUnclear = true;
    const before = [...rewritten.map(({ text }) => text), part.lost].filter((text) => text !== "").join("\n");
    const after = unknown.map(({ text }) => text).join("\n");
    const line = lineOf(unknown[0]?.line ?? part.line);
    if (before !== "" || after !== "") notUnderstood.push({ line, before, after, reason: "not-an-entry" });
  }
  for (const { paper, categories, written, printed, line } of additions.values()) {
    const change = { kind: "add", paper: { ...paper, categories: [...new Set(categories)] } } as const;
    found.push({ change, line: lineOf(line), written, printed, isExact: written === printed });
  }
  const all = Map.groupBy(entries, ({ paper }) => paper);
  for (const [paper, { removed, written, line, isUnclear }] of touched) {
    // Where one of its places says nothing that is known, the others do not say all.
    if (isUnclear && written.length === 0 && removed.length === 1) continue;
    const gone = new Set(removed);
    const kept = (all.get(paper) ?? []).filter((entry) => !gone.has(entry));
    const answer = isUnclear ? unclear : readPaperPlaces({ paper, removed, kept, written }, places, reader);
    const at = lineOf(written[0]?.line ?? line);
    if (answer.kind === "change") found.push({ ...answer, line: at });
    else
      notUnderstood.push({
        line: at,
        before: removed.map(({ text }) => text).join("\n"),
        after: written.map(({ text }) => text).join("\n"),
        reason: answer.reason,
      });
  }
  const byLine = (a: { readonly line: number }, b: { readonly line: number }): number => a.line - b.line;
  const inOrder = found.toSorted(byLine);
  return {
    changes: inOrder.filter(({ isExact }) => isExact).map(({ change }) => change),
    near: inOrder.filter(({ isExact }) => !isExact).map(({ isExact: _isExact, ...near }) => near),
    notUnderstood: notUnderstood.toSorted(byLine),
  };

  function touch(paper: Paper, line: number) {
    const known = touched.get(paper) ?? { removed: [], written: [], line, isUnclear: false };
    touched.set(paper, known);
    return known;
  }

  /** Whether it is about a paper: one of the list, or a new one. */
  function understand(one: WrittenEntry): boolean {
    if (one.isMixed === true) return false;
    if (one.paper !== undefined) {
      touch(one.paper, one.line).written.push(one);
      return true;
    }
    const { category, text } = one;
    if (category === undefined) return false;
    const near = (neighbours.get(category) ?? []).slice(0, mostNeighbours);
    const reading = reader.added(text, { category, neighbours: near, taken });
    if (reading === undefined) return false;
    const known = findDuplicate(indexOf(list.papers), reading.paper)?.paper;
    if (known !== undefined) {
      touch(known, one.line).written.push(one);
      return true;
    }
    const again = findDuplicate(added, reading.paper)?.paper;
    const first = again === undefined ? undefined : additions.get(again.id);
    if (first === undefined) {
      addToIndex(added, reading.paper);
      taken.add(reading.paper.id);
      additions.set(reading.paper.id, { ...reading, written: text, line: one.line, categories: [category] });
      return true;
    }
    // The same entry in another category.
    if (first.written === text) first.categories.push(category);
    return first.written === text;
  }
}
