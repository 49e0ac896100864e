import { linkSpans } from "./link-spans.ts";
import { bySpan } from "./by-span.ts";
import type { EntryReading, FieldSpan } from "./entry-reading.ts";
import { entryLines } from "./entry-lines.ts";
import { findAuthors, isNames } from "./find-authors.ts";
import { impliedDate } from "./implied-date.ts";
import type { KeyRole } from "./key-roles.ts";
import { readDetails } from "./read-details.ts";
import { readKeyedLines } from "./read-keyed-lines.ts";
import { readPictures } from "./read-pictures.ts";
import { readTitleLine } from "./read-title-line.ts";
import type { EntrySource } from "./readme-structure.ts";
import type { Source, Span } from "./source.ts";
import { whenAndWhere } from "./when-and-where.ts";

/** What a heading that is a paper's title and the blocks below it say. */
export function readHeadingEntry(
  entry: EntrySource,
  source: Pick<Source, "text">,
  roles: ReadonlyMap<string, KeyRole>,
): EntryReading {
  const { text } = source;
  const [heading, ...blocks] = entry.nodes;
  const head = heading !== undefined && "children" in heading ? readTitleLine(heading.children, text, true) : [];
  const folded = readDetails(entry.span, text);
  const keyed = readKeyedLines(entry, source, roles);
  const fields = [
    ...head,
    ...folded,
    ...keyed.fields.filter(({ span }) => !folded.some((one) => isIn(span, one.span))),
  ];
  const free = readFreeLines({ ...entry, nodes: blocks }, text, [...keyed.claimed, ...folded.map(({ span }) => span)]);
  fields.push(...untaken([...linkSpans(blocks, text), ...free], fields));
  fields.push(
    ...readPictures(
      entry.nodes,
      fields.filter((field) => field.field === "link"),
      text,
    ),
  );
  fields.sort(bySpan);
  const title = fields.find((field) => field.field === "title");
  return {
    source: entry,
    fields,
    title: title?.value,
    implied: impliedDate(fields),
    confidence: title === undefined ? 0 : 1,
    remarks: [],
  };
}

/** Lines without a key: names of authors, where and when it came out. */
function readFreeLines(entry: EntrySource, text: string, claimed: readonly Span[]): readonly FieldSpan[] {
  return entryLines(entry, text).flatMap(({ span, value }): readonly FieldSpan[] => {
    if (claimed.some((one) => isIn(span, one))) return [];
    const line = text.slice(value.start, value.end);
    const names = isNames(line) ? findAuthors(line, value.start) : undefined;
    return names === undefined ? (whenAndWhere(value, text) ?? []) : [{ field: "authors", ...names }];
  });
}

/** Those that stand where none of the others does. */
function untaken(fields: readonly FieldSpan[], others: readonly FieldSpan[]): readonly FieldSpan[] {
  const taken = others.toSorted(bySpan);
  let at = 0;
  return fields.toSorted(bySpan).filter(({ span }) => {
    while ((taken[at]?.span.end ?? Infinity) <= span.start) at += 1;
    return (taken[at]?.span.start ?? Infinity) >= span.end;
  });
}

function isIn(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
