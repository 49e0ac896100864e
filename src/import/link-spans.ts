import type { Html, Image, Link, Nodes } from "mdast";
import { toString } from "mdast-util-to-string";
import { linkKindOf } from "../list/link-kind.ts";
import { trimUrlEnd } from "../list/trim-url-end.ts";
import { badgeTexts } from "./badge-text.ts";
import type { LinkSpan } from "./entry-reading.ts";
import { kindOfLabel } from "./link-label.ts";
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

/** An address by itself, and the label that stands before it, if any. */
function bareLink(node: Link, text: string): LinkSpan {
  const node_ = spanOf(node);
  const isAngled = text[node_.start] === "<";
  const start = isAngled ? node_.start + 1 : node_.start;
  const written = text.slice(start, isAngled ? node_.end - 1 : node_.end);
  const before = text.slice(Math.max(text.lastIndexOf("\n", start - 1) + 1, start - 120), isAngled ? start - 1 : start);
  const inParentheses = /\[([^\][\n]{1,60})\]{1,2}[ \t]*\([ \t]*$/u.exec(before);
  if (inParentheses !== null) {
    const [beforeClose = ""] = /^[^\s)]*/u.exec(written) ?? [];
    return broken(inParentheses, { start, end: start + beforeClose.length }, /^[^\n()]{0,200}\)\]?/u);
  }
  const inBrackets = /\[([^\][\n]{1,60})\][ \t]*$/u.exec(before);
  if (inBrackets !== null) {
    const [beforeClose = ""] = /^[^\s\]]*/u.exec(written) ?? [];
    return broken(inBrackets, { start, end: start + beforeClose.length }, /^\s?\]/u);
  }
  const url = { start, end: start + (isAngled ? written : trimUrlEnd(written)).length };
  const whole = { start: node_.start, end: isAngled ? node_.end : url.end };
  const [, label = ""] =
    /(?:^|[|,;(（，；]|[-*+][ \t])[ \t]*((?:\*\*)?\p{L}[\p{L}\p{N} _/()-]{0,40}(?:\*\*)?[ \t]*[:：](?:\*\*)?[ \t]*)$/u.exec(
      before,
    ) ?? [];
  if (label === "") return linkOf(whole, url, text);
  const from = whole.start - label.length;
  const [, marks = "", words = ""] = /^(\**)([^*:：]*?)\s*[*:：]/u.exec(label) ?? [];
  const span = { start: from + marks.length, end: from + marks.length + words.length };
  return linkOf({ start: from, end: whole.end }, url, text, { span, value: words });

  function broken(match: RegExpExecArray, inner: Span, close: RegExp): LinkSpan {
    const [all, label_ = ""] = match;
    const from_ = (isAngled ? start - 1 : start) - all.length;
    const to = inner.end + (close.exec(text.slice(inner.end, inner.end + 210))?.[0].length ?? 0);
    const at = from_ + 1;
    const span_ = withBrackets({ start: from_, end: to }, text);
    const isOpened = text[from_ - 1] === "[" && text.slice(inner.end, to).endsWith("]");
    return linkOf(isOpened ? { start: from_ - 1, end: to } : span_, inner, text, {
      span: { start: at, end: at + label_.length },
      value: label_,
    });
  }
}

/** `<a href="url">label</a>` from `start` to `end`. */
function anchorLink(start: number, end: number, text: string): readonly LinkSpan[] {
  const [, before = "", url = "", tag = ""] =
    /^(<a\s(?:[^>]{0,500}?\s)?href\s{0,9}=\s{0,9}["']?)([^"'\s>]*)([^>]*>)/iu.exec(text.slice(start, end)) ?? [];
  if (before === "") return [];
  const from = start + before.length;
  const inner = { start: from + url.length + tag.length, end: text.lastIndexOf("<", end - 1) };
  const words = text.slice(inner.start, inner.end);
  const [, leading = "", core = ""] =
    /^((?:<[^>]{0,500}>|[\s[*_`])*)(.*?)(?:<[^>]{0,500}>|[\s\]*_`])*$/su.exec(words) ?? [];
  const label = { start: inner.start + leading.length, end: inner.start + leading.length + core.length };
  const [, beforeAlt = "", alt = ""] = /^(.*?<img\s[^>]{0,500}?alt\s?=\s?["'])([^"'>]{1,80})/su.exec(words) ?? [];
  const named =
    core === "" && alt !== ""
      ? { start: inner.start + beforeAlt.length, end: inner.start + beforeAlt.length + alt.length }
      : label;
  const value = text.slice(named.start, named.end);
  return [
    linkOf(
      withBrackets({ start, end }, text),
      { start: from, end: from + url.length },
      text,
      value === "" ? undefined : { span: named, value },
    ),
  ];
}

/** In a block of HTML, which is one node. */
function blockAnchors(node: Html, text: string): readonly LinkSpan[] {
  const { start } = spanOf(node);
  const found = [
    ...text.slice(start, spanOf(node).end).matchAll(/<a\s[^>]{1,1000}>(?:[^<]|<(?!\/?a\b)){0,500}<\/a>/giu),
  ];
  return found.flatMap(({ 0: whole, index }) => anchorLink(start + index, start + index + whole.length, text));
}

/** With the brackets that stand directly around: `[[label](url)]`, `【[label](url)】`. */
function withBrackets({ start, end }: Span, text: string): Span {
  const pair = (text[start - 1] ?? "") + (text[end] ?? "");
  return pair === "[]" || pair === "【】" ? { start: start - 1, end: end + 1 } : { start, end };
}

function linkOf(span: Span, url: Span, text: string, label?: LinkSpan["label"]): LinkSpan {
  const value = text.slice(url.start, url.end);
  const named = label && kindOfLabel(label.value);
  const known = linkKindOf(value);
  // "page" may lead anywhere, to the paper too.
  const kind = named === undefined || (named === "website" && known === "paper") ? known : named;
  return { field: "link", span, url, value, ...(label && { label }), kind, wraps: false };
}
