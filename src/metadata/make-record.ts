import { canonicalIdentifier, identifierUrl, parseIdentifier } from "../list/identifiers.ts";
import { isRealDate } from "../list/is-real-date.ts";
import { linkKinds, type IdentifierKind, type Identifiers, type Link } from "../list/paper.ts";
import type { PaperRecord, SourceName } from "../list/paper-record.ts";
import { parseWebUrl } from "../list/url.ts";
import { isPreprintServer } from "./is-preprint-server.ts";
import { plainLine, plainParagraphs } from "./plain-text.ts";
import { printAuthor } from "./print-author.ts";

/** What an adapter read out of an answer, as text without markup; nothing of it is believed to be well-formed. */
export interface RawRecord {
  readonly source: SourceName;
  readonly url: string;
  readonly title: string | undefined;
  readonly authors?: readonly string[] | undefined;
  readonly date?: string | undefined;
  readonly venue?: string | undefined;
  readonly published?: string | undefined;
  readonly abstract?: string | undefined;
  /** In any form that `canonicalIdentifier` reads. */
  readonly identifiers?: Readonly<Partial<Record<IdentifierKind, string | undefined>>>;
  readonly links?: readonly Link[] | undefined;
  readonly withdrawn?: boolean | undefined;
}

/** The same as a service may really give it: it promises types and does not keep to them. */
type Unsure<T> = { readonly [K in keyof T]: unknown };

/** Longest text of each field, in UTF-16 units, and most items: those of a suggestion's fields. */
const longest = { title: 500, author: 200, venue: 300, abstract: 10_000, label: 200 } as const;
const most = { authors: 1_000, links: 20 } as const;

/**
 * The record of what was read: cleaned, within the bounds of a list's fields, what is not well-formed left out.
 * Undefined without a title, or without an address or identifier to find it by: then the answer says nothing. Never throws.
 */
export function makeRecord(raw: RawRecord): PaperRecord | undefined {
  const given: Unsure<RawRecord> = raw;
  const title = shorten(plainLine(textOf(given.title), "none"), longest.title);
  const identifiers = readIdentifiers(given.identifiers);
  const url = webUrl(given.url) ?? urlOf(identifiers);
  if (title === "" || url === undefined) return undefined;

  const authors = readAuthors(given.authors);
  const date = dateOf(given.date);
  const venue = readVenue(given.venue);
  const published = dateOf(given.published);
  const abstract = shorten(plainParagraphs(textOf(given.abstract), "none"), longest.abstract);
  const links = readLinks(given.links);
  return {
    source: raw.source,
    url,
    title,
    ...(authors.length > 0 && { authors }),
    ...(date !== undefined && { date }),
    ...(venue !== undefined && { venue }),
    ...(venue !== undefined && published !== undefined && { published }),
    ...(abstract !== "" && { abstract }),
    identifiers,
    ...(links.length > 0 && { links }),
    ...(given.withdrawn === true && { withdrawn: true }),
  };
}

/** Names twice are two people, or the paper's own mistake; that is not for us to say. */
function readAuthors(value: unknown): readonly string[] {
  return listOf(value)
    .slice(0, most.authors)
    .map((name) => printAuthor(plainLine(textOf(name), "none")))
    .filter((name) => name !== "" && name.length <= longest.author);
}

function readVenue(value: unknown): string | undefined {
  const venue = plainLine(textOf(value), "none");
  return venue === "" || venue.length > longest.venue || isPreprintServer(venue) ? undefined : venue;
}

/** What a source calls the DOI of a preprint may be arXiv's own: then it is the arXiv id, unless one is given. */
function readIdentifiers(value: unknown): Identifiers {
  const given: Unsure<NonNullable<RawRecord["identifiers"]>> = isObject(value) ? value : {};
  const named = parseIdentifier(textOf(given.doi));
  const arxiv = canonicalIdentifier("arxiv", textOf(given.arxiv)) ?? named;
  const openreview = canonicalIdentifier("openreview", textOf(given.openreview));
  const acl = canonicalIdentifier("acl", textOf(given.acl));
  return {
    ...(arxiv?.kind === "arxiv" && { arxiv: arxiv.value }),
    ...(named?.kind === "doi" && { doi: named.value }),
    ...(openreview && { openreview: openreview.value }),
    ...(acl && { acl: acl.value }),
  };
}

function urlOf(identifiers: Identifiers): string | undefined {
  const kind = (["arxiv", "doi", "openreview", "acl"] as const).find((each) => identifiers[each] !== undefined);
  return kind && identifierUrl({ kind, value: identifiers[kind] ?? "" });
}

function readLinks(value: unknown): readonly Link[] {
  const links = new Map<string, Link>();
  for (const item of listOf(value).slice(0, 200)) {
    const given: Partial<Unsure<Link>> = isObject(item) ? item : {};
    const kind = linkKinds.find((known) => known === given.kind && known !== "paper");
    const url = webUrl(given.url);
    const label = shorten(plainLine(textOf(given.label), "none"), longest.label);
    if (kind !== undefined && url !== undefined) links.set(url, { kind, url, ...(label !== "" && { label }) });
  }
  return [...links.values()].slice(0, most.links);
}

function dateOf(value: unknown): string | undefined {
  return typeof value === "string" && isRealDate(value) ? value : undefined;
}

function webUrl(value: unknown): string | undefined {
  const url = parseWebUrl(textOf(value).slice(0, 3_000));
  return url.ok ? url.value : undefined;
}

/** Cut between characters, and said so. */
function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/u, "");
  return `${cut.trimEnd()}…`;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
