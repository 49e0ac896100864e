import type { Nodes, Parents } from "mdast";
import type { LinkSpan } from "./entry-reading.ts";
import { spanOf, type Span } from "./source.ts";

export type SegmentKind = "plain" | "strong" | "emphasis" | "code" | "link" | "quote";

/** A stretch of the source that is one node's, or a mark between: `cut` is a link, a picture, a tag; `line` ends a line. */
export interface Piece {
  readonly kind: SegmentKind | "cut" | "line";
  readonly span: Span;
  readonly link?: LinkSpan;
}

/** The pieces of an entry in order; those of `links` are words, other links are cuts. */
export function piecesOf(nodes: readonly Nodes[], links: readonly LinkSpan[], text: string): readonly Piece[] {
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
export function withCuts(pieces: readonly Piece[], cuts: readonly Span[], text: string): readonly Piece[] {
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

/** `<a href="…">words</a>` */
export function isAnchor({ label, url }: Pick<LinkSpan, "label" | "url">): boolean {
  return label !== undefined && label.span.start >= url.end;
}
