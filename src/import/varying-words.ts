import type { EntryReading, FieldSpan } from "./entry-reading.ts";
import { isVaried, mostCommon } from "./most-common.ts";
import type { Span } from "./source.ts";

/** Of a field's entries so many are written otherwise before it is printed as it stands. */
const leastShare = 0.3;
const fewest = 3;
/** A year beside the date is a part of the style only where nearly every entry has it. */
const mostlyYears = 0.8;

/**
 * Words whose marks differ from entry to entry, `[**Nick**]` here and `[Nick]` there, badges of many colours: no template
 * prints these from the value, so their Markdown becomes a note, which it prints as it is. The value is kept beside it.
 */
export function varyingWordsAsNotes(readings: readonly EntryReading[], text: string): readonly EntryReading[] {
  const groups = Map.groupBy(readings, ({ source }) => `${source.form} ${source.columns?.join("|") ?? ""}`);
  const nicknames = new Set<EntryReading>();
  const tags = new Set<EntryReading>();
  for (const group of groups.values()) {
    const wrappers = group.flatMap((reading) => nicknameOf(reading).map(({ span }) => wrapperOf(span, text).mark));
    if (isVaried(wrappers, leastShare, fewest)) for (const reading of group) nicknames.add(reading);
    if (
      isVaried(
        group.flatMap((reading) => gapsOf(reading, text)),
        leastShare,
        fewest,
      ) ||
      group.some((reading) => hasCodedTag(reading, text))
    )
      for (const reading of group) tags.add(reading);
  }
  const years = new Set<EntryReading>();
  for (const group of groups.values()) {
    const dated = group.filter((reading) => reading.fields.some(({ field }) => field === "year"));
    if (dated.length < group.length * mostlyYears) for (const reading of dated) years.add(reading);
  }
  const joint = new Map<EntryReading, string>();
  for (const group of groups.values()) {
    const gaps = group.flatMap(institutionsOf).flatMap(
      ({ span, value }) =>
        text
          .slice(span.start, span.end)
          .split(value[0] ?? "", 2)[1]
          ?.split(value[1] ?? "", 1)[0] ?? [],
    );
    for (const reading of group) joint.set(reading, mostCommon(gaps.filter((gap) => gap !== "")) ?? ", ");
  }
  return readings.map((found) => {
    const given = withWholeNames(found, joint.get(found) ?? ", ", text);
    const isOf = (set: ReadonlySet<EntryReading>): boolean => set.has(found);
    const reading = isOf(years) ? { ...given, fields: given.fields.filter(({ field }) => field !== "year") } : given;
    const labelled = isOf(nicknames) ? withLabel(reading, text) : reading;
    return isOf(tags) ? withBadges(labelled, text) : labelled;
  });
}

/** Names that are not joined as the others are, `Meta Platforms, Inc` among `MIT&NVIDIA`, are one name. */
function withWholeNames(reading: EntryReading, joint: string, text: string): EntryReading {
  if (institutionsOf(reading).every(({ span, value }) => text.slice(span.start, span.end) === value.join(joint)))
    return reading;
  const fields = reading.fields.map((field) => {
    const written = text.slice(field.span.start, field.span.end);
    if (field.field !== "institutions" || written === field.value.join(joint)) return field;
    return { ...field, value: written.split(joint) };
  });
  return { ...reading, fields };
}

function institutionsOf({
  fields,
}: EntryReading): readonly { readonly span: Span; readonly value: readonly string[] }[] {
  return fields.flatMap((field) => (field.field === "institutions" ? [{ span: field.span, value: field.value }] : []));
}

function nicknameOf({ fields }: EntryReading): readonly FieldSpan[] {
  return fields.filter(({ field }) => field === "nickname").slice(0, 1);
}

/** The emphasis around a span. */
function wrapperOf({ start, end }: Span, text: string): { readonly span: Span; readonly mark: string } {
  const [before = ""] = /[*_`~]{0,4}$/.exec(text.slice(Math.max(0, start - 4), start)) ?? [];
  const [after = ""] = /^[*_`~]{0,4}/.exec(text.slice(end, end + 4)) ?? [];
  const mark = before.length <= after.length ? before : after;
  return { span: { start: start - mark.length, end: end + mark.length }, mark };
}

function withLabel(reading: EntryReading, text: string): EntryReading {
  const [nickname] = nicknameOf(reading);
  if (nickname?.field !== "nickname") return reading;
  const { span } = wrapperOf(nickname.span, text);
  const note: FieldSpan = { field: "note", name: "label", span, value: text.slice(span.start, span.end) };
  const fields = reading.fields.map((field) => (field === nickname ? note : field));
  return { ...reading, fields, implied: { ...reading.implied, nickname: nickname.value } };
}

/** What stands between tags that follow each other. */
function gapsOf({ fields }: EntryReading, text: string): readonly string[] {
  return fields.flatMap((field, at) => {
    const before = fields[at - 1];
    return field.field === "tag" && before?.field === "tag" ? [text.slice(before.span.end, field.span.start)] : [];
  });
}

function withBadges(reading: EntryReading, text: string): EntryReading {
  const tags = reading.fields.filter(({ field }) => field === "tag");
  const [first] = tags;
  const last = tags.at(-1);
  if (first === undefined || last === undefined) return reading;
  const between = reading.fields.slice(reading.fields.indexOf(first), reading.fields.indexOf(last) + 1);
  // Two groups of tags with something else between are too much for one note.
  if (between.length !== tags.length) return reading;
  const span = { start: badgeStart(first.span.start, text), end: badgeEnd(last.span.end, text) };
  const note: FieldSpan = { field: "note", name: "tags", span, value: text.slice(span.start, span.end) };
  const fields = reading.fields.flatMap((field) => (field === first ? [note] : between.includes(field) ? [] : [field]));
  const values = tags.flatMap((tag) => (tag.field === "tag" ? [tag.value] : []));
  return { ...reading, fields, implied: { ...reading.implied, tags: [...new Set(values)] } };
}

const longestBadge = 300;

/** A badge writes `one-shot` as `one--shot`. https://shields.io/badges/static-badge */
function hasCodedTag({ fields }: EntryReading, text: string): boolean {
  return fields.some((field) => field.field === "tag" && text.slice(field.span.start, field.span.end) !== field.value);
}

/** Of the image whose address the tag stands in. */
function badgeStart(at: number, text: string): number {
  const before = text.slice(Math.max(0, at - longestBadge), at);
  const image = before.lastIndexOf("![");
  return image !== -1 && /^!\[[^\]\n]*\]\([^)\s]*$/.test(before.slice(image)) ? at - before.length + image : at;
}

function badgeEnd(at: number, text: string): number {
  const [rest = ""] = /^[^()\s]*\)/.exec(text.slice(at, at + longestBadge)) ?? [];
  return badgeStart(at, text) === at ? at : at + rest.length;
}
