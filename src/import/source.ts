/** A part of the normalised text (`Source.text`): UTF-16 offsets, `start` included, `end` not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A README as it is worked on: line ends are `\n`, without a byte order mark. Every span is of this text. */
export interface Source {
  readonly text: string;
  /** The file as it was. */
  readonly original: string;
  /** How most of its lines end. */
  readonly newline: "\n" | "\r\n";
  /** Offset in `original` of an offset in `text`. */
  readonly originalOffset: (offset: number) => number;
}

/** Of a node that a parser made. https://github.com/syntax-tree/unist#positional-information */
export function spanOf({ position }: { readonly position?: Position | undefined }): Span {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}

/** From the first character of its first line to before the line end of its last. */
export function wholeLines(text: string, { start, end }: Span): Span {
  const next = text.indexOf("\n", Math.max(end, start));
  return { start: text.lastIndexOf("\n", start - 1) + 1, end: next === -1 ? text.length : next };
}

interface Position {
  readonly start: { readonly offset?: number | undefined };
  readonly end: { readonly offset?: number | undefined };
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
