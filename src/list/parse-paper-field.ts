import { arxivMistake } from "./arxiv-id.ts";
import { cleanLine, cleanText } from "./clean-text.ts";
import { identifierExamples, identifierUrl, parseIdentifier } from "./identifiers.ts";
import { isRealDate } from "./is-real-date.ts";
import { linkKindOf } from "./link-kind.ts";
import type { Category } from "./list.ts";
import type { PaperDraft } from "./paper-draft.ts";
import type { PaperField } from "./paper-fields.ts";
import type { Link, LinkKind } from "./paper.ts";
import type { Problem, Result } from "./problem.ts";
import { quote } from "./quote.ts";
import { splitAuthors } from "./split-authors.ts";
import { parseCategory } from "./taxonomy.ts";
import { trimUrlEnd } from "./trim-url-end.ts";
import { parseWebUrl } from "./url.ts";

/** Longest answer of each field, in UTF-16 units. */
const limits: Readonly<Record<PaperField["name"], number>> = {
  title: 500,
  links: 8_000,
  categories: 8_000,
  authors: 20_000,
  date: 40,
  venue: 300,
  code: 2_000,
  website: 2_000,
  video: 2_000,
  tags: 1_000,
  summary: 2_000,
  abstract: 10_000,
  contribution: 4_000,
};
const mostItems: Readonly<Partial<Record<PaperField["name"], number>>> = {
  links: 20,
  categories: 20,
  authors: 1_000,
  tags: 30,
};

/**
 * What the answer to a field says of the paper: a draft with that field alone. A blank answer, and what GitHub writes for
 * one (`_No response_`), says nothing: an empty draft. Everything wrong with it at once.
 */
export function parsePaperField(field: PaperField, text: string, taxonomy: readonly Category[]): Result<PaperDraft> {
  if (text.length > limits[field.name] * 2 + 1_000) return tooLong(field, text);
  const answer = field.shape === "line" ? cleanLine(text) : cleanText(text);
  if (answer === "" || answer === "_No response_") return { ok: true, value: {} };
  if (answer.length > limits[field.name]) return tooLong(field, answer);
  switch (field.name) {
    case "title":
    case "venue":
    case "summary":
    case "abstract":
    case "contribution":
      return { ok: true, value: { [field.name]: answer } };
    case "date":
      return parseDate(answer);
    case "authors":
      return several(field, splitAuthors(answer), (authors) => ({ authors }));
    case "tags":
      return several(field, splitTags(answer), (tags) => ({ tags }));
    case "categories":
      return parseCategories(field, answer, taxonomy);
    case "links":
      return parseLinks(field, answer);
    case "code":
    case "website":
    case "video":
      return parseOneLink(field, field.name, answer);
  }
}

function several(
  field: PaperField,
  items: readonly string[],
  draft: (items: readonly string[]) => PaperDraft,
): Result<PaperDraft> {
  const most = mostItems[field.name] ?? items.length;
  if (items.length > most)
    return fail(field, "wrong-value", `${field.label}: at most ${most}, not ${items.length}.`, {});
  return { ok: true, value: items.length === 0 ? {} : draft(items) };
}

function splitTags(text: string): readonly string[] {
  const tags = text.split(/[,;，、；]/u).map((tag) => cleanLine(tag).replace(/^#/, "").trim());
  return [...new Set(tags.filter((tag) => tag !== ""))];
}

/** `2025/6/26`, `2025.06` and `2025-6` are meant well. */
function parseDate(text: string): Result<PaperDraft> {
  const match = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text);
  const parts = match?.slice(1).filter((part) => part !== undefined);
  const date = parts?.map((part) => part.padStart(2, "0")).join("-");
  if (date !== undefined && isRealDate(date)) return { ok: true, value: { date } };
  const problem: Problem = {
    code: "bad-date",
    severity: "error",
    field: "date",
    message: `Date: ${quote(text)} is no date that there is. Write YYYY, YYYY-MM or YYYY-MM-DD.`,
    given: text,
    allowed: ["YYYY", "YYYY-MM", "YYYY-MM-DD"],
    example: "2025-06-26",
  };
  return { ok: false, problems: [problem] };
}

/** One a line, or separated by commas, as GitHub writes the choices of a form; a title may have commas of its own. */
function parseCategories(field: PaperField, text: string, taxonomy: readonly Category[]): Result<PaperDraft> {
  const lines = text
    .split("\n")
    .map(listItem)
    .filter((line) => line !== "");
  const answers = lines.flatMap((line) => splitCategories(line, taxonomy));
  const problems = answers.flatMap((answer) => (answer.ok ? [] : answer.problems));
  if (problems.length > 0) return { ok: false, problems };
  const paths = [...new Set(answers.flatMap((answer) => (answer.ok ? [answer.value] : [])))];
  return several(field, paths, (categories) => ({ categories }));
}

/** Takes from the left the longest run between commas that is a category. */
function splitCategories(line: string, taxonomy: readonly Category[]): readonly Result<string>[] {
  const parts = line.split(/[,;，；]/u);
  const found: Result<string>[] = [];
  let from = 0;
  while (from < parts.length && found.length <= 50) {
    let next: { readonly result: Result<string>; readonly to: number } | undefined;
    for (let to = Math.min(parts.length, from + 6); to > from && next === undefined; to -= 1) {
      const result = parseCategory(taxonomy, parts.slice(from, to).join(",").trim());
      if (result.ok || to === from + 1) next = { result, to };
    }
    if (next === undefined) break;
    if (parts.slice(from, next.to).join("").trim() !== "") found.push(next.result);
    from = next.to;
  }
  return found;
}

function parseLinks(field: PaperField, text: string): Result<PaperDraft> {
  const words = text.split("\n").map(listItem).flatMap(splitLinks);
  const answers = words.map((word) => parseLink(word));
  const problems = answers.flatMap((answer) => (answer.ok ? [] : answer.problems));
  if (problems.length > 0) return { ok: false, problems };
  const links = new Map(answers.flatMap((answer) => (answer.ok ? [[answer.value.url, answer.value] as const] : [])));
  return several(field, [...links.keys()], () => ({ links: [...links.values()] }));
}

/** The links of a line. Words beside them ("Paper:", "and") are passed over; a line of words alone is what a person gave. */
function splitLinks(line: string): readonly string[] {
  if (line === "" || parseLink(line).ok) return line === "" ? [] : [line];
  const words = line
    .replaceAll(/\[[^[\]]{0,200}\]\(\s{0,9}<?([^\s<>]{1,2000}?)>?\s{0,9}\)/g, " $1 ")
    .split(/\s+|,(?=https?:|arxiv:|doi:|10\.|\d{4}\.)/i)
    .map((word) => trimUrlEnd(word.replace(/^[<([]+/, "")))
    .filter((word) => word !== "");
  const links = words.filter((word) => /[/.:]/.test(word));
  return links.length === 0 ? [line] : links;
}

/** An identifier, or an address; in this field whatever is not plainly something else is the paper. */
function parseLink(text: string): Result<Link> {
  const written = /^\[[^\]]{0,200}\]\(\s*<?([^\s<>]+?)>?\s*\)$/.exec(text)?.[1] ?? text;
  const identifier = parseIdentifier(written);
  if (identifier !== undefined) return { ok: true, value: { kind: "paper", url: identifierUrl(identifier) } };
  const mistake = arxivMistake(written);
  if (mistake !== undefined) return { ok: false, problems: [badArxivId(written, mistake)] };
  const url = parseWebUrl(written);
  if (!url.ok) return url;
  const kind = linkKindOf(url.value);
  return { ok: true, value: { kind: kind === "website" ? "paper" : kind, url: url.value } };
}

function badArxivId(given: string, mistake: string): Problem {
  const facts = { field: "links", message: `${quote(given)} ${mistake}.`, given, example: identifierExamples.arxiv };
  return { code: "bad-identifier", severity: "error", ...facts };
}

function parseOneLink(field: PaperField, kind: LinkKind, text: string): Result<PaperDraft> {
  const written = /^\[[^\]]{0,200}\]\(\s*<?([^\s<>]+?)>?\s*\)$/.exec(text)?.[1] ?? text;
  const url = parseWebUrl(written);
  if (url.ok) return { ok: true, value: { links: [{ kind, url: url.value }] } };
  const problems = url.problems.map((problem) => ({
    ...problem,
    field: field.name,
    message: `${field.label}: ${problem.message}`,
    ...(field.placeholder === undefined ? {} : { example: field.placeholder }),
  }));
  return { ok: false, problems };
}

/** A line without the bullet, number or box that people put before it. */
function listItem(line: string): string {
  return cleanLine(line)
    .replace(/^(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?/, "")
    .trim();
}

function tooLong(field: PaperField, text: string): Result<never> {
  const message = `${field.label}: ${text.length} characters are too many; at most ${limits[field.name]}.`;
  return fail(field, "wrong-value", message, { given: text.slice(0, 200) });
}

function fail(field: PaperField, code: Problem["code"], message: string, facts: Partial<Problem>): Result<never> {
  const example = field.placeholder === undefined ? {} : { example: field.placeholder };
  return { ok: false, problems: [{ code, severity: "error", field: field.name, message, ...facts, ...example }] };
}
