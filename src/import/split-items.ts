import type { Span } from "./source.ts";
import { withoutEnds } from "./without-ends.ts";

/** No paper has more tags or institutions. */
const most = 100;

/** The parts of a text between separators, each without space and brackets around it: `[model], [world model]`. */
export function splitItems(span: Span, text: string, separator: RegExp = /[,，、;；&]|<br ?\/?>/u): readonly Span[] {
  const spans: Span[] = [];
  let at = span.start;
  for (const part of text.slice(span.start, span.end).split(new RegExp(`(${separator.source})`, "u"))) {
    const inner = withoutEnds({ start: at, end: at + part.length }, text, /[\s[\]`*_【】]/u);
    if (inner.start < inner.end && !separator.test(part)) spans.push(inner);
    at += part.length;
    if (spans.length === most) break;
  }
  return spans;
}
