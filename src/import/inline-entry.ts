import type { FieldSpan, LinkSpan } from "./entry-reading.ts";
import { isNames } from "./find-authors.ts";
import { findDates } from "./find-dates.ts";
import { isLinkLabel } from "./link-label.ts";
import { linkSpans } from "./link-spans.ts";
import { readMarks } from "./read-marks.ts";
import { readNumber } from "./read-number.ts";
import { readPictures } from "./read-pictures.ts";
import type { EntrySource } from "./readme-structure.ts";
import { segmentsOf, type Segment } from "./segments.ts";
import { overlaps, type Span } from "./source.ts";
import { splitEnds } from "./split-ends.ts";
import { whenAndWhere } from "./when-and-where.ts";

/** An entry of running words, before it is told which of them are what. */
export interface InlineEntry {
  readonly source: EntrySource;
  /** What is known without looking at other entries: keyed lines, number, marks, pictures. */
  readonly known: readonly FieldSpan[];
  readonly links: readonly LinkSpan[];
  readonly segments: readonly LookedAt[];
}

export interface LookedAt extends Segment {
  readonly looks: Looks;
  /** Of what looks so: the venue, the date, or both. */
  readonly when?: readonly FieldSpan[];
  readonly words: number;
}

/** What a segment is by itself: a label, where and when it came out, names of people, any other words. */
export type Looks = "label" | "when" | "names" | "words";

/** Longer ones are no entry of a list; they are read for links only. */
const longest = 20_000;

export function inlineEntry(
  source: EntrySource,
  keyed: { readonly fields: readonly FieldSpan[]; readonly claimed: readonly Span[] },
  text: string,
): InlineEntry {
  const { nodes } = source;
  const isFree = ({ span }: FieldSpan): boolean =>
    !keyed.fields.some((field) => overlaps(field.span, span)) && !keyed.claimed.some((line) => overlaps(line, span));
  const found = linkSpans(nodes, text);
  const links = found.filter((link) => !keyed.fields.some((field) => overlaps(field.span, link.span)));
  const number = readNumber(source, text);
  const pictures = readPictures(nodes, found, text).filter(
    (field) => !keyed.fields.some(({ span }) => overlaps(span, field.span)),
  );
  const marks = readMarks(nodes, text).filter(isFree);
  const known = [...keyed.fields, ...(number === undefined ? [] : [number]), ...marks, ...pictures];
  if (source.span.end - source.span.start > longest) return { source, known, links, segments: [] };
  const taken = [
    ...keyed.claimed,
    ...keyed.fields.map(({ span }) => span),
    ...[...marks, ...(number === undefined ? [] : [number])].map(({ span }) => span),
  ];
  const whens = new Map<number, readonly FieldSpan[] | undefined>();
  const segments = segmentsOf(nodes, links, taken, text).flatMap((segment) =>
    splitEnds(segment, (span) => whenOf(span) !== undefined, text),
  );
  return {
    source,
    known,
    links,
    segments: segments.map((segment) => {
      const when = whenOf(segment.span) ?? dateOfLabel(segment);
      const looks = looksOf(segment, when !== undefined);
      return { ...segment, looks, words: countWords(segment.text), ...(when && { when }) };
    }),
  };

  function whenOf(span: Span): readonly FieldSpan[] | undefined {
    const key = span.start * 2 * longest + span.end - span.start;
    if (!whens.has(key)) whens.set(key, whenAndWhere(span, text));
    return whens.get(key);
  }
}

function looksOf({ text, link }: Segment, isWhen: boolean): Looks {
  if (link !== undefined && isLinkLabel(text)) return "label";
  if (isWhen) return "when";
  if (isLinkLabel(text)) return "label";
  const mayBeNames =
    /[,;，、&等…]|\b(?:and|et al)\b/u.test(text) && !/ (?:of|for|with|the|via|in|to|using|from|on) /.test(text);
  return mayBeNames && isNames(text) ? "names" : "words";
}

/** `[website 2025.12](…)` */
function dateOfLabel({ text, span, link }: Segment): readonly FieldSpan[] | undefined {
  const [date] = link === undefined ? [] : findDates(text);
  if (date === undefined || !isLinkLabel(text.slice(0, date.span.start) + text.slice(date.span.end))) return undefined;
  return [
    {
      field: "date",
      value: date.value,
      span: { start: span.start + date.span.start, end: span.start + date.span.end },
    },
  ];
}

/** In scripts without spaces each two letters are one. */
function countWords(words: string): number {
  const wide = words.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/gu)?.length ?? 0;
  return (words.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0) + Math.floor(wide / 2);
}
