import { identifierUrl, parseIdentifier } from "../list/identifiers.ts";
import { isRealDate } from "../list/is-real-date.ts";
import { normalizeTitle } from "../list/normalize-title.ts";
import type { PaperQuery } from "../list/paper-query.ts";
import type { PaperRecord } from "../list/paper-record.ts";
import { earliestDate } from "./earliest-date.ts";
import { integerAt, listAt, textAt, valueAt } from "./json-answer.ts";
import { createJsonSource, type JsonRequest } from "./json-source.ts";
import { makeRecord } from "./make-record.ts";
import { mixedLine, mixedParagraphs } from "./mixed-text.ts";
import { onlyIdentifier } from "./only-identifier.ts";
import type { Source } from "./source.ts";

/** What a search answers with. All are on the service's list; one that is not (`subtype`, `language`) would be answered with 400. */
const select =
  "DOI,type,title,subtitle,author,container-title,event,abstract,relation," +
  "published-print,published-online,posted,issued,update-to,updated-by";

/** Types of https://api.crossref.org/types that are about papers, or hold them, and are none. */
const notPapers: ReadonlySet<string> = new Set([
  "component",
  "database",
  "dataset",
  "grant",
  "peer-review",
  "journal",
  "journal-issue",
  "journal-volume",
  "proceedings",
  "proceedings-series",
  "book-series",
  "book-set",
]);

/** Types of update that take a paper back: https://www.crossref.org/documentation/crossmark/ */
const takesBack: ReadonlySet<string> = new Set(["retraction", "withdrawal", "removal"]);

/**
 * Crossref, where most publishers register their DOIs: https://api.crossref.org/swagger-ui/index.html and, for the fields,
 * https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md. With `mailto` in its polite pool:
 * https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/
 */
export function createCrossrefSource({ mailto }: { readonly mailto?: string | undefined }): Source {
  return createJsonSource({
    name: "crossref",
    requestFor: (query) => requestFor(query, mailto === undefined ? {} : { mailto }),
    workOf: (answer) => (textAt(answer, "message", "DOI") === undefined ? undefined : valueAt(answer, "message")),
    worksOf: (answer) => valueAt(answer, "message", "items"),
    readWork,
  });
}

function requestFor(query: PaperQuery, polite: Readonly<Record<string, string>>): JsonRequest | undefined {
  switch (query.kind) {
    case "identifier": {
      const { kind, value } = query.identifier;
      return kind === "doi" ? { path: `/works/${encodeURIComponent(value.toWellFormed())}`, query: polite } : undefined;
    }
    case "title": {
      const words = [query.title, query.author, query.year].filter((part) => part !== undefined).join(" ");
      return { path: "/works", query: { "query.bibliographic": words, rows: "5", select, ...polite } };
    }
    case "page":
      return undefined;
  }
}

function readWork(work: unknown): PaperRecord | undefined {
  const type = textAt(work, "type") ?? "";
  const own = parseIdentifier(textAt(work, "DOI") ?? "");
  if (own === undefined || notPapers.has(type)) return undefined;
  const isPreprint = type === "posted-content";
  const title = readTitle(work);
  const print = readDate(work, "published-print");
  const online = readDate(work, "published-online");
  const issued = readDate(work, "issued");
  return makeRecord({
    source: "crossref",
    url: identifierUrl(own),
    title,
    authors: listAt(work, "author").map(readAuthor),
    date: earliestDate([print, online, issued, readDate(work, "posted")]),
    venue: isPreprint ? undefined : readVenue(work, type),
    published: print ?? online ?? issued,
    abstract: readAbstract(work),
    identifiers: {
      doi: (isPreprint ? onlyIdentifier("doi", readRelated(work, "is-preprint-of")) : undefined) ?? own.value,
      arxiv: onlyIdentifier("arxiv", readRelated(work, "has-preprint")),
    },
    withdrawn: /^(?:RETRACTED|WITHDRAWN)(?: ARTICLE)?:/.test(title) || isTakenBack(work, own.value),
  });
}

/** Some publishers give the title with its subtitle, and the subtitle again. */
function readTitle(work: unknown): string {
  const title = mixedLine(textAt(work, "title", 0));
  const subtitle = mixedLine(textAt(work, "subtitle", 0));
  if (title === "" || normalizeTitle(title).includes(normalizeTitle(subtitle))) return title;
  return `${title.replace(/ ?:$/, "")}: ${subtitle}`;
}

/** A person has `family`, and mostly `given`; an organisation has `name`. */
function readAuthor(author: unknown): string {
  const keys = textAt(author, "family") === undefined ? ["name"] : ["given", "family", "suffix"];
  return mixedLine(keys.map((key) => textAt(author, key) ?? "").join(" "));
}

/** A journal comes first and may be followed by its abbreviation; a book comes after its series (`Lecture Notes in …`). */
function readVenue(work: unknown, type: string): string {
  const titles = listAt(work, "container-title").filter((title) => typeof title === "string");
  const container = type === "journal-article" ? titles[0] : titles.at(-1);
  return mixedLine(container ?? textAt(work, "event", "name"));
}

/** JATS, which begins with its own heading. */
function readAbstract(work: unknown): string {
  return mixedParagraphs(textAt(work, "abstract")).replace(/^abstract\s*\n\s*/i, "");
}

/** Year, month and day as numbers; the last may be missing, and `[[null]]` is a date that is not known. */
function readDate(work: unknown, key: string): string | undefined {
  const parts = [0, 1, 2].map((place) => integerAt(work, key, "date-parts", 0, place));
  const end = parts.indexOf(undefined);
  const date = parts
    .slice(0, end < 0 ? parts.length : end)
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  return isRealDate(date) ? date : undefined;
}

function readRelated(work: unknown, relation: string): readonly (string | undefined)[] {
  return listAt(work, "relation", relation).map((item) => textAt(item, "id"));
}

/** `updated-by` says what was done to this work; `update-to` what it does, to another (then it is a notice) or to itself. */
function isTakenBack(work: unknown, doi: string): boolean {
  const toItself = listAt(work, "update-to").filter((update) => textAt(update, "DOI")?.toLowerCase() === doi);
  return [...listAt(work, "updated-by"), ...toItself].some((update) => takesBack.has(textAt(update, "type") ?? ""));
}
