import type { EntryReading, FieldSpan } from "./entry-reading.ts";
import { isVaried } from "./most-common.ts";
import type { Span } from "./source.ts";

type Note = FieldSpan & { readonly field: "note" };

/** Of its entries so many have other text beside a note than the rest. */
const leastShare = 0.05;
const fewest = 8;
/** The beginning of a line of its own, with its bullet. */
const lineStart = /\n[ \t]*(?:[-*+•]|\d{1,3}[.)])?[ \t]*/;

/**
 * A note is Markdown as it stands, so what is written around it differently from entry to entry may be part of it: the spaces
 * before and behind, and the key of its line (`Summary:` here, `Summary：` there). Only where it does differ.
 */
export function widenNotes(readings: readonly EntryReading[], text: string): readonly EntryReading[] {
  const before = new Map<string, string[]>();
  const after = new Map<string, string[]>();
  for (const reading of readings) {
    for (const [at, field] of reading.fields.entries()) {
      if (field.field !== "note") continue;
      const key = keyOf(reading, field);
      const gap = gapAround(reading, at);
      push(before, key, text.slice(gap.start, field.span.start));
      push(after, key, text.slice(field.span.end, gap.end));
    }
  }
  const varied = (glues: ReadonlyMap<string, readonly string[]>, of: (glue: string) => string): ReadonlySet<string> =>
    new Set([...glues].filter(([, all]) => isVaried(all.map(of), leastShare, fewest)).map(([key]) => key));
  const left = varied(before, (glue) => glue.slice(glue.length - widthBefore(glue)));
  const right = varied(after, (glue) => glue.slice(0, widthAfter(glue)));
  if (left.size + right.size === 0) return readings;
  return readings.map((reading) => {
    const fields = reading.fields.map((field, at): FieldSpan => {
      if (field.field !== "note") return field;
      const key = keyOf(reading, field);
      const gap = gapAround(reading, at);
      const start = left.has(key)
        ? field.span.start - widthBefore(text.slice(gap.start, field.span.start))
        : field.span.start;
      const end = right.has(key) ? field.span.end + widthAfter(text.slice(field.span.end, gap.end)) : field.span.end;
      return { ...field, span: { start, end }, value: text.slice(start, end) };
    });
    return { ...reading, fields };
  });
}

function keyOf({ source }: EntryReading, note: Note): string {
  return `${source.form} ${note.name}`;
}

/** From the end of the field before to the beginning of the next one. */
function gapAround({ fields, source }: EntryReading, at: number): Span {
  const note = fields[at]?.span ?? source.span;
  const previous = fields
    .slice(0, at)
    .map(({ span }) => span.end)
    .filter((end) => end <= note.start);
  const next = fields
    .slice(at + 1)
    .map(({ span }) => span.start)
    .filter((start) => start >= note.end);
  return { start: Math.max(source.span.start, ...previous), end: Math.min(source.span.end, ...next) };
}

/** How much of what stands before it may belong to a note. */
function widthBefore(glue: string): number {
  const line = lineStart.exec(glue);
  return line === null ? glue.length - glue.trimEnd().length : glue.length - line.index - line[0].length;
}

function widthAfter(glue: string): number {
  return glue.length - glue.trimStart().length;
}

function push(lists: Map<string, string[]>, key: string, text: string): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [text]);
  else known.push(text);
}
