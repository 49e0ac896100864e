import { type Context, filters as liquidFilters, type Scope, toValue, toValueSync } from "liquidjs";
import { compareText } from "../list/compare-text.ts";
import { findNearest } from "../list/nearest.ts";
import { padCells } from "../list/pad-cells.ts";
import { quote } from "../list/quote.ts";
import { codeFence, codeSpan } from "./code-text.ts";
import { escapeHtml, escapeHtmlBlock } from "./escape-html.ts";
import { formatDate } from "./format-date.ts";
import { linkTarget } from "./link-target.ts";
import type { CategoryView } from "./list-view.ts";
import { orderKeys, papersIn } from "./papers-in.ts";
import { printValue } from "./print-value.ts";
import { isSafeText, safeText } from "./safe-text.ts";
import { TemplateFault } from "./template-fault.ts";

/** What LiquidJS binds a filter to. */
interface FilterThis {
  readonly context: Context;
}

export type TemplateFilter = (this: FilterThis, value: unknown, ...args: readonly unknown[]) => unknown;

/** LiquidJS's own that work on values only: nothing of time, place, chance, or that takes an escape away. */
const taken = `abs at_least at_most array_to_sentence_string capitalize ceil compact concat divided_by
downcase find find_exp find_index find_index_exp first floor group_by group_by_exp has has_exp join last lstrip map minus
modulo number_of_words plus pop push reject reject_exp remove remove_first remove_last replace replace_first
replace_last reverse round rstrip shift size slice slugify split strip strip_newlines sum times to_integer truncate
truncatewords uniq unshift upcase url_encode where where_exp`.split(/\s+/);

/** Why a filter that LiquidJS has is not here. */
export const forbiddenFilters: Readonly<Record<string, string>> = {
  raw: "every value is escaped for where it stands, and nothing takes that away",
  sample: "the same list must give the same text",
  sort_natural: "its order differs between machines; `sort` orders by code point",
  json: "it cannot stand in Markdown safely; `code` and `fence` can",
};

/** These leave a safe text safe. */
const keepsSafe = new Set(["strip", "lstrip", "rstrip", "strip_newlines"]);

/** Filters by name. Text comes to them as it is in the list; what they return is escaped when it is printed. */
export const templateFilters: ReadonlyMap<string, TemplateFilter> = new Map([
  ...taken.map((name) => [name, fromLiquid(name)] as const),
  ["append", append],
  ["prepend", prepend],
  ["default", useDefault],
  ["sort", sort],
  ["date", date],
  ["et_al", etAl],
  ["papers_in", inCategory],
  ["html", (value) => safeText(escapeHtml(textOf(value)))],
  ["html_block", (value) => safeText(escapeHtmlBlock(textOf(value)))],
  ["url", (value) => safeText(addressOf(value))],
  ["link", link],
  ["code", (value) => safeText(codeSpan(textOf(value)))],
  ["pad_cells", padRow],
  ["fence", (value, language) => safeText(codeFence(textOf(value), textOf(language)))],
] satisfies readonly (readonly [string, TemplateFilter])[]);

function fromLiquid(name: string): TemplateFilter {
  const implementation = (liquidFilters as Readonly<Record<string, unknown>>)[name] as TemplateFilter;
  const keeps = keepsSafe.has(name);
  return function filter(value, ...args) {
    const result = toValueSync(implementation.call(this, toValue(value), ...args.map(toValue)) as Generator) as unknown;
    return keeps && isSafeText(value) ? safeText(textOf(result)) : result;
  };
}

function textOf(value: unknown): string {
  const plain: unknown = toValue(value);
  if (Array.isArray(plain)) return plain.map(textOf).join("");
  return typeof plain === "string" || typeof plain === "number" || typeof plain === "boolean" ? String(plain) : "";
}

function append(this: FilterThis, value: unknown, other: unknown): unknown {
  return joinTexts(this, value, other);
}

function prepend(this: FilterThis, value: unknown, other: unknown): unknown {
  return joinTexts(this, other, value);
}

/** Safe with safe stays safe; safe with other text makes the other safe by escaping it. */
function joinTexts({ context }: FilterThis, left: unknown, right: unknown): unknown {
  const isSafe = isSafeText(left) || isSafeText(right);
  const text = isSafe ? printValue(left) + printValue(right) : textOf(left) + textOf(right);
  context.memoryLimit.use(text.length);
  return isSafe ? safeText(text) : text;
}

function padRow(this: FilterThis, value: unknown, widths: unknown): unknown {
  const row = padCells(textOf(value), textOf(widths));
  this.context.memoryLimit.use(row.length);
  return isSafeText(value) ? safeText(row) : row;
}

function useDefault(this: FilterThis, value: unknown, otherwise: unknown): unknown {
  const plain: unknown = toValue(value);
  const isNothing = plain === undefined || plain === null || plain === false || plain === "";
  return isNothing || (Array.isArray(plain) && plain.length === 0) ? otherwise : value;
}

function addressOf(value: unknown): string {
  return isSafeText(value) ? value.valueOf() : (linkTarget(textOf(value)) ?? "");
}

/** `[text](address)`; the text alone where there is no address that can be linked to. */
function link(value: unknown, url: unknown): unknown {
  const address = addressOf(url);
  return address === "" ? value : safeText(`[${printValue(value)}](${address})`);
}

/** Stable, by code point or number, what has no value last; by a property where one is named. */
function sort(this: FilterThis, value: unknown, path?: unknown): unknown {
  const { context } = this;
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  context.memoryLimit.use(items.length);
  const keys = typeof path === "string" ? path.split(".") : [];
  return items
    .map((item) => ({ item, by: keys.reduce(read, item) }))
    .toSorted((a, b) => compareValues(a.by, b.by))
    .map(({ item }) => item);

  function read(from: unknown, key: string): unknown {
    return toValue(context.readProperty(from as Scope, key));
  }
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (a === undefined || a === null) return b === undefined || b === null ? 0 : 1;
  if (b === undefined || b === null) return -1;
  return compareText(textOf(a), textOf(b));
}

function date(this: FilterThis, value: unknown, format: unknown): unknown {
  const text = textOf(value);
  if (text === "now" || text === "today") {
    const message = `"${text}" | date: the same list must give the same text on any day.`;
    throw new TemplateFault(message, { code: "template-forbidden", given: text });
  }
  return formatDate(text, textOf(format) || "%F") ?? value;
}

/** `A, B, C et al.`: the first few of a list of names; all where only one more would be left out. */
function etAl(this: FilterThis, value: unknown, count: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const shown = Math.max(1, Number(count) || 3);
  const names = value.map(textOf);
  return names.length <= shown + 1 ? names.join(", ") : `${names.slice(0, shown).join(", ")} et al.`;
}

/** `categories | papers_in: "embodiment/action-head", "newest"`: see `papersIn`. */
function inCategory(this: FilterThis, value: unknown, path: unknown, by: unknown): unknown {
  const given = textOf(by);
  const key = orderKeys.find((one) => one === given);
  if (key === undefined) {
    const nearest = findNearest(given, orderKeys);
    const message = `${quote(given)} | papers_in: there is no such order. There is ${orderKeys.join(", ")}.`;
    const facts = { code: "template-forbidden", given, allowed: orderKeys } as const;
    throw new TemplateFault(message, nearest === undefined ? facts : { ...facts, nearest });
  }
  const papers = papersIn((Array.isArray(value) ? value : []) as readonly CategoryView[], textOf(path), key);
  this.context.memoryLimit.use(papers.length);
  return papers;
}
