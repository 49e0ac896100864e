import type { Span } from "./source.ts";

/** A part of the text without the characters at its ends that are of this class; with none left it is empty. Linear. */
export function withoutEnds({ start, end }: Span, text: string, edge: RegExp = /\s/u): Span {
  let [from, to] = [start, end];
  while (from < to && edge.test(text[from] ?? "")) from += 1;
  while (to > from && edge.test(text[to - 1] ?? "")) to -= 1;
  return { start: from, end: to };
}
