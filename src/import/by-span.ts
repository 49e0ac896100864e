import type { Span } from "./source.ts";

/** In the order of the text; what holds others before them. */
export function bySpan(a: { readonly span: Span }, b: { readonly span: Span }): number {
  return a.span.start - b.span.start || b.span.end - a.span.end;
}
