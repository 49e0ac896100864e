import type { FieldSpan, LinkSpan } from "./entry-reading.ts";
import { isNames } from "./find-authors.ts";
import { isLinkLabel } from "./link-label.ts";
import { linkSpans } from "./link-spans.ts";
import { readMarks, readPictures } from "./read-marks.ts";
import { readNumber } from "./read-number.ts";
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
  const segments = segmentsOf(nodes, links, taken, text).flatMap((segment) => splitEnds(segment, text));
  return {
    source,
    known,
    links,
    segments: segments.map((segment) => ({
      ...segment,
      looks: looksOf(segment, text),
      words: countWords(segment.text),
    })),
  };
}

function looksOf({ text: words, span }: Segment, text: string): Looks {
  if (isLinkLabel(words)) return "label";
  if (words.length < 160 && whenAndWhere(span, text) !== undefined) return "when";
  return isNames(words) ? "names" : "words";
}

/** In scripts without spaces each two letters are one. */
function countWords(words: string): number {
  const wide = words.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/gu)?.length ?? 0;
  return (words.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0) + Math.floor(wide / 2);
}
