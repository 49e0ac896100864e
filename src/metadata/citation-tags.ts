import { parseDoi } from "../list/doi.ts";
import { splitAuthors } from "../list/split-authors.ts";
import type { PaperRecord } from "../list/paper-record.ts";
import { makeRecord } from "./make-record.ts";
import { plainLine, plainParagraphs, type Markup } from "./plain-text.ts";
import { readMetaTags, type MetaTags } from "./read-meta-tags.ts";
import { parseWrittenDate } from "./written-date.ts";

/**
 * Where a page says what, the surest first: the `citation_` tags that Google Scholar asks for
 * (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing), then bepress's, PRISM's and Dublin Core's.
 */
const names = {
  title: ["citation_title", "bepress_citation_title", "prism.title", "dc.title", "dcterms.title", "og:title"],
  author: [
    "citation_author",
    "citation_authors",
    "bepress_citation_author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
  ],
  published: [
    "citation_publication_date",
    "citation_date",
    "citation_cover_date",
    "citation_year",
    "bepress_citation_date",
    "prism.publicationdate",
    "prism.coverdate",
    "dcterms.issued",
    "dc.date.issued",
    "dc.date",
  ],
  online: ["citation_online_date", "bepress_citation_online_date"],
  venue: [
    "citation_conference_title",
    "citation_conference",
    "citation_journal_title",
    "citation_inbook_title",
    "bepress_citation_journal_title",
    "prism.publicationname",
  ],
  abstract: ["citation_abstract", "dcterms.abstract", "dc.description"],
  doi: [
    "citation_doi",
    "bepress_citation_doi",
    "prism.doi",
    "dc.identifier.doi",
    "dc.identifier",
    "dcterms.identifier",
  ],
  arxiv: ["citation_arxiv_id"],
} as const;

/**
 * What the meta tags in a page's head say of the paper whose page it is; undefined for a page that is not a paper's: one with neither
 * `citation_` tags nor `dc.identifier`. `url` is where the page was read, and stays the record's address: a page may name any other.
 */
export function parseCitationTags(html: string, url: string): PaperRecord | undefined {
  const tags = readMetaTags(html);
  if (!isPaper(tags)) return undefined;
  const title = first(tags, names.title);
  const venue = first(tags, names.venue);
  const abstract = first(tags, names.abstract);
  const published = dateIn(tags, names.published);
  return makeRecord({
    source: "page",
    url,
    title: title && plainLine(title, markupOf(title)),
    authors: authorsIn(tags),
    date: earlier(dateIn(tags, names.online), published),
    venue: venue && plainLine(venue, markupOf(venue)),
    published,
    abstract: abstract && plainParagraphs(abstract, markupOf(abstract)),
    identifiers: { doi: doiIn(tags), arxiv: first(tags, names.arxiv) },
    // The words that publishers put before the title of a paper they took back.
    withdrawn: /^(?:retracted|withdrawn)(?: article| paper)?:/i.test(title ?? ""),
  });
}

function isPaper(tags: MetaTags): boolean {
  return [...tags.keys()].some((name) => /^(?:bepress_)?citation_|^(?:dc|dcterms)\.identifier/.test(name));
}

function first(tags: MetaTags, from: readonly string[]): string | undefined {
  return from.flatMap((name) => tags.get(name)?.slice(0, 1) ?? [])[0];
}

/** One a tag; several in one where semicolons separate them, or where one tag is all there is. */
function authorsIn(tags: MetaTags): readonly string[] {
  const values = names.author.map((name) => tags.get(name) ?? []).find((each) => each.length > 0) ?? [];
  const separate = values.flatMap((value) => plainLine(value, markupOf(value)).split(";"));
  const [only] = separate;
  return separate.length === 1 && only !== undefined && isSeveral(only) ? splitAuthors(only) : separate;
}

/** `Ada Lovelace, Alan Turing`, not `Lovelace, Ada`. */
function isSeveral(text: string): boolean {
  const [one = "", two = "", three] = text.split(",").map((name) => name.trim());
  return three !== undefined || (one.includes(" ") && two.includes(" "));
}

function dateIn(tags: MetaTags, from: readonly string[]): string | undefined {
  return from.flatMap((name) => parseWrittenDate(tags.get(name)?.[0] ?? "") ?? [])[0];
}

/** The earlier of two dates; of `2024` and `2024-03` the one that says more. */
function earlier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.startsWith(other)) return one;
  return other.startsWith(one) || other < one ? other : one;
}

/** Dublin Core's identifier may be anything: the first that is a DOI. */
function doiIn(tags: MetaTags): string | undefined {
  return names.doi
    .flatMap((name) => tags.get(name) ?? [])
    .map((value) => value.replace(/^info:doi\//i, ""))
    .find((value) => parseDoi(value) !== undefined);
}

/**
 * What a value is written in. Attributes hold plain text, but publishers put markup into them, twice encoded or not, and TeX;
 * `p < 0.05 and q > 3` or `$5 and $10` are neither.
 */
function markupOf(value: string): Markup {
  if (/<\/?[a-z][a-z0-9:]{0,15}(?:\s[^<>]{0,300})?\/?>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i.test(value))
    return "html";
  return /\\[a-z]|\$(?!\s)[^$]{1,200}(?<!\s)\$(?!\d)/i.test(value) ? "latex" : "none";
}
