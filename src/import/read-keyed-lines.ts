import { linkSpans } from "./link-spans.ts";
import { entryLines, type EntryLine } from "./entry-lines.ts";
import type { FieldSpan, LinkSpan } from "./entry-reading.ts";
import { findAuthors, isName, isNames } from "./find-authors.ts";
import { findDates } from "./find-dates.ts";
import { findVenue } from "./find-venue.ts";
import type { KeyRole } from "./key-roles.ts";
import { kindOfLabel } from "./link-label.ts";
import { plainText } from "./plain-text.ts";
import type { EntrySource } from "./readme-structure.ts";
import type { Source, Span } from "./source.ts";
import { splitItems } from "./split-items.ts";
import { whenAndWhere } from "./when-and-where.ts";

export interface KeyedLines {
  readonly fields: readonly FieldSpan[];
  /** Lines of which nothing is left to read. */
  readonly claimed: readonly Span[];
}

/** What lines of the form `Key: value` say, and bullets below the title that are names without a key. */
export function readKeyedLines(
  entry: EntrySource,
  { text }: Pick<Source, "text">,
  roles: ReadonlyMap<string, KeyRole>,
): KeyedLines {
  const fields: FieldSpan[] = [];
  const claimed: Span[] = [];
  for (const line of entryLines(entry, text)) {
    const role = line.key === undefined ? undefined : roles.get(line.key);
    if (line.isFirst && role?.kind !== "title" && role?.kind !== "authors") continue;
    const said =
      role === undefined
        ? line.isBullet
          ? readNames(line, text, claimed.length === 0)
          : undefined
        : readValue(line, role, text);
    if (said === undefined) continue;
    fields.push(...said);
    claimed.push(line.span);
  }
  return { fields, claimed };
}

/** A link behind others in the line may have a key of its own: `Paper: [arXiv](…) Code: [GitHub](…)`. */
function ownKey({ span }: LinkSpan, before: string): Partial<Pick<LinkSpan, "kind" | "span">> {
  const [key] = /[^\s,、，|/·;；]+[:：]\s?$/u.exec(before.slice(-40)) ?? [];
  const kind = key === undefined ? undefined : kindOfLabel(key);
  return key === undefined || kind === undefined
    ? {}
    : { kind, span: { start: span.start - key.length, end: span.end } };
}

function readValue(line: EntryLine, role: KeyRole, text: string): readonly FieldSpan[] {
  const { value: span, nodes } = line;
  const written = text.slice(span.start, span.end);
  if (written === "") return [];
  const asNote = (name: string): FieldSpan => ({ field: "note", name, span, value: written });
  switch (role.kind) {
    case "note":
      return [asNote(role.name)];
    case "links": {
      // The key may be the label of a bare address, as in `Paper: https://…`.
      const links = linkSpans(nodes, text).filter(({ url }) => span.start <= url.start && url.end <= span.end);
      if (links.length === 0) return [asNote(line.key ?? "link")];
      // The key is a part of how links of its kind are written.
      return links.map((link, at) => {
        const { start, end } = link.span;
        if (at === 0) return { ...link, kind: role.link, span: { start: Math.min(line.start, start), end } };
        return { ...link, kind: role.link, ...ownKey(link, text.slice(links[at - 1]?.span.end, start)) };
      });
    }
    case "date":
      return findDates(written, span.start)
        .slice(0, 1)
        .map((date) => ({ field: "date", ...date }));
    case "venue":
      return (
        whenAndWhere(span, text)?.filter(
          (field) =>
            field.field === "date" || findDates(field.value as string).every(({ value }) => (value?.length ?? 0) <= 4),
        ) ?? [{ field: "venue", span, value: plainText(nodes, span, text) }]
      );
    case "authors": {
      const names = findAuthors(written, span.start);
      return names === undefined ? [] : [{ field: "authors", ...names }];
    }
    case "institutions": {
      const parts = splitItems(span, text, /[,，、;；]/u);
      const first = parts[0] ?? span;
      return [
        {
          field: "institutions",
          span: { start: first.start, end: parts.at(-1)?.end ?? span.end },
          value: parts.map((part) => plainText(nodes, part, text)),
        },
      ];
    }
    case "tags":
      return splitItems(span, text, /[,，、;；|]/u).map((part) => ({
        field: "tag",
        span: part,
        value: plainText(nodes, part, text),
      }));
    case "summary":
    case "abstract":
      // Several points are kept as they are written.
      return line.hasNested || written.includes("\n")
        ? [asNote(role.kind)]
        : [{ field: role.kind, span, value: plainText(nodes, span, text) }];
    case "title":
    case "nickname":
      return [{ field: role.kind, span, value: plainText(nodes, span, text) }];
  }
}

/** A bullet of names, which may have the venue at its end; of one name only where the first bullet is. */
function readNames({ value, hasNested }: EntryLine, text: string, isFirst: boolean): readonly FieldSpan[] | undefined {
  if (hasNested) return undefined;
  const written = text.slice(value.start, value.end);
  const venue = findVenue(written);
  const end =
    venue === undefined || venue.span.start === 0 || written.length - venue.span.end > 4
      ? written.length
      : venue.span.start;
  const names = written.slice(0, end).replace(/[\s*_`([]{1,9}$/u, "");
  if (!isNames(names) && !(isFirst && isName(names.replace(/\.$/, "")))) return undefined;
  const found = findAuthors(names, value.start);
  if (found === undefined) return undefined;
  return [
    { field: "authors", ...found },
    ...(end === written.length ? [] : (whenAndWhere({ start: value.start + end, end: value.end }, text) ?? [])),
  ];
}
