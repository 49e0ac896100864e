import type { FieldSpan } from "./entry-reading.ts";
import type { Span } from "./source.ts";

const summary = /<summary\b[^>]{0,100}>(?<name>[^\n]{0,160}?)<\/summary>/giu;

/** Abstracts folded away below an entry: `<details><summary>Abstract</summary>…</details>`. Their text is HTML. */
export function readDetails(span: Span, text: string): readonly FieldSpan[] {
  const entry = text.slice(span.start, span.end);
  const fields: FieldSpan[] = [];
  let from = 0;
  for (const { 0: tag, index, groups } of entry.matchAll(summary)) {
    if (index < from) continue;
    const end = entry.indexOf("</details>", index);
    if (end === -1) break;
    from = end;
    const name = groups?.["name"]?.replaceAll(/<[^>]{0,100}>/g, "") ?? "";
    const field = /\babstract\b|摘要/iu.test(name)
      ? "abstract"
      : /\b(?:summary|tl;?dr)\b|简介/iu.test(name)
        ? "summary"
        : undefined;
    const inner = entry.slice(index + tag.length, end);
    // A list of links or a citation is no text of that name.
    if (field === undefined || inner.trim() === "") continue;
    const start = span.start + index + tag.length + (inner.length - inner.trimStart().length);
    const found = { start, end: start + inner.trim().length };
    fields.push({ field, span: found, value: withoutTags(text.slice(found.start, found.end)) });
  }
  return fields;
}

function withoutTags(html: string): string {
  return html
    .replaceAll(/<\/?[a-z][^<>]{0,200}>/giu, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}
