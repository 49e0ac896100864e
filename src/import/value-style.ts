import { mostCommon } from "./most-common.ts";
import type { Slot, SlotItem, SlottedEntry } from "./slots.ts";

/** How the value of a slot is written. */
export type ValueStyle =
  | { readonly kind: "plain"; readonly html: boolean }
  /** As the templates' `date` filter has it. */
  | { readonly kind: "date"; readonly format: string }
  /** Between names, before the last of three or more, and between two. */
  | { readonly kind: "names"; readonly separator: string; readonly last: string; readonly pair: string }
  | ItemsStyle;

export interface ItemsStyle {
  readonly kind: "items";
  readonly separator: string;
  /** How an item of this class is written, else `form`. */
  readonly forms: ReadonlyMap<string, string>;
  readonly form: string;
  /** What links of a kind are called, where most of them are called the same and not as their kind. */
  readonly labels: ReadonlyMap<string, string>;
  /** Where several groups of one field stand in an entry: the classes that are here. */
  readonly classes: ReadonlySet<string> | undefined;
}

export function inferValues(
  entries: readonly SlottedEntry[],
  order: readonly string[],
): ReadonlyMap<string, ValueStyle> {
  const slots = new Map<string, Slot[]>(order.map((key) => [key, []]));
  for (const entry of entries) for (const slot of entry.slots) slots.get(slot.key)?.push(slot);
  const classes = classesOf(slots);
  return new Map([...slots].map(([key, all]) => [key, inferValue(key, all, classes)]));
}

function inferValue(
  key: string,
  slots: readonly Slot[],
  classes: ReadonlyMap<string, ReadonlySet<string>>,
): ValueStyle {
  const [field] = key.split(/[:#]/);
  if (slots.some(({ items }) => items !== undefined)) return inferItems(slots, classes.get(key));
  if (field === "date")
    return {
      kind: "date",
      format: mostCommon(slots.flatMap(({ formats = [] }) => formats)) ?? "%F",
    };
  if (field === "authors" || field === "institutions") {
    const all = slots.map(({ text, values = [] }) => separatorsIn(text, values) ?? []);
    const several = all.filter((one) => one.length > 1);
    const separator = mostCommon(several.map(([first = ", "]) => first)) ?? ", ";
    const last = mostCommon(several.map((one) => one.at(-1) ?? ", ")) ?? separator;
    return {
      kind: "names",
      separator,
      last,
      pair: mostCommon(all.filter(({ length }) => length === 1).map(([only = last]) => only)) ?? last,
    };
  }
  return { kind: "plain", html: slots.filter(({ html }) => html).length * 2 > slots.length };
}

function inferItems(slots: readonly Slot[], classes: ReadonlySet<string> | undefined): ItemsStyle {
  const items = slots.flatMap(({ items: all = [] }) => all);
  const byClass = Map.groupBy(items, (item) => item.class);
  const form = mostCommon(items.map((item) => item.form)) ?? "";
  const forms = [...byClass].map(([name, all]) => [name, mostCommon(all.map((item) => item.form)) ?? form] as const);
  return {
    kind: "items",
    separator: mostCommon(slots.flatMap(({ items: all = [] }) => all.slice(1).map(({ before }) => before))) ?? " ",
    forms: new Map(forms.filter(([, own]) => own !== form)),
    form,
    labels: new Map([...byClass].flatMap(([name, all]) => usualLabel(name, all))),
    classes,
  };
}

function usualLabel(kind: string, links: readonly SlotItem[]): readonly (readonly [string, string])[] {
  const labels = links.flatMap(({ label = "" }) => (label === "" ? [] : [label]));
  const usual = mostCommon(labels) ?? "";
  const count = labels.filter((label) => label === usual).length;
  const isUsual = count > 1 && count * 2 > links.length;
  const isPlain = usual.startsWith(kind.charAt(0).toUpperCase()) && usual.slice(1) === kind.slice(1);
  return isUsual && !isPlain && !/["\\{}]/.test(usual) ? [[kind, usual]] : [];
}

/** Where a field has several groups in an entry, as links in two cells, each class belongs where it stands most often. */
function classesOf(slots: ReadonlyMap<string, readonly Slot[]>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const field of ["links", "marks"]) {
    const keys = [...slots.keys()].filter((key) => key.split(/[:#]/)[0] === field);
    if (keys.length < 2) continue;
    const counts = new Map<string, Map<string, number>>();
    for (const key of keys) {
      for (const item of slots.get(key)?.flatMap(({ items = [] }) => items) ?? []) {
        const known = counts.get(item.class) ?? new Map<string, number>();
        counts.set(item.class, known.set(key, (known.get(key) ?? 0) + 1));
      }
    }
    for (const key of keys) found.set(key, new Set());
    for (const [name, known] of counts)
      found.get([...known].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? "")?.add(name);
  }
  return found;
}

/** Whether the style writes this value as it is written. Items of tags and marks are compared by their values. */
export function writesValue(style: ValueStyle | undefined, slot: Slot): boolean {
  const { text, formats = [], values = [], items = [], plain } = slot;
  if (style === undefined) return false;
  switch (style.kind) {
    case "plain":
      return plain && (slot.html === true) === style.html;
    case "date":
      return formats.includes(style.format);
    case "names": {
      const separators = separatorsIn(text, values);
      const { separator, last, pair } = style;
      return (
        separators?.every(
          (one, at) => one === (separators.length === 1 ? pair : at === separators.length - 1 ? last : separator),
        ) === true
      );
    }
    case "items":
      return (
        plain &&
        items.every(
          (item, at) =>
            (at === 0 || item.before === style.separator) &&
            item.form === (style.forms.get(item.class) ?? style.form) &&
            (style.classes?.has(item.class) ?? true),
        )
      );
  }
}

/** What stands between the names; undefined where the text is not made of exactly these names. */
function separatorsIn(text: string, names: readonly string[]): readonly string[] | undefined {
  const separators: string[] = [];
  let at = 0;
  for (const [index, name] of names.entries()) {
    const found = text.indexOf(name, at);
    if (found === -1 || (index === 0 && found > 0)) return undefined;
    if (index > 0) separators.push(text.slice(at, found));
    at = found + name.length;
  }
  return at === text.length ? separators : undefined;
}
