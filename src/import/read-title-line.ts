import type { Nodes } from "mdast";
import { toString } from "mdast-util-to-string";
import { isLinkLabel } from "./link-label.ts";
import { linkSpans } from "./link-spans.ts";
import type { FieldSpan } from "./entry-reading.ts";
import { findAuthors, isNames } from "./find-authors.ts";
import { readTitleWords } from "./read-title-words.ts";
import { spanOf, type Span } from "./source.ts";
import { whenAndWhere } from "./when-and-where.ts";
import { wrapsField } from "./wraps-field.ts";

/**
 * What a line of a title cell or a heading says: its links and badges, and of its words the title, or the names of authors, or
 * where and when it came out; the only line of an entry holds the title. A title that is a link's text makes that link one
 * that wraps it.
 */
export function readTitleLine(line: readonly Nodes[], text: string, isOnly: boolean): readonly FieldSpan[] {
  const links = linkSpans(line, text);
  const label = links.flatMap((link) => link.label ?? []).find(({ value }) => isTitleLike(value));
  const said = readWords(line, text, label?.span, isOnly);
  const [from = 0, to = 0] =
    said.length === 0
      ? []
      : [Math.min(...said.map(({ span }) => span.start)), Math.max(...said.map(({ span }) => span.end))];
  const outside = links.filter(({ span }) => !(from <= span.start && span.end <= to));
  return [...outside.map((link) => wrapsField(link, said)), ...said];
}

/** Of the words that are no link's, else of the longest label's. */
function readWords(
  line: readonly Nodes[],
  text: string,
  label: Span | undefined,
  isOnly: boolean,
): readonly FieldSpan[] {
  const isWords = ({ type }: Nodes): boolean => type !== "link" && type !== "image" && type !== "html";
  const hasWords = (node: Nodes): boolean => isWords(node) && /[\p{L}\p{N}]/u.test(toString(node));
  let first = line.findIndex(hasWords);
  let last = line.findLastIndex(hasWords);
  while (first > 0 && line[first - 1] !== undefined && isWords(line[first - 1] as Nodes)) first -= 1;
  while (last !== -1 && last + 1 < line.length && isWords(line[last + 1] as Nodes)) last += 1;
  const [begin, stop] = [line[first], line[last]];
  const span =
    begin === undefined || stop === undefined ? label : { start: spanOf(begin).start, end: spanOf(stop).end };
  if (span === undefined) return [];
  if (isOnly) return readTitleWords(line, span, text);
  const words = text.slice(span.start, span.end);
  const names = isNames(words) ? findAuthors(words, span.start) : undefined;
  return names === undefined
    ? (whenAndWhere(span, text) ?? readTitleWords(line, span, text))
    : [{ field: "authors", ...names }];
}

/** Three words, or as many letters of a script without spaces, and no label such as `official project page`. */
function isTitleLike(label: string): boolean {
  return (
    /\S\s+\S+\s+\S|[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]{6}/u.test(label) &&
    !isLinkLabel(label)
  );
}
