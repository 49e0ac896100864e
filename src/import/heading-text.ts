import type { Nodes } from "mdast";
import { toString } from "mdast-util-to-string";

const leadingEmoji = /^(?<emoji>(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200d\ufe0f\u20e3]|:[a-z0-9_+-]+:)+)\s*(?=\S)/u;
/** `1.`, `2.3`, `(4)`, `IV.` before a title. */
const leadingNumber = /^(?:\(?\d+(?:\.\d+)*[.):、]?|[IVX]+\.)\s+(?=\S)/u;
/** `([back](#top))`, `[↑]`, a count in parentheses. */
const trailingAside = /\s*(?:\((?:\[?©?️?back[^)]*|\d+)\)?\)|\[[^\]]{0,12}\]|<[^>]*>)\s*$/iu;

/** What a heading is called: plain text without numbers, links back, counts and markup; its emoji by itself. */
export function headingText(node: Nodes): { readonly title: string; readonly emoji?: string } {
  return plainHeading(toString(withoutAnchors(node), { includeHtml: false, includeImageAlt: false }));
}

export function plainHeading(text: string): { readonly title: string; readonly emoji?: string } {
  const line = text.replaceAll(/<[^>]{0,300}>/g, " ").replaceAll(/\s+/g, " ").trim();
  const { emoji } = leadingEmoji.exec(line)?.groups ?? {};
  const rest = line.slice(emoji === undefined ? 0 : emoji.length).trim().replace(leadingNumber, "");
  const title = rest.replace(trailingAside, "").replace(/[:：]\s*$/, "").trim();
  return { title: title === "" ? (rest === "" ? line : rest) : title, ...(emoji !== undefined && { emoji }) };
}

/** A heading may lead back to the table of contents. */
function withoutAnchors(node: Nodes): Nodes {
  if (!("children" in node)) return node;
  const children = node.children.filter((child) => child.type !== "link" || !child.url.startsWith("#") || node.children.length === 1);
  return { ...node, children } as Nodes;
}
