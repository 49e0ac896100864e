import type { Nodes } from "mdast";
import type { LinkSpan } from "./entry-reading.ts";
import { findQuotes } from "./find-quotes.ts";
import { joinInline } from "./join-inline.ts";
import { isLinkLabel } from "./link-label.ts";
import { isAnchor, piecesOf, withCuts, type Piece, type SegmentKind } from "./pieces.ts";
import type { Span } from "./source.ts";
import { trimWords } from "./trim-words.ts";

/** Words of an entry that stand together: in bold, in a link, in quotes, or between such and separators. */
export interface Segment {
  /** The words without what is around them. */
  readonly span: Span;
  readonly text: string;
  readonly kind: SegmentKind;
  /** Where it stands, by what there is before it: `1.strong#1`, `1.plain>strong#1`. Of entries written alike the same. */
  readonly path: string;
  readonly line: number;
  /** Of the link whose words these are. */
  readonly link?: LinkSpan;
  /** Brackets or parentheses are around it. */
  readonly isBracketed: boolean;
  /** What stands between it and the segment or link before it on its line. */
  readonly before: string;
}

/** The segments of an entry in order. What is in `taken` (links, marks, fields that are known) is in none of them. */
export function segmentsOf(
  nodes: readonly Nodes[],
  links: readonly LinkSpan[],
  taken: readonly Span[],
  text: string,
): readonly Segment[] {
  const worded = links.filter((link) => holdsWords(link, text));
  const labels = links.filter((link) => !worded.includes(link));
  const cuts = [...taken, ...labels.map(({ span }) => span)].toSorted((a, b) => a.start - b.start);
  const pieces = withCuts(piecesOf(nodes, worded, text), cuts, text);
  const joined = joinInline(findQuotes(pieces, text), text);
  return joined.length === 0 ? [] : toSegments(joined, text);
}

/** Whether its words may be more than a label: the title, the nickname, the venue. */
function holdsWords({ label, url }: LinkSpan, text: string): boolean {
  if (label === undefined || isLinkLabel(label.value)) return false;
  return isAnchor({ label, url }) || text.slice(label.span.end, url.start).includes("](");
}

function toSegments(pieces: readonly Piece[], text: string): readonly Segment[] {
  const segments: Segment[] = [];
  const counts = new Map<string, number>();
  let line = 0;
  let hasWords = true;
  let previous = "^";
  let end = pieces[0]?.span.start ?? 0;
  /** What of a link's words stands behind the segment. */
  let carry = "";
  for (const piece of pieces) {
    if (piece.kind === "line") {
      if (hasWords) line += 1;
      hasWords = false;
      previous = "^";
      counts.clear();
      end = piece.span.end;
      carry = "";
      continue;
    }
    if (piece.kind === "cut") {
      if (
        text[piece.span.start] === "[" ||
        /^h?t?t?p?s?:\/\//.test(text.slice(piece.span.start, piece.span.start + 8))
      ) {
        previous = nameOf("label");
        hasWords = true;
      }
      end = piece.span.end;
      carry = "";
      continue;
    }
    const parts = piece.kind === "plain" ? splitAtBars(piece.span, text) : [piece.link?.label?.span ?? piece.span];
    for (const part of parts) {
      const span = trimWords(part, text);
      if (span.start === span.end) continue;
      hasWords = true;
      const around = (text[span.start - 1] ?? "") + (text[span.end] ?? "");
      const isBracketed = /^(?:\[[\]\\]|\(\)|【】|（）)$/.test(around) && piece.link === undefined;
      const path = pathOf(piece, part, isBracketed);
      segments.push({
        span,
        text: text.slice(span.start, span.end),
        kind: piece.kind,
        path: `${line}.${path}`,
        line,
        ...(piece.link && { link: piece.link }),
        isBracketed,
        before: carry + text.slice(end, span.start),
      });
      end = span.end;
      carry = piece.link === undefined ? "" : text.slice(span.end, part.end);
      previous = path.startsWith("plain>plain>") ? "plain" : path;
    }
    if (piece.kind === "link") end = piece.span.end;
  }
  return segments;

  function pathOf(piece: Piece, part: Span, isBracketed: boolean): string {
    if (piece.kind !== "plain") return nameOf(isBracketed ? `${piece.kind}()` : piece.kind);
    if (text[part.start] === "[" && text[part.end - 1] === "]") return "bracket";
    return part.start > piece.span.start ? nameOf("bar") : `plain>${previous}`;
  }

  function nameOf(kind: string): string {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return `${kind}#${count}`;
  }
}

/** At `|` and dots in the middle, which stand in no title, and between `[several] [groups]`. */
function splitAtBars({ start, end }: Span, text: string): readonly Span[] {
  if (/^[\s,|]*(?:\[[^\][]{1,60}\][\s,|]*)+$/u.test(text.slice(start, end))) {
    return [...text.slice(start, end).matchAll(/\[[^\][]+\]/gu)].map(({ 0: part, index }) => ({
      start: start + index,
      end: start + index + part.length,
    }));
  }
  return [...text.slice(start, end).matchAll(/[^|｜•·‖]+/gu)].map(({ 0: part, index }) => ({
    start: start + index,
    end: start + index + part.length,
  }));
}
