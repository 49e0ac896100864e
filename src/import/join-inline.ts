import type { Piece } from "./pieces.ts";

/** Emphasis, code and bold within running words are a part of them: `The *only* way`, `**Fold** for towels`. */
export function joinInline(pieces: readonly Piece[], text: string): readonly Piece[] {
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
    // Only its end: it grows with each piece that joins it.
    const left =
      before?.kind === "plain" ? text.slice(Math.max(before.span.start, before.span.end - 4), before.span.end) : "";
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
