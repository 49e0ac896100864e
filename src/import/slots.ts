import type { Nodes } from "mdast";
import { between } from "./between.ts";
import { dateFormats } from "./date-format.ts";
import type { EntryReading, FieldSpan, LinkSpan } from "./entry-reading.ts";
import { spanOf, type Span } from "./source.ts";
import { walk } from "./walk.ts";

/** An entry as a chain: what stands before each slot, its text, and what stands after the last one. */
export interface SlottedEntry {
  readonly slots: readonly Slot[];
  readonly after: string;
  /** Of the last slot and the end, as {@link Slot.place}. */
  readonly lastPlace: string;
  /** Of a row whose cells are filled up: the widths, and what fills them is in no glue. */
  readonly pads?: string;
}

/** One place of an entry at which a template prints a value. */
export interface Slot {
  /** The field, and which of several: `title`, `links`, `links:code`, `marks:2`, `note:task`, `cell:3`. Once in an entry. */
  readonly key: string;
  /** What stands between the slot before and this one. */
  readonly before: string;
  /** `between` the slot before and this one. */
  readonly place: string;
  /** As written. */
  readonly text: string;
  /** Whether the field's value is exactly the text, as far as can be seen without printing it. */
  readonly plain: boolean;
  readonly value?: string | undefined;
  /** Of a date, those in which it may be written. */
  readonly formats?: readonly string[];
  readonly values?: readonly string[];
  /** Of a group. */
  readonly items?: readonly SlotItem[];
  /** It stands in a block of HTML, where Markdown's escapes are text. */
  readonly html?: true;
}

export interface SlotItem {
  /** What stands between the item before and this one. */
  readonly before: string;
  /** The item, with `hole(field)` where a value stands. */
  readonly form: string;
  /** Of a link its kind, of a mark the mark itself. */
  readonly class: string;
  /** The words of a link. */
  readonly label?: string | undefined;
}

/** Stands in a form for a value. No README holds this character: what cannot be seen is not in `text` as a field's mark. */
function hole(field: string): string {
  return `\u0001${field}\u0001`;
}

/** The slots of one entry in the order of the text. */
export function slotsOf(reading: EntryReading, text: string): SlottedEntry {
  const { span } = reading.source;
  const htmlBlocks = htmlSpans(reading.source.nodes);
  const cells = reading.source.form === "row" ? cellStarts(reading.source.nodes) : [];
  const marks = placesOf(reading, cells);
  const slots: Slot[] = [];
  const counts = new Map<string, number>();
  let at = span.start;
  for (const place of marks) {
    const before = text.slice(at, place.span.start);
    const count = (counts.get(place.key) ?? 0) + 1;
    counts.set(place.key, count);
    const key = count === 1 ? place.key : `${place.key}#${count}`;
    const html = place.span.end > place.span.start && htmlBlocks.some((block) => isIn(place.span, block));
    slots.push({ ...slotOf(place, text), key, before, place: between(slots.at(-1)?.key, key), ...(html && { html }) });
    at = place.span.end;
  }
  return { slots, after: text.slice(at, span.end), lastPlace: between(slots.at(-1)?.key) };
}

/** A field, several of one kind in a row, or a border between cells. */
interface Place {
  readonly key: string;
  readonly span: Span;
  readonly fields: readonly FieldSpan[];
  readonly inner: readonly FieldSpan[];
}

const grouped: Readonly<Partial<Record<FieldSpan["field"], string>>> = { link: "links", tag: "tags", mark: "marks" };

function placesOf({ fields, source }: EntryReading, cells: readonly number[]): readonly Place[] {
  const places: Place[] = [];
  const wraps = fields.filter((field): field is LinkSpan => field.field === "link" && field.wraps);
  const others = fields.filter((field) => !wraps.includes(field as LinkSpan));
  // Those in a link that is no wrap are part of its form.
  const isInner = (field: FieldSpan): boolean =>
    others.some(
      (other) =>
        other !== field &&
        other.field === "link" &&
        other.span.start <= field.span.start &&
        field.span.end <= other.span.end,
    );
  const outer = others.filter((field) => !isInner(field));
  for (const field of outer) {
    const group = groupOf(field);
    const inner = field.field === "link" ? others.filter((one) => one !== field && isIn(one.span, field.span)) : [];
    const last = places.at(-1);
    const isSame =
      group !== undefined &&
      last?.key === group &&
      !cells.some((cell) => last.span.end <= cell && cell <= field.span.start);
    const isCut = wraps.some((wrap) => (last?.span.end ?? 0) <= wrap.span.start && wrap.span.start < field.span.start);
    if (isSame && !isCut && last !== undefined) {
      places[places.length - 1] = {
        ...last,
        span: { start: last.span.start, end: field.span.end },
        fields: [...last.fields, field],
        inner: [...last.inner, ...inner],
      };
    } else places.push({ key: group ?? keyOf(field), span: field.span, fields: [field], inner });
  }
  for (const wrap of wraps) {
    const { start, end } = wrap.span;
    const last = outer.findLast(({ span }) => isIn(span, wrap.span));
    places.push({ key: "open", span: { start, end: start + 1 }, fields: [wrap], inner: [] });
    places.push({ key: "close", span: { start: last?.span.end ?? wrap.url.start, end }, fields: [wrap], inner: [] });
  }
  for (const [index, cell] of cells.entries()) {
    if (index > 0) places.push({ key: `cell:${index}`, span: { start: cell, end: cell }, fields: [], inner: [] });
  }
  return places.filter(({ span }) => source.span.start <= span.start && span.end <= source.span.end).toSorted(bySpan);

  /** Of several groups of one kind each has its own place: its cell, or before or behind the title. */
  function groupOf(field: FieldSpan): string | undefined {
    const name = grouped[field.field];
    if (name === undefined) return undefined;
    if (cells.length > 0) return `${name}:${cells.findLastIndex((cell) => cell <= field.span.start) + 1}`;
    const title = fields.find((one) => one.field === "title");
    return name === "marks" && title !== undefined && title.span.start < field.span.start ? `${name}:after` : name;
  }
}

function bySpan(a: Place, b: Place): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}

function isIn(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function keyOf(field: FieldSpan): string {
  if (field.field === "note") return `note:${field.name}`;
  return field.field === "title" && field.rest === true ? "titleRest" : field.field;
}

function slotOf({ key, span, fields, inner }: Place, text: string): Omit<Slot, "key" | "before" | "place" | "html"> {
  const written = text.slice(span.start, span.end);
  const [field] = fields;
  if (field === undefined) return { text: written, plain: true };
  if (key === "open") return { text: written, plain: true };
  if (key === "close" && field.field === "link") {
    const form = formOf(span, [[field.url, "url"]], text);
    return { text: written, plain: true, items: [{ before: "", form, class: field.kind }] };
  }
  switch (field.field) {
    case "link":
    case "tag":
    case "mark": {
      const items = fields.map((one, index): SlotItem => {
        const before = text.slice(fields[index - 1]?.span.end ?? one.span.start, one.span.start);
        if (one.field !== "link") return { before, form: hole("value"), class: String(one.value) };
        return { before, form: linkForm(one, inner, text), class: one.kind, label: one.label?.value };
      });
      return {
        text: written,
        plain: fields.every((one) => one.field === "link" || text.slice(one.span.start, one.span.end) === one.value),
        items,
      };
    }
    case "authors":
    case "institutions":
      return { text: written, plain: true, values: field.value };
    case "number":
      return { text: written, plain: String(field.value) === written, value: written };
    case "date":
      return {
        text: written,
        plain: true,
        value: field.value,
        formats: field.value === undefined ? [] : dateFormats(written, field.value),
      };
    case "title":
      return {
        text: written,
        plain: field.rest === true ? field.value.endsWith(written) : field.value === written,
        value: field.value,
      };
    case "note":
      return { text: written, plain: true, value: field.value };
    default:
      return { text: written, plain: field.value === written, value: field.value };
  }
}

function linkForm(link: LinkSpan, inner: readonly FieldSpan[], text: string): string {
  const holes: (readonly [Span, string])[] = [[link.url, "url"]];
  if (link.label !== undefined && link.label.span.end > link.label.span.start) holes.push([link.label.span, "label"]);
  for (const field of inner) if (isIn(field.span, link.span)) holes.push([field.span, field.field]);
  return formOf(link.span, holes, text);
}

function formOf(span: Span, holes: readonly (readonly [Span, string])[], text: string): string {
  let form = "";
  let at = span.start;
  for (const [inner, field] of holes.toSorted(([a], [b]) => a.start - b.start)) {
    if (inner.start < at) continue;
    form += text.slice(at, inner.start) + hole(field);
    at = inner.end;
  }
  return form + text.slice(at, span.end);
}

function cellStarts([row]: readonly Nodes[]): readonly number[] {
  return row?.type === "tableRow" ? row.children.map((cell) => spanOf(cell).start) : [];
}

/** Blocks of HTML; between the tags of a line Markdown is read as ever. */
function htmlSpans(nodes: readonly Nodes[]): readonly Span[] {
  const spans: Span[] = [];
  walk(nodes, (node, parent) => {
    if (
      node.type === "html" &&
      parent?.type !== "paragraph" &&
      parent?.type !== "heading" &&
      parent?.type !== "tableCell"
    )
      spans.push(spanOf(node));
  });
  return spans;
}
