import type { Nodes, PhrasingContent } from "mdast";
import { toString } from "mdast-util-to-string";

const leadingEmoji =
  /^(?<emoji>(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[0-9#*]?\ufe0f?\u20e3|\u200d|\ufe0f|:[a-z0-9_+-]{1,40}:)+)\s*(?=\S)/u;
/** `1.`, `2.3`, `(4)`, `IV.` before a title; a year is one. */
const leadingNumber =
  /^(?:\(?\d{1,3}(?:\.\d{1,3})*[.):、]|\d{1,2}(?:\.\d{1,2})*(?=\s)|[IVX]{1,6}\.)\s*(?=\p{L}|["“(])/u;
/** `(back to top)`, `[↑]`, a count in parentheses, parentheses whose link was taken out, `🔝`, the `##` that closes a heading. */
const trailingAside =
  /(?:\((?:\W{0,4}back\b[^()]{0,40}|\s*\d{1,6}(?:\s+papers?)?\s*|\s*)\)|\[(?:\W{0,4}back\b[^[\]]{0,40}|\s*\d{1,6}\s*|[^\p{L}\p{N}[\]]{0,8})\]|[🔝⬆⤴☝👆↑↩🔙⏫🔼]\ufe0f?|[:：|#])\s*$/u;

export interface HeadingText {
  readonly title: string;
  readonly emoji?: string;
}

/** What a heading is called: plain text without numbers, links back, counts and markup; its emoji by itself. */
export function headingText(node: Nodes): HeadingText {
  if (!("children" in node)) return plainHeading(toString(node));
  const without = toString(
    { type: "paragraph", children: withoutLinksBack(node.children as readonly PhrasingContent[]) },
    shown,
  );
  return plainHeading(/[\p{L}\p{N}]/u.test(without) ? without : toString(node, shown));
}

const shown = { includeHtml: false, includeImageAlt: false };

/** The same of text that may hold tags. */
export function plainHeading(text: string): HeadingText {
  const line = text
    .slice(0, 1000)
    .replaceAll(/<[^<>]{0,300}>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  const { emoji } = leadingEmoji.exec(line)?.groups ?? {};
  const rest = line
    .slice(emoji?.length ?? 0)
    .trim()
    .replace(leadingNumber, "");
  let title = rest;
  for (let shorter = title.replace(trailingAside, "").trim(); shorter !== "" && shorter !== title;) {
    title = shorter;
    shorter = title.replace(trailingAside, "").trim();
  }
  return { title: title === "" ? line : title, ...(emoji !== undefined && title !== "" && { emoji }) };
}

/** A heading may lead back to the table of contents, by a link or by a tag. */
function withoutLinksBack(children: readonly PhrasingContent[]): PhrasingContent[] {
  const kept: PhrasingContent[] = [];
  let isBack = false;
  for (const child of children) {
    if (child.type === "html" && /^<a\s[^>]{0,200}href\s*=\s*["']?#/i.test(child.value)) isBack = true;
    else if (child.type === "html" && /^<\/a\s*>/i.test(child.value)) isBack = false;
    else if (!isBack && !(child.type === "link" && child.url.startsWith("#"))) kept.push(child);
  }
  return kept;
}
