import { diffArrays } from "diff";
import { printEntries } from "../src/app/print-entries.ts";
import { type ImportedList, importReadme } from "../src/import/import-readme.ts";
import { parseSource } from "../src/import/parse-source.ts";
import { readStructure } from "../src/import/read-structure.ts";
import { withoutRegions } from "../src/import/without-regions.ts";
import type { Paper } from "../src/list/paper.ts";
import { buildImported } from "../test/support/build-imported.ts";

/** Shares from 0 to 1; NaN where there is nothing to count. */
export interface ImportQuality {
  readonly entries: number;
  /** Of the addresses of the original, those that the built README has as often. */
  readonly links: number;
  readonly outside: number;
  readonly identical: number;
  /** The same, where only what is printed from fields counts. */
  readonly fromFields: number;
  /** Of the edited papers, those whose lines changed by the edit alone. */
  readonly edited: number;
  /** Lines that lead to a paper and are in no entry. */
  readonly notUnderstood: number;
  readonly again: boolean;
}

/** One entry with what became of it. */
export interface EntryOutcome {
  /** From 1, of its first line. */
  readonly line: number;
  readonly text: string;
  readonly isIdentical: boolean;
  readonly kept: "from fields" | "as written" | "left as text";
}

/** Beyond so many edits two READMEs are just different, and finding out how would take minutes. */
const mostEdits = 8_000;

export async function measureImport(original: string): Promise<ImportQuality> {
  const imported = importReadme(original, { printEntries });
  const built = await buildImported(imported);
  const now = withoutRegions(built);
  const { outcomes, outside } = compareEntries(original, now, imported);
  const lines = (some: readonly EntryOutcome[]): number =>
    some.reduce((sum, { text }) => sum + text.split("\n").length, 0);
  const identical = outcomes.filter(({ isIdentical }) => isIdentical);
  return {
    entries: imported.report.entries,
    links: sharedOf(addressesIn(original), addressesIn(now)),
    outside,
    identical: lines(identical) / lines(outcomes),
    fromFields: lines(identical.filter(({ kept }) => kept === "from fields")) / lines(outcomes),
    edited: await editedShare(imported, built),
    notUnderstood: imported.report.notUnderstood.length,
    again: JSON.stringify(importReadme(built, { printEntries }).list) === JSON.stringify(imported.list),
  };
}

/** Which entries of the original stand in the built README as they were, and the share of all other lines that do. */
export function compareEntries(
  original: string,
  built: string,
  { list, report }: ImportedList,
): { readonly outcomes: readonly EntryOutcome[]; readonly outside: number } {
  const lines = original.split("\n");
  const changes = diffArrays(lines, built.split("\n"), { maxEditLength: mostEdits });
  const changed = new Set<number>();
  // A line that came from nowhere is charged to the line before it.
  let at = 0;
  for (const { added, removed, count = 0 } of changes ?? [{ removed: true, added: false, count: lines.length }]) {
    if (added) changed.add(at - 1);
    else {
      if (removed) for (let line = at; line < at + count; line += 1) changed.add(line);
      at += count;
    }
  }
  const source = parseSource(original);
  const asWritten = new Set(list.papers.flatMap(entryTexts));
  const left = new Set(report.leftAsText.map(({ line }) => line));
  const inEntries = new Set<number>();
  let [line, from] = [0, 0];
  const outcomes = readStructure(source).entries.map(({ span }): EntryOutcome => {
    line += source.text.slice(from, span.start).split("\n").length - 1;
    from = span.start;
    const text = source.text.slice(span.start, span.end);
    const own = text.split("\n").map((_, offset) => line + offset);
    for (const one of own) inEntries.add(one);
    const kept = left.has(line + 1) ? "left as text" : asWritten.has(text) ? "as written" : "from fields";
    return { line: line + 1, text, isIdentical: !own.some((one) => changed.has(one)), kept };
  });
  const others = lines.length - inEntries.size;
  const changedOthers = [...changed].filter((one) => !inEntries.has(one)).length;
  return { outcomes, outside: others === 0 ? 1 : 1 - changedOthers / others };
}

function entryTexts({ asWritten }: Paper): readonly string[] {
  const { entry } = asWritten ?? {};
  return entry === undefined ? [] : typeof entry === "string" ? [entry] : Object.values(entry);
}

/** As it stands in the file; where it ends exactly does not matter as long as it is the same in both. */
export function addressesIn(text: string): readonly string[] {
  return text.match(/\b(?:https?:\/\/|www\.)[^\s<>"'`\])|]+/g) ?? [];
}

function sharedOf(before: readonly string[], after: readonly string[]): number {
  const rest = new Map<string, number>();
  for (const one of after) rest.set(one, (rest.get(one) ?? 0) + 1);
  const shared = before.filter((one) => {
    const count = rest.get(one) ?? 0;
    rest.set(one, count - 1);
    return count > 0;
  });
  return before.length === 0 ? 1 : shared.length / before.length;
}

const addition = " Anew";

/** Spaces that fill a table's cell up may be others after an edit. */
function withoutFill(line: string): string {
  return line.replaceAll(/ {2,}/g, " ");
}

/** A longer title for every tenth paper that is printed from its fields: only these lines may change, and only by that. */
async function editedShare(imported: ImportedList, built: string): Promise<number> {
  const printed = imported.list.papers.filter(({ asWritten }) => asWritten?.entry === undefined);
  const edited = new Set(printed.filter((_, at) => at % 10 === 0).map(({ id }) => id));
  if (edited.size === 0) return Number.NaN;
  const papers = imported.list.papers.map((paper) =>
    edited.has(paper.id) ? { ...paper, title: `${paper.title}${addition}` } : paper,
  );
  const expected = papers.reduce((sum, { id, categories }) => sum + (edited.has(id) ? categories.length : 0), 0);
  const [before, after] = [built, await buildImported({ ...imported, list: { ...imported.list, papers } })].map(
    (text) => text.split("\n"),
  );
  if (before?.length !== after?.length) return 0;
  const changed =
    before?.flatMap((line, at) => (line === after?.[at] ? [] : [[line, after?.[at] ?? ""] as const])) ?? [];
  const right = changed.filter(([line, now]) => withoutFill(now.replace(addition, "")) === withoutFill(line)).length;
  return right / Math.max(expected, changed.length);
}
