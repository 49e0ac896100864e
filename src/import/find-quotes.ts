import type { Piece } from "./pieces.ts";

/** Longer is no title. */
const longest = 400;

/**
 * Pieces with what stands in quotation marks as one piece, bold words within it too. Only where the quotation stands by
 * itself: not that of a word within a title.
 */
export function findQuotes(pieces: readonly Piece[], text: string): readonly Piece[] {
  const result: Piece[] = [];
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at];
    if (piece === undefined) continue;
    const quote = piece.kind === "plain" ? quoteFrom(pieces, at, text) : undefined;
    if (quote === undefined) {
      result.push(piece);
      continue;
    }
    if (quote.start > piece.span.start)
      result.push({ kind: "plain", span: { start: piece.span.start, end: quote.start } });
    result.push({ kind: "quote", span: { start: quote.start, end: quote.end } });
    at = quote.last;
    const rest = pieces[at];
    if (rest !== undefined && rest.span.end > quote.end)
      result.push({ ...rest, span: { start: quote.end, end: rest.span.end } });
  }
  return result;
}

function quoteFrom(
  pieces: readonly Piece[],
  at: number,
  text: string,
): { readonly start: number; readonly end: number; readonly last: number } | undefined {
  const first = pieces[at];
  if (first === undefined) return undefined;
  const opening = /(?:^|[\s:：,.|(—*_-])(["“])(?=\S)/u.exec(text.slice(first.span.start, first.span.end));
  if (opening === null) return undefined;
  const start = first.span.start + opening.index + opening[0].length - 1;
  if (!isApart(text.slice(first.span.start, start))) return undefined;
  let lines = 0;
  for (let last = at; last < pieces.length; last += 1) {
    const piece = pieces[last];
    if (piece === undefined || piece.kind === "cut" || piece.kind === "link") return undefined;
    if (piece.kind === "line" && ++lines > 1) return undefined;
    if (piece.kind !== "plain") continue;
    const from = Math.max(piece.span.start, start + 1);
    for (const { index } of text.slice(from, piece.span.end).matchAll(/["”]/gu)) {
      const end = from + index + 1;
      if (end - start > longest) return undefined;
      const after = text.slice(end, piece.span.end);
      const isEnd =
        /^[\s.]*(?:$|[,.;()|*_[\]—-])/u.test(after) ||
        (/[.,?!]$/.test(text.slice(start, end - 1)) && /^\s/.test(after));
      if (isEnd && end - start > 8) return { start, end, last };
    }
  }
  return undefined;
}

/** Nothing before it that it could be a part of. */
function isApart(before: string): boolean {
  return before.trim() === "" || /[:：,.|(—*_-]\s*$/u.test(before);
}
