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
  /** The group of links that may be kept as written. */
  readonly links: string | undefined;
}

export const start = "start";
export const end = "end";

export function between(a: string, b: string): string {
  return `${a}\u0000${b}`;
}

/** What of an entry its style does not print. */
export interface Fit {
  /** Undefined where the whole entry must be kept. */
  readonly asWritten: { readonly authors?: string; readonly date?: string; readonly links?: string } | undefined;
}

/** Less than this share of the entries is no part of the style. */
const leastShare = 0.01;

export function inferModel(entries: readonly SlottedEntry[]): StyleModel {
  const counts = new Map<string, number>();
  for (const { slots } of entries) for (const { key } of slots) counts.set(key, (counts.get(key) ?? 0) + 1);
  const fewest = Math.max(entries.length * leastShare, entries.length > 3 ? 2 : 1);
  const kept = new Set([...counts].filter(([, count]) => count >= fewest).map(([key]) => key));
  // Glue that a slot of few would tear apart is counted without their entries.
  const usual = entries.filter(({ slots }) => slots.every(({ key }) => kept.has(key)));
  const order = orderOf(usual, [...kept]);
  const groups = [...counts].filter(([key]) => /^links\b/.test(key)).toSorted(([, a], [, b]) => b - a);
  return {
    order,
    glue: glueOf(usual, order),
    values: inferValues(usual, order),
    always: new Set(order.filter((key) => counts.get(key) === entries.length)),
    links: groups[0]?.[0],
  };
}

/** The order in which most entries have their slots. */
function orderOf(entries: readonly SlottedEntry[], keys: readonly string[]): readonly string[] {
  const before = new Map<string, number>();
  const places = new Map<string, { sum: number; count: number }>();
  for (const { slots } of entries) {
    for (const [at, { key }] of slots.entries()) {
      const place = places.get(key) ?? { sum: 0, count: 0 };
      places.set(key, { sum: place.sum + (at + 1) / (slots.length + 1), count: place.count + 1 });
      for (const later of slots.slice(at + 1)) before.set(between(key, later.key), (before.get(between(key, later.key)) ?? 0) + 1);
    }
  }
  const comesFirst = (a: string, b: string): boolean => (before.get(between(a, b)) ?? 0) > (before.get(between(b, a)) ?? 0);
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
  const texts = new Map<string, Map<string, number>>();
  for (const entry of entries) {
    if (!isInOrder(entry, order)) continue;
    for (const [pair, text] of glueIn(entry)) {
      const known = texts.get(pair) ?? new Map<string, number>();
      known.set(text, (known.get(text) ?? 0) + 1);
      texts.set(pair, known);
    }
  }
  return new Map([...texts].map(([pair, known]) => [pair, mostCommon(known)]));
}

export function glueIn({ slots, after }: SlottedEntry): readonly (readonly [string, string])[] {
  const pairs = slots.map(({ key, before }, at) => [between(slots[at - 1]?.key ?? start, key), before] as const);
  return [...pairs, [between(slots.at(-1)?.key ?? start, end), after] as const];
}

export function mostCommon(counts: ReadonlyMap<string, number>): string {
  let best = "";
  let most = 0;
  for (const [text, count] of counts) {
    if (count > most) [best, most] = [text, count];
  }
  return best;
}

function isInOrder({ slots }: SlottedEntry, order: readonly string[]): boolean {
  const places = slots.map(({ key }) => order.indexOf(key));
  return places.every((place, at) => place >= 0 && (at === 0 || place > (places[at - 1] ?? -1)));
}

/** What must be kept of an entry so that the style prints it as it was. */
export function fitEntry(entry: SlottedEntry, model: StyleModel, forced: boolean): Fit {
  const { slots, after } = entry;
  if (!isInOrder(entry, model.order)) return { asWritten: undefined };
  const asWritten: { authors?: string; date?: string; links?: string } = {};
  const glueTo = (at: number): string | undefined => model.glue.get(between(slots[at - 1]?.key ?? start, slots[at]?.key ?? end));
  const textTo = (at: number): string => slots[at]?.before ?? after;
  let isKept = false;
  for (const [at, slot] of slots.entries()) {
    const isGlued: boolean = isKept || textTo(at) === glueTo(at);
    const isWritten = writesValue(model.values.get(slot.key), slot);
    const part = partOf(slot, model);
    if (part === "authors" || part === "links") {
      const isRight: boolean = isGlued && isWritten && textTo(at + 1) === glueTo(at + 1) && !forced;
      if (!isRight) asWritten[part] = (isKept ? "" : slot.before) + slot.text + textTo(at + 1);
      isKept = !isRight;
      continue;
    }
    if (!isGlued) return { asWritten: undefined };
    isKept = false;
    if (part === "date" && (!isWritten || forced)) asWritten.date = slot.text;
    else if (!isWritten) return { asWritten: undefined };
  }
  return isKept || after === glueTo(slots.length) ? { asWritten } : { asWritten: undefined };
}

/** What a slot may be kept as. */
export function partOf({ key }: Pick<Slot, "key">, { links }: Pick<StyleModel, "links">): "authors" | "date" | "links" | undefined {
  if (key === "authors" || key === "date") return key;
  return key === links ? "links" : undefined;
}
