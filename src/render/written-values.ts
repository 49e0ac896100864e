import { cleanLine } from "../list/clean-text.ts";
import { canonicalIdentifier } from "../list/identifiers.ts";
import { isRealDate } from "../list/is-real-date.ts";
import { findPaperField, parsePaperField } from "../list/paper-fields.ts";
import type { IdentifierKind, Paper } from "../list/paper.ts";
import { splitAuthors } from "../list/split-authors.ts";
import { escapeHtml } from "./escape-html.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import type { Slot } from "./entry-pattern.ts";
import { isListPart, partOf } from "./entry-shape.ts";
import { linkTarget } from "./link-target.ts";
import { linkLabels } from "./paper-view.ts";
import { titleRest } from "./title-rest.ts";
import { shownWords } from "./written-text.ts";

const longestValue = 10_000;
const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const monthName = `(?<name>${months.join("|")})[a-z]{0,6}\\.?`;
const dateForms = [
  /(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)/,
  new RegExp(`(?<day>\\d{1,2})\\.? ${monthName},? (?<year>\\d{4})`, "i"),
  new RegExp(`${monthName} (?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>\\d{4})`, "i"),
  /(?<year>\d{4})[-/.](?<month>\d{1,2})(?!\d)/,
  new RegExp(`${monthName},? (?<year>\\d{4})`, "i"),
  /(?<year>\d{4})/,
];

/** How the paper's own value may stand in an entry: in Markdown, in HTML, as a target. For telling values apart, not for printing. */
export function printedForms(paper: Paper, { part, separator = ", " }: Slot): readonly string[] {
  const [, at, side] = part.split(".");
  if (part.startsWith("links.")) {
    const link = paper.links?.[Number(at)];
    if (link === undefined) return [];
    return side === "url" ? [linkTarget(link.url) ?? ""] : formsOf(link.label ?? linkLabels[link.kind]);
  }
  const value = partOf(paper, part);
  if (Array.isArray(value)) return [value.map((item) => escapeMarkdown(String(item))).join(separator)];
  if (typeof value !== "string") return [];
  if (part === "title") return [...formsOf(value), ...formsOf(restOfTitle(paper))];
  return part === "date" ? [value, value.slice(0, 7), value.slice(0, 4)] : formsOf(value);
}

function restOfTitle({ nickname = "", title }: Paper): string {
  return titleRest(nickname, title);
}

function formsOf(text: string): readonly string[] {
  return [...new Set([escapeMarkdown(text), escapeHtml(text), text])].filter((form) => form !== "");
}

/**
 * What a text in a slot may say, likeliest first; of a list that the entry shows in part only (`old` is what it showed), with
 * the rest as the paper has it. Undefined in it is never, an empty answer is a text that says nothing.
 */
export function valuesWritten(
  { part, separator }: Slot,
  written: string,
  paper: Paper,
  old?: string,
): readonly unknown[] {
  if (written.length > longestValue) return [];
  if (isListPart(part)) {
    const items = itemsIn(part, separator, written);
    if (items.length === 0) return [];
    const present = partOf(paper, part);
    const shown = old === undefined ? [] : itemsIn(part, separator, old);
    const rest: unknown[] = Array.isArray(present) && old !== undefined ? present.slice(shown.length) : [];
    if (rest.length === 0) return [items];
    return items.length > shown.length ? [items, [...items, ...rest]] : [[...items, ...rest], items];
  }
  if (part === "date") return datesIn(written);
  const texts = [...new Set([shownWords(written), cleanLine(written)])].filter((text) => text !== "");
  if (part.startsWith("identifiers.")) {
    const kind = part.slice("identifiers.".length) as IdentifierKind;
    return texts.flatMap((text) => canonicalIdentifier(kind, text)?.value ?? []);
  }
  const field = findPaperField(part);
  if (field === undefined) return texts;
  const before = part === "title" && old !== undefined ? unprinted(paper, old) : "";
  return texts.flatMap((text) => {
    const parsed = parsePaperField(field, before + text, []);
    return parsed.ok ? Object.values(parsed.value) : [];
  });
}

/** What the title begins with where the entry shows only what follows the nickname. */
function unprinted(paper: Paper, shown: string): string {
  const rest = restOfTitle(paper);
  return rest !== paper.title && shownWords(shown) === rest ? paper.title.slice(0, -rest.length) : "";
}

function itemsIn(part: string, separator: string | undefined, written: string): readonly string[] {
  if (part === "authors") return splitAuthors(shownWords(written).replace(/,? (?:et al\.?|and others)$/i, ""));
  const pieces = separator === undefined || separator === "" ? [written] : written.split(separator);
  return pieces.map(shownWords).filter((item) => item !== "");
}

/** The dates that a text may mean, the most precise first. */
function datesIn(text: string): readonly string[] {
  const found = dateForms.flatMap((form) => {
    const { year = "", month, name, day } = form.exec(text)?.groups ?? {};
    const number = month ?? (name === undefined ? undefined : String(months.indexOf(name.toLowerCase()) + 1));
    const date = [year, number, day].flatMap((one) => (one === undefined ? [] : [one.padStart(2, "0")])).join("-");
    return isRealDate(date) ? [date] : [];
  });
  return [...new Set(found)];
}
