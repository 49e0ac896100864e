import type { Nodes, TableCell } from "mdast";
import { toString } from "mdast-util-to-string";
import { linkSpans } from "./link-spans.ts";
import { bySpan } from "./by-span.ts";
import type { ColumnRole } from "./column-roles.ts";
import type { EntryReading, FieldSpan } from "./entry-reading.ts";
import { findAuthors } from "./find-authors.ts";
import { findDates } from "./find-dates.ts";
import { impliedDate } from "./implied-date.ts";
import { isAbsent } from "./is-absent.ts";
import { plainText } from "./plain-text.ts";
import { readMarks } from "./read-marks.ts";
import { readPictures } from "./read-pictures.ts";
import { readTitleLine } from "./read-title-line.ts";
import { whenAndWhere } from "./when-and-where.ts";
import { withoutEnds } from "./without-ends.ts";
import { wrapsField } from "./wraps-field.ts";
import type { EntrySource } from "./readme-structure.ts";
import { spanOf, type Source, type Span } from "./source.ts";
import { splitItems } from "./split-items.ts";
import { splitProse } from "./split-prose.ts";

/** What a row says, given what its columns are for. Borders, padding and marks for nothing there are in no field. */
export function readRow(
  source: EntrySource,
  { text }: Pick<Source, "text">,
  roles: readonly ColumnRole[],
): EntryReading {
  const [row] = source.nodes;
  const cells = row?.type === "tableRow" ? row.children : [];
  const said = cells.flatMap((cell, at) => readCell(cell, roles[at] ?? { kind: "note", name: "note" }, text));
  const links = said.filter((field) => field.field === "link");
  const notes = said.filter((field) => field.field === "note");
  // What stands in a note is printed with it.
  const badges = readPictures(source.nodes, links, text).filter(
    ({ span }) => !notes.some((note) => note.span.start <= span.start && span.end <= note.span.end),
  );
  const fields = [...said, ...badges].toSorted(bySpan);
  const title = fields.find((field) => field.field === "title");
  return {
    source,
    fields,
    title: title?.value,
    implied: impliedDate(fields),
    confidence: title === undefined ? 0 : 1,
    remarks: [],
  };
}

function readCell(cell: TableCell, role: ColumnRole, text: string): readonly FieldSpan[] {
  const { children } = cell;
  const [first] = children;
  const last = children.at(-1);
  if (first === undefined || last === undefined) return [];
  const whole = { start: spanOf(first).start, end: spanOf(last).end };
  const links = linkSpans([cell], text);
  switch (role.kind) {
    case "note":
      return isAbsent(toString(cell)) && links.length === 0
        ? []
        : [{ field: "note", name: role.name, span: whole, value: text.slice(whole.start, whole.end) }];
    case "title": {
      const split = splitProse(children, text);
      const lines = linesOf(split?.title ?? children);
      const withWords = lines.filter((line) =>
        line.some((node) => toString(node, { includeImageAlt: false }).trim() !== ""),
      );
      const said = lines.flatMap((line) => readTitleLine(line, text, withWords.length === 1));
      if (split === undefined) return said;
      const { start, end } = split.prose;
      return [...said, { field: "note", name: "note", span: split.prose, value: text.slice(start, end) }];
    }
    case "links":
      return links;
    default:
      break;
  }
  const inner = links.length === 1 && links[0]?.label !== undefined ? links[0].label.span : whole;
  const said = readWords(cell, inner, role, text);
  // A link around what the cell says is that link's label.
  return [...said, ...links.map((link) => wrapsField(link, said))];
}

function readWords(cell: TableCell, span: Span, role: ColumnRole, text: string): readonly FieldSpan[] {
  const words = text.slice(span.start, span.end);
  if (isAbsent(plainText([cell], span, text)) && role.kind !== "marks") return [];
  const core = withoutEnds(span, text, /[\s*_`]/u);
  const value = plainText([cell], core, text);
  switch (role.kind) {
    case "date":
      return (
        whenAndWhere(span, text) ??
        findDates(words, span.start)
          .slice(0, 1)
          .map((date) => ({ field: "date", ...date }))
      );
    case "venue": {
      const [date] = findDates(words, span.start);
      const both = date !== undefined && (date.value?.length ?? 0) > 4 ? whenAndWhere(span, text) : undefined;
      return both ?? [{ field: "venue", span: core, value }];
    }
    case "nickname":
    case "summary":
      return [{ field: role.kind, span: core, value }];
    case "authors": {
      const names = findAuthors(text.slice(core.start, core.end), core.start);
      return names === undefined ? [] : [{ field: "authors", ...names }];
    }
    case "institutions": {
      const parts = splitItems(span, text);
      return parts.length === 0
        ? []
        : [{ field: "institutions", span: core, value: parts.map((part) => plainText([cell], part, text)) }];
    }
    case "tags":
      return splitItems(span, text).map((part) => ({
        field: "tag",
        span: part,
        value: plainText([cell], part, text),
      }));
    case "marks":
      return readMarks([cell], text);
    case "number": {
      const [, before = "", digits] = /^(\D*)(\d{1,9})/.exec(words) ?? [];
      const start = span.start + before.length;
      return digits === undefined
        ? []
        : [{ field: "number", span: { start, end: start + digits.length }, value: Number(digits) }];
    }
    default:
      return [];
  }
}

/** Between `<br>`. */
function linesOf(nodes: readonly Nodes[]): readonly (readonly Nodes[])[] {
  const lines: Nodes[][] = [[]];
  for (const node of nodes) {
    if (node.type === "html" && /^<br\b/i.test(node.value)) lines.push([]);
    else lines.at(-1)?.push(node);
  }
  return lines;
}
