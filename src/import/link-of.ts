import { linkKindOf } from "../list/link-kind.ts";
import type { LinkSpan } from "./entry-reading.ts";
import { kindOfLabel } from "./link-label.ts";
import type { Span } from "./source.ts";

/** With the brackets that stand directly around: `[[label](url)]`, `【[label](url)】`. */
export function withBrackets({ start, end }: Span, text: string): Span {
  const pair = (text[start - 1] ?? "") + (text[end] ?? "");
  return pair === "[]" || pair === "【】" ? { start: start - 1, end: end + 1 } : { start, end };
}

/** A link whose kind its label tells, or else its address. */
export function linkOf(span: Span, url: Span, text: string, label?: LinkSpan["label"]): LinkSpan {
  const value = text.slice(url.start, url.end);
  const named = label && kindOfLabel(label.value);
  const known = linkKindOf(value);
  // "page" may lead anywhere, to the paper too.
  const kind = named === undefined || (named === "website" && known === "paper") ? known : named;
  return { field: "link", span, url, value, ...(label && { label }), kind, wraps: false };
}
