import type { List } from "../list/list.ts";
import { leafCategories } from "../list/taxonomy.ts";
import { findDeadAnchors } from "./dead-anchors.ts";
import type { EntryReading, ImportRemark } from "./entry-reading.ts";
import type { JoinedPapers } from "./join-papers.ts";
import type { KeptPaper } from "./keep-texts.ts";
import type { LeftOutReason, ReadmeStructure } from "./readme-structure.ts";
import type { Source, Span } from "./source.ts";

/** What was read, guessed, kept as it was and not understood. Lines are those of the README, from 1. */
export interface ImportReport {
  /** Entries found; one paper may have several. */
  readonly entries: number;
  readonly papers: number;
  readonly categories: number;
  readonly links: number;
  /** Entries that are printed from their fields alone, with a part kept as written, and kept as written altogether. */
  readonly printed: { readonly fromFields: number; readonly withKeptParts: number; readonly asWritten: number };
  /** Entries that are no papers of the list: a second time in their category, or of no block that can be printed. They stay in the README as they are. */
  readonly leftAsText: readonly ReportLine[];
  /** Faults in the list as it is. */
  readonly remarks: readonly (ReportLine & { readonly code: ImportRemark["code"] })[];
  /** What was decided and may be wrong, with how sure it is from 0 to 1. */
  readonly guesses: readonly { readonly what: string; readonly confidence: number }[];
  /** Lines with a link to a paper that are in no entry. */
  readonly notUnderstood: readonly ReportLine[];
  readonly leftOut: readonly (ReportLine & { readonly because: LeftOutReason })[];
  /** On which lines the entries of each paper begin. */
  readonly places: readonly { readonly paper: string; readonly lines: readonly number[] }[];
}

export interface ReportLine {
  readonly line: number;
  readonly message: string;
}

export interface ReportInput {
  readonly source: Source;
  readonly structure: ReadmeStructure;
  readonly readings: readonly EntryReading[];
  readonly joined: JoinedPapers;
  readonly kept: readonly KeptPaper[];
  readonly list: List;
}

export function importReport({ source, structure, readings, joined, kept, list }: ReportInput): ImportReport {
  const lineOf = lineCounter(source.text);
  const printed = kept.flatMap((paper) => [...paper.printed.values()]);
  const count = (how: (typeof printed)[number]): number => printed.filter((one) => one === how).length;
  const remarks = [
    ...readings.flatMap((reading) => reading.remarks),
    ...joined.remarks,
    ...findDeadAnchors(structure.blocks),
  ];
  const lineOfSpan = ({ start }: Span): number => lineOf(start);
  return {
    entries: readings.length,
    papers: list.papers.length,
    categories: leafCategories(list.taxonomy).length,
    links: list.papers.reduce((sum, { links = [] }) => sum + links.length, 0),
    printed: {
      fromFields: count("from-fields"),
      withKeptParts: count("with-kept-parts"),
      asWritten: count("as-written"),
    },
    leftAsText: joined.left.map((index) => {
      const { span = { start: 0, end: 0 } } = readings[index]?.source ?? {};
      return { line: lineOfSpan(span), message: firstLine(source.text, span) };
    }),
    remarks: remarks
      .map(({ code, span, message }) => ({ code, line: lineOfSpan(span), message }))
      .toSorted((a, b) => a.line - b.line),
    guesses: structure.sections.flatMap((section, index) => {
      const those = readings.filter((reading) => reading.source.section === index);
      if (those.length === 0) return [];
      const confidence = those.reduce((sum, reading) => sum + reading.confidence, 0) / those.length;
      return [
        { what: section.title === "" ? "The page" : section.title, confidence: Math.round(confidence * 100) / 100 },
      ];
    }),
    notUnderstood: notUnderstood(source.text, structure, lineOf),
    leftOut: structure.leftOut.map(({ span, because }) => ({
      line: lineOfSpan(span),
      message: firstLine(source.text, span),
      because,
    })),
    places: kept.map(({ paper, printed: entries }) => ({
      paper: paper.id,
      lines: [...entries.keys()]
        .flatMap((index) => readings[index] ?? [])
        .map(({ source: { span } }) => lineOfSpan(span)),
    })),
  };
}

/** Lines that lead to a paper and are in nothing that was read. */
function notUnderstood(
  text: string,
  { entries, leftOut }: ReadmeStructure,
  lineOf: (offset: number) => number,
): readonly ReportLine[] {
  const spans = [...entries, ...leftOut].map(({ span }) => span).toSorted((a, b) => a.start - b.start);
  const found: ReportLine[] = [];
  let next = 0;
  for (const { index } of text.matchAll(
    /https?:\/\/(?:www\.)?(?:arxiv\.org\/|doi\.org\/|openreview\.net\/(?:forum|pdf)|aclanthology\.org\/)/gi,
  )) {
    while ((spans[next]?.end ?? Infinity) < index) next += 1;
    if ((spans[next]?.start ?? Infinity) <= index) continue;
    const line = lineOf(index);
    if (found.at(-1)?.line === line) continue;
    const start = text.lastIndexOf("\n", index) + 1;
    found.push({ line, message: firstLine(text, { start, end: text.length }) });
  }
  return found;
}

const longestLine = 120;

function firstLine(text: string, { start, end }: Span): string {
  const line = text.slice(start, Math.min(end, start + 1_000)).split("\n", 1)[0] ?? "";
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}

/** From 1; offsets may come in any order. */
function lineCounter(text: string): (offset: number) => number {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (offset) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
