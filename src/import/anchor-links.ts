import type { Html } from "mdast";
import type { LinkSpan } from "./entry-reading.ts";
import { linkOf, withBrackets } from "./link-of.ts";
import { spanOf } from "./source.ts";

/** A longer one is around more than a label. */
const longestAnchor = 3_000;

/** `<a href="url">label</a>` from `start` to `end`. */
export function anchorLink(start: number, end: number, text: string): readonly LinkSpan[] {
  if (end - start > longestAnchor) return [];
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
export function blockAnchors(node: Html, text: string): readonly LinkSpan[] {
  const { start } = spanOf(node);
  const found = [
    ...text.slice(start, spanOf(node).end).matchAll(/<a\s[^>]{1,1000}>(?:[^<]|<(?!\/?a\b)){0,500}<\/a>/giu),
  ];
  return found.flatMap(({ 0: whole, index }) => anchorLink(start + index, start + index + whole.length, text));
}
