import type { Nodes, Parents } from "mdast";
import type { LinkSpan } from "./entry-reading.ts";
import { isLinkLabel } from "./link-label.ts";
import { findQuotes } from "./find-quotes.ts";
import { spanOf, type Span } from "./source.ts";
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

export type SegmentKind = "plain" | "strong" | "emphasis" | "code" | "link" | "quote";

/** A stretch of the source that is one node's, or a mark between: `cut` is a link, a picture, a tag; `line` ends a line. */
export interface Piece {
  readonly kind: SegmentKind | "cut" | "line";
  readonly span: Span;
  readonly link?: LinkSpan;
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

/** `<a href="…">words</a>` */
function isAnchor({ label, url }: Pick<LinkSpan, "label" | "url">): boolean {
  return label !== undefined && label.span.start >= url.end;
}

function piecesOf(nodes: readonly Nodes[], links: readonly LinkSpan[], text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const anchors = links.filter(isAnchor);
  for (const node of nodes) collect(node);
  return pieces;

  function collect(node: Nodes): void {
    const span = spanOf(node);
    const anchor = anchors.find(
      ({ label }) => label !== undefined && label.span.start <= span.start && span.end <= label.span.end,
    );
    if (anchor?.label !== undefined) {
      if (pieces.at(-1)?.link !== anchor) pieces.push({ kind: "link", span: anchor.label.span, link: anchor });
      return;
    }
    switch (node.type) {
      case "text":
        for (const { 0: line, index } of text.slice(span.start, span.end).matchAll(/[^\n]+|\n/g)) {
          const start = span.start + index;
          pieces.push({ kind: line === "\n" ? "line" : "plain", span: { start, end: start + line.length } });
        }
        break;
      case "inlineCode":
        pieces.push({ kind: "code", span });
        break;
      case "strong":
      case "emphasis":
      case "delete":
        if (holdsMore(node)) for (const child of node.children) collect(child);
        else pieces.push({ kind: node.type === "strong" ? "strong" : "emphasis", span });
        break;
      case "link": {
        const link = links.find(({ url }) => span.start <= url.start && url.end <= span.end);
        pieces.push(link?.label === undefined ? { kind: "cut", span } : { kind: "link", span, link });
        break;
      }
      case "break":
        pieces.push({ kind: "line", span });
        break;
      case "html":
        pieces.push({ kind: /^<(?:br|\/?(?:p|div|li|ul|details|summary))\b/i.test(node.value) ? "line" : "cut", span });
        break;
      case "paragraph":
      case "heading":
      case "listItem":
        pieces.push({ kind: "line", span: { start: span.start, end: span.start } });
        for (const child of node.children) collect(child);
        break;
      default:
        if ("children" in node) for (const child of node.children) collect(child);
        else pieces.push({ kind: "cut", span });
    }
  }
}

/** A link or a line's end, so that it is no words of one kind. */
function holdsMore({ children }: Parents): boolean {
  return children.some(
    (node) =>
      node.type === "link" || node.type === "image" || node.type === "break" || ("children" in node && holdsMore(node)),
  );
}

/** Pieces without what is taken, which ends them. Both are in order. */
function withCuts(pieces: readonly Piece[], cuts: readonly Span[], text: string): readonly Piece[] {
  const result: Piece[] = [];
  let next = 0;
  for (const piece of pieces) {
    let { start } = piece.span;
    while (next > 0 && (cuts[next - 1]?.end ?? 0) > start) next -= 1;
    for (; next < cuts.length; next += 1) {
      const cut = cuts[next];
      if (cut === undefined || cut.start >= piece.span.end) break;
      if (cut.end <= start) continue;
      if (piece.kind === "line") break;
      if (cut.start > start) push(piece, start, cut.start);
      result.push({ kind: "cut", span: cut });
      start = Math.min(piece.span.end, cut.end);
      if (cut.end > piece.span.end) break;
    }
    if (start < piece.span.end || piece.span.start === piece.span.end) push(piece, start, piece.span.end);
  }
  return result;

  function push(piece: Piece, start: number, end: number): void {
    const isWhole = start === piece.span.start && end === piece.span.end;
    if (isWhole || text.slice(start, end).trim() !== "")
      result.push(isWhole ? piece : { ...piece, span: { start, end } });
  }
}

/** Emphasis, code and bold within running words are a part of them: `The *only* way`, `**Fold** for towels`. */
function joinInline(pieces: readonly Piece[], text: string): readonly Piece[] {
  const result: Piece[] = [];
  for (const [at, piece] of pieces.entries()) {
    const last = result.at(-1);
    const next = pieces[at + 1];
    const isInline =
      isMarkup(piece) && next?.kind === "plain" && next.span.start === piece.span.end && runsOn(last, piece, next);
    const touches = last?.kind === "plain" && last.span.end === piece.span.start;
    if (touches && (isInline || piece.kind === "plain")) {
      result[result.length - 1] = { kind: "plain", span: { start: last.span.start, end: piece.span.end } };
    } else result.push(isInline ? { kind: "plain", span: piece.span } : piece);
  }
  return result;

  function runsOn(before: Piece | undefined, piece: Piece, after: Piece): boolean {
    const left = before?.kind === "plain" ? text.slice(before.span.start, before.span.end) : "";
    const right = text.slice(after.span.start, after.span.end);
    if (piece.span.end - piece.span.start >= 60) return false;
    if (left.trim() === "")
      return (
        /^ (?:for|with|and|or|of|via|using|is|are|to|as|the|through|without|under|towards?|meets|can) /.test(right) &&
        before?.kind !== "link"
      );
    return /[\p{L}\p{N}-] ?$/u.test(left) && /^(?: ?[\p{L}\p{N}]|[-’'])/u.test(right);
  }
}

function isMarkup({ kind }: Piece): boolean {
  return kind === "strong" || kind === "emphasis" || kind === "code";
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
