import type { Html, Image, Link, Nodes } from "mdast";
import { toString } from "mdast-util-to-string";
import { anchorLink, blockAnchors } from "./anchor-links.ts";
import { badgeTexts } from "./badge-text.ts";
import { bareLink } from "./bare-link.ts";
import type { LinkSpan } from "./entry-reading.ts";
import { linkOf, withBrackets } from "./link-of.ts";
import { spanOf, type Span } from "./source.ts";
import { walk } from "./walk.ts";

/** Every link in these nodes, in order, those that are written wrongly too: `[Paper] (https://…)`, `[[Paper]https://…]`. */
export function linkSpans(nodes: readonly Nodes[], text: string): readonly LinkSpan[] {
  const found: LinkSpan[] = [];
  let open: Html | undefined;
  walk(nodes, (node) => {
    if (node.type === "link") {
      found.push(isBare(node, text) ? bareLink(node, text) : markdownLink(node, text));
      return false;
    }
    if (node.type !== "html") return true;
    found.push(...blockAnchors(node, text));
    if (/^<a\s/i.test(node.value) && !/<\/a>/i.test(node.value)) open = node;
    else if (open !== undefined && /^<\/a\s*>/i.test(node.value)) {
      found.push(...anchorLink(spanOf(open).start, spanOf(node).end, text));
      open = undefined;
    }
    return true;
  });
  return found.toSorted((a, b) => a.span.start - b.span.start);
}

/** `https://…` or `<https://…>`, not `[label](https://…)`. */
function isBare(node: Link, text: string): boolean {
  return text[spanOf(node).start] !== "[";
}

/** `[label](url "title")` and brackets directly around it. */
function markdownLink(node: Link, text: string): LinkSpan {
  const { start, end } = spanOf(node);
  const last = node.children.at(-1);
  const labelEnd = last === undefined ? start + 1 : spanOf(last).end;
  const open = text.indexOf("](", labelEnd) + 2;
  const [before = "", , bracketed, plain = ""] =
    /^\s*(<([^>\n]*)|[^\s)]?[^\s]*)/u.exec(text.slice(open, end - 1)) ?? [];
  const value = bracketed ?? (plain === "" ? before.trim() : plain);
  const url = { start: open + before.length - value.length, end: open + before.length };
  const label = labelOf(node, { start: start + 1, end: labelEnd }, text);
  return linkOf(withBrackets({ start, end }, text), url, text, label);
}

/** Of a link around a picture the picture's text, else the text without brackets around it. */
function labelOf(node: Link, span: Span, text: string): LinkSpan["label"] {
  const image = node.children.find((child): child is Image => child.type === "image");
  if (image !== undefined && node.children.every((child) => child === image || toString(child).trim() === "")) {
    const { start, end } = spanOf(image);
    const alt = image.alt ?? "";
    if (alt.trim() !== "" && text.startsWith(alt, start + 2))
      return { span: { start: start + 2, end: start + 2 + alt.length }, value: alt };
    return badgeTexts({ start, end }, text)[0];
  }
  const inner = text.slice(span.start, span.end);
  const [, before = "", rest = ""] = /^((?:[\s*_`]|\\?\[)*)(.*)$/su.exec(inner) ?? [];
  // `Title [Report]` ends with a bracket of its own.
  const isOwn = !before.includes("[") && rest.includes("[");
  const core = rest.replace(isOwn ? /[\s*_`]{1,20}$/u : /(?:[\s*_`]|\\?\]){1,20}$/u, "");
  if (core === "") return undefined;
  const start = span.start + before.length;
  const words = toString(node).replaceAll(/\s+/g, " ").trim();
  const value = isOwn ? words : words.replace(/^[\s[]+/, "").replace(/[\s\]]{1,20}$/, "");
  return { span: { start, end: start + core.length }, value };
}
