import type { Span } from "./source.ts";

/** The parts of a text between separators, each without space and brackets around it: `[model], [world model]`. */
export function splitItems(
  text: string,
  offset: number,
  separator: RegExp = /[,，、;；&]|<br ?\/?>/u,
): readonly Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const part of text.split(new RegExp(`(${separator.source})`, "u"))) {
    const [, before = "", inner = ""] = /^([\s[`*_#【]*)(.*?)[\s\]`*_】]*$/su.exec(part) ?? [];
    const isSeparator = separator.test(part);
    if (!isSeparator && inner !== "") {
      const start = offset + at + before.length;
      spans.push({ start, end: start + inner.length });
    }
    at += part.length;
  }
  return spans;
}
