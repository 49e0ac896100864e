import { between } from "./between.ts";
import { isSure } from "./is-sure.ts";
import { countTexts, mostCommon } from "./most-common.ts";
import type { Slot, SlottedEntry } from "./slots.ts";
import { inferValues, writesValue, type ValueStyle } from "./value-style.ts";

/** How entries of one kind are written: which slots in which order, what stands between, and how values are written. */
export interface StyleModel {
  readonly order: readonly string[];
  /** Between two slots that follow each other, by `between(a, b)`; `start` and `end` are the ends of the entry. */
  readonly glue: ReadonlyMap<string, string>;
  readonly values: ReadonlyMap<string, ValueStyle>;
  /** Slots that every entry has. */
  readonly always: ReadonlySet<string>;
  /** No entry has both a date and a venue: of a paper that has them the date is not printed. */
  readonly isDateOrVenue: boolean;
  /** What a slot can be kept as, where its value is written otherwise. */
  readonly parts: ReadonlyMap<string, Part>;
  /** Parts that are kept with the text before and behind them. */
  readonly absorbing: ReadonlySet<Part>;
  /** Widths of a table's cells; empty where they are not filled up. */
  readonly pads: string;
}

export type Part = "authors" | "date" | "links";

/** What of an entry its style does not print. */
export interface Fit {
  /** Undefined where the whole entry must be kept. */
  readonly asWritten: { readonly authors?: string; readonly date?: string; readonly links?: string } | undefined;
}

/** Less than this share of the entries is no part of the style. */
const leastShare = 0.01;
const manyEntries = 50;
/** Of the entries in this share a part has other text beside it than usual. */
const leastAbsorbed = 0.03;

export function inferModel(entries: readonly SlottedEntry[]): StyleModel {
  const counts = new Map<string, number>();
  for (const { slots } of entries) for (const { key } of slots) counts.set(key, (counts.get(key) ?? 0) + 1);
  const fewest = Math.max(entries.length * leastShare, entries.length > 3 ? 2 : 1);
  const kept = new Set([...counts].filter(([, count]) => count >= fewest).map(([key]) => key));
  // Glue that a slot of few would tear apart is counted without their entries.
  const usual = entries.filter(({ slots }) => slots.every(({ key }) => kept.has(key)));
  const order = orderOf(usual, [...kept]);
  const glue = glueOf(usual, order);
  const parts = partsOf(order, counts);
  return {
    order,
    glue,
    values: inferValues(usual, order),
    always: new Set(order.filter((key) => counts.get(key) === entries.length)),
    isDateOrVenue: ["date", "venue"].every((key) => order.includes(key)) && !usual.some(hasDateAndVenue),
    parts,
    absorbing: absorbingOf(usual, { glue, parts }),
    pads: mostCommon(entries.map(({ pads = "" }) => pads)) ?? "",
  };
}

function hasDateAndVenue({ slots }: SlottedEntry): boolean {
  return ["date", "venue"].every((key) => slots.some((slot) => slot.key === key));
}

/** The order in which most entries have their slots. */
function orderOf(entries: readonly SlottedEntry[], keys: readonly string[]): readonly string[] {
  const before = new Map<string, number>();
  const places = new Map<string, { sum: number; count: number }>();
  // Many entries have the same slots.
  for (const [joined, times] of countTexts(entries.map(({ slots }) => slots.map(({ key }) => key).join("\n")))) {
    const chain = joined.split("\n");
    for (const [at, key] of chain.entries()) {
      const { sum, count } = places.get(key) ?? { sum: 0, count: 0 };
      places.set(key, { sum: sum + ((at + 1) / (chain.length + 1)) * times, count: count + times });
      for (const later of chain.slice(at + 1))
        before.set(between(key, later), (before.get(between(key, later)) ?? 0) + times);
    }
  }
  const comesFirst = (a: string, b: string): boolean =>
    (before.get(between(a, b)) ?? 0) > (before.get(between(b, a)) ?? 0);
  const mean = (key: string): number => (places.get(key)?.sum ?? 0) / (places.get(key)?.count ?? 1);
  const left = new Set(keys);
  const order: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter((key) => ![...left].some((other) => other !== key && comesFirst(other, key)));
    const [next] = (free.length > 0 ? free : [...left]).toSorted((a, b) => mean(a) - mean(b));
    if (next === undefined) break;
    left.delete(next);
    order.push(next);
  }
  return order;
}

function glueOf(entries: readonly SlottedEntry[], order: readonly string[]): ReadonlyMap<string, string> {
  const pairs = entries.filter((entry) => isInOrder(entry, order)).flatMap(glueIn);
  // Of many entries what one of them alone has is its own.
  const fewest = entries.length >= manyEntries ? 2 : 1;
  return new Map(
    [...Map.groupBy(pairs, ([pair]) => pair)].flatMap(([pair, all]) => {
      const texts = all.map(([, text]) => text);
      const text = mostCommon(texts) ?? "";
      return texts.filter((one) => one === text).length >= fewest ? [[pair, text] as const] : [];
    }),
  );
}

function glueIn({ slots, after, lastPlace }: SlottedEntry): readonly (readonly [string, string])[] {
  return [...slots.map(({ place, before }) => [place, before] as const), [lastPlace, after]];
}

function isInOrder({ slots }: SlottedEntry, order: readonly string[]): boolean {
  const places = slots.map(({ key }) => order.indexOf(key));
  return places.every((place, at) => place >= 0 && (at === 0 || place > (places[at - 1] ?? -1)));
}

/** Whether the template prints what the entry has not: a number before each, say. */
function lacksSure({ slots }: SlottedEntry, model: StyleModel): boolean {
  return model.order.some((key) => isSure(key, model) && slots.every((slot) => slot.key !== key));
}

/** What must be kept of an entry so that the style prints it as it was; `forced`: every part that can be. */
export function fitEntry(entry: SlottedEntry, model: StyleModel, forced: boolean): Fit {
  const { slots, pads = "" } = entry;
  if (pads !== model.pads || !isInOrder(entry, model.order) || lacksSure(entry, model)) return { asWritten: undefined };
  const asWritten: { authors?: string; date?: string; links?: string } = {};
  let isKept = false;
  for (let at = 0; at < slots.length;) {
    const next = endOfUnit(slots, at, model);
    const part = partOf(slots[at], model);
    const isWritten = slots.slice(at, next).every((slot) => writesValue(model.values.get(slot.key), slot));
    const isWhole = range(at + 1, next).every((inner) => isGlued(entry, inner, model));
    const isJoined: boolean = isKept || isGlued(entry, at, model);
    if (part !== undefined && model.absorbing.has(part)) {
      const isRight: boolean = isWritten && isWhole && isJoined && isGlued(entry, next, model) && !forced;
      if (!isRight) asWritten[part] = textBetween(entry, at, next, isKept);
      isKept = !isRight;
    } else {
      if (!isWhole || !isJoined) return { asWritten: undefined };
      if (part !== undefined && (!isWritten || forced))
        asWritten[part] = slots
          .slice(at, next)
          .map(({ text }) => text)
          .join("");
      else if (!isWritten) return { asWritten: undefined };
      isKept = false;
    }
    at = next;
  }
  return isKept || isGlued(entry, slots.length, model) ? { asWritten } : { asWritten: undefined };
}

/** Names what an entry has otherwise than its style: its first unusual text between slots, or the order of its slots. */
export function misfitOf(entry: SlottedEntry, model: StyleModel): string {
  const { slots, after, lastPlace } = entry;
  const at = range(0, slots.length + 1).find(
    (place) => !isGlued(entry, place, model) && !isAbsorbed(place) && !isAbsorbed(place - 1),
  );
  if (!isInOrder(entry, model.order) || at === undefined) return slots.map(({ key }) => key).join(" ");
  return between(slots[at]?.place ?? lastPlace, slots[at]?.before ?? after);

  function isAbsorbed(place: number): boolean {
    const part = partOf(slots[place], model);
    return part !== undefined && model.absorbing.has(part);
  }
}

/** Whether what stands before the slot at this place, or behind the last one, is what the style has there. */
function isGlued({ slots, after, lastPlace }: SlottedEntry, at: number, { glue }: Pick<StyleModel, "glue">): boolean {
  const { before, place } = slots[at] ?? { before: after, place: lastPlace };
  return before === glue.get(place);
}

/** Slots of one part follow each other as one. */
function endOfUnit(slots: readonly Slot[], at: number, model: Pick<StyleModel, "parts">): number {
  const part = partOf(slots[at], model);
  if (part === undefined) return at + 1;
  const length = slots.slice(at).findIndex((slot) => partOf(slot, model) !== part);
  return length === -1 ? slots.length : at + length;
}

/** The text of these slots with what stands before them, unless that is kept already, and behind them. */
function textBetween({ slots, after }: SlottedEntry, from: number, to: number, isKept: boolean): string {
  const inner = slots.slice(from, to).map(({ before, text }, at) => (at === 0 && isKept ? text : before + text));
  return inner.join("") + (slots[to]?.before ?? after);
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}

/** What a slot may be kept as. */
export function partOf(slot: Pick<Slot, "key"> | undefined, { parts }: Pick<StyleModel, "parts">): Part | undefined {
  return slot === undefined ? undefined : parts.get(slot.key);
}

/** Authors, date and links; in a row of a table with the borders beside them, and links with what stands between their groups that is no field of its own. */
function partsOf(order: readonly string[], counts: ReadonlyMap<string, number>): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  const isCell = (key: string): boolean => key.startsWith("cell:");
  const groups = order.filter((key) => /^links\b/.test(key));
  const [main] = groups.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  const isRow = order.some(isCell);
  if (main !== undefined)
    spread(main, "links", isRow ? (key) => isCell(key) || /^(?:links|repository|arxiv)\b/.test(key) : () => false);
  for (const part of ["authors", "date"] as const) if (order.includes(part)) spread(part, part, isCell);
  return parts;

  function spread(from: string, part: Part, isWith: (key: string) => boolean): void {
    const at = order.indexOf(from);
    parts.set(from, part);
    for (const step of [-1, 1]) {
      for (let next = at + step; ; next += step) {
        const key = order[next];
        if (key === undefined || parts.has(key) || !isWith(key)) break;
        parts.set(key, part);
      }
    }
  }
}

/**
 * Parts around which the text between slots varies: these are kept with it. Links always are; where the others are only
 * written in another form now and then, their own text is enough.
 */
function absorbingOf(entries: readonly SlottedEntry[], model: Pick<StyleModel, "glue" | "parts">): ReadonlySet<Part> {
  const wrong = new Map<Part, number>();
  for (const entry of entries) {
    for (let at = 0; at <= entry.slots.length; at += 1) {
      if (isGlued(entry, at, model)) continue;
      const parts = new Set([partOf(entry.slots[at - 1], model), partOf(entry.slots[at], model)]);
      for (const part of parts) if (part !== undefined) wrong.set(part, (wrong.get(part) ?? 0) + 1);
    }
  }
  const some = [...wrong].filter(([, count]) => count > entries.length * leastAbsorbed).map(([part]) => part);
  return new Set<Part>(["links", ...some]);
}
