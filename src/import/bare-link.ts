import type { Link } from "mdast";
import { trimUrlEnd } from "../list/trim-url-end.ts";
import type { LinkSpan } from "./entry-reading.ts";
import { linkOf, withBrackets } from "./link-of.ts";
import { spanOf } from "./source.ts";

/** An address by itself, and the label that stands before it, if any. */
export function bareLink(node: Link, text: string): LinkSpan {
  const whole = spanOf(node);
  const angle = text[whole.start] === "<" ? 1 : 0;
  const start = whole.start + angle;
  const written = text.slice(start, whole.end - angle);
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const before = text.slice(Math.max(line, whole.start - 120), whole.start);
  const bracketed =
    brokenLink(/\[([^\][\n]{1,60})\]{1,2}[ \t]*\([ \t]*$/u, /^[^\s)]*/u, /^[^\n()]{0,200}\)\]?/u) ??
    brokenLink(/\[([^\][\n]{1,60})\][ \t]*$/u, /^[^\s\]]*/u, /^\s?\]/u);
  if (bracketed !== undefined) return bracketed;
  const url = { start, end: start + (angle === 1 ? written : trimUrlEnd(written)).length };
  const end = url.end + angle;
  const [, label = ""] = keyBefore.exec(before) ?? [];
  if (label === "") return linkOf({ start: whole.start, end }, url, text);
  const from = whole.start - label.length;
  const [, marks = "", words = ""] = /^(\**)([^*:：]*?)\s*[*:：]/u.exec(label) ?? [];
  const span = { start: from + marks.length, end: from + marks.length + words.length };
  return linkOf({ start: from, end }, url, text, { span, value: words });

  /** `[label] (https://…)` and `[[label]https://…]`: what stands before the address, the address, what stands behind it. */
  function brokenLink(opening: RegExp, address: RegExp, closing: RegExp): LinkSpan | undefined {
    const [all, name] = opening.exec(before) ?? [];
    if (all === undefined || name === undefined) return undefined;
    const inner = { start, end: start + (address.exec(written)?.[0].length ?? 0) };
    const close = closing.exec(text.slice(inner.end, inner.end + 210))?.[0] ?? "";
    const begin = whole.start - all.length;
    const around = { start: begin, end: inner.end + close.length };
    const isOpened = text[begin - 1] === "[" && close.endsWith("]");
    const named = { span: { start: begin + 1, end: begin + 1 + name.length }, value: name };
    return linkOf(isOpened ? { ...around, start: begin - 1 } : withBrackets(around, text), inner, text, named);
  }
}

/** `Paper: ` at the beginning of a line or item, or behind a separator. */
const keyBefore =
  /(?:^|[|,;(（，；]|[-*+][ \t])[ \t]*((?:\*\*)?\p{L}[\p{L}\p{N} _/()-]{0,40}(?:\*\*)?[ \t]*[:：](?:\*\*)?[ \t]*)$/u;
