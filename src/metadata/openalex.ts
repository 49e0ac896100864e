import type { PaperQuery } from "../list/paper-query.ts";
import type { PaperRecord } from "../list/paper-record.ts";
import { earliestDate } from "./earliest-date.ts";
import { idPath } from "./id-path.ts";
import { integerAt, listAt, textAt, valueAt } from "./json-answer.ts";
import { createJsonSource, type JsonRequest } from "./json-source.ts";
import { makeRecord } from "./make-record.ts";
import { mixedLine, mixedParagraphs } from "./mixed-text.ts";
import { onlyIdentifier } from "./only-identifier.ts";
import { readInvertedIndex } from "./read-inverted-index.ts";
import type { Source } from "./source.ts";

const select =
  "id,doi,type,display_name,authorships,publication_date,publication_year," +
  "primary_location,locations,abstract_inverted_index,is_retracted";

/** Types of https://developers.openalex.org/api-reference/work-types that are about papers and are none. */
const notPapers: ReadonlySet<string> = new Set(
  "book-review dataset erratum libguides paratext peer-review retraction supplementary-materials".split(" "),
);

/** UTF-16 units; in Chinese nine bytes of an address each. */
const longestSearch = 300;

/** Lists of authors are cut off there: https://docs.openalex.org/api-entities/works/work-object */
const authorsAtMost = 100;

/**
 * OpenAlex, an index of all fields: https://developers.openalex.org/api-reference/works. Since February 2026 it wants an API key and
 * takes no `mailto`; without a key one work by its identifier stays free, and a day's few searches
 * (https://developers.openalex.org/api-reference/authentication): after them it refuses, which is a failure of this source only.
 */
export function createOpenalexSource(): Source {
  return createJsonSource({
    name: "openalex",
    requestFor,
    workOf: (answer) => (textAt(answer, "id") === undefined ? undefined : answer),
    worksOf: (answer) => valueAt(answer, "results"),
    readWork,
  });
}

/**
 * An arXiv paper is known by the DOI that arXiv gave it. The filter `title.search` is called deprecated
 * (https://developers.openalex.org/api-reference/works); what should replace it looks into abstracts and full texts too.
 */
function requestFor(query: PaperQuery): JsonRequest | undefined {
  switch (query.kind) {
    case "identifier": {
      const { kind, value } = query.identifier;
      const doi = kind === "arxiv" ? `10.48550/arxiv.${value}` : kind === "doi" ? value : undefined;
      return doi === undefined ? undefined : { path: `/works/doi:${idPath(doi)}`, query: { select } };
    }
    case "title": {
      const words = searchWords(query.title);
      const filter = `title.search:${words}`;
      return words === "" ? undefined : { path: "/works", query: { filter, per_page: "5", select } };
    }
    case "page":
      return undefined;
  }
}

/**
 * A title as words only: a comma, pipe, quote, bracket or capital AND would be part of the filter's language, encoded or not
 * (https://github.com/ropensci/openalexR/issues/254). Words with an apostrophe find nothing, and a request ends at 4 KB.
 */
function searchWords(title: string): string {
  const whole = title.length > longestSearch ? title.slice(0, longestSearch).replace(/\s\S*$/u, "") : title;
  return whole
    .toLowerCase()
    .replaceAll(/\S{0,60}['’`]\S{0,60}/gu, " ")
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

function readWork(work: unknown): PaperRecord | undefined {
  if (notPapers.has(textAt(work, "type") ?? "")) return undefined;
  const authors = listAt(work, "authorships").map(readAuthor);
  const locations = listAt(work, "locations").flatMap((at) => [textAt(at, "landing_page_url"), textAt(at, "pdf_url")]);
  return makeRecord({
    source: "openalex",
    url: textAt(work, "id") ?? "",
    title: mixedLine(textAt(work, "display_name")),
    authors: authors.length === authorsAtMost ? [] : authors,
    date: readDate(work),
    venue: readVenue(work),
    abstract: mixedParagraphs(readInvertedIndex(valueAt(work, "abstract_inverted_index"))),
    identifiers: {
      doi: textAt(work, "doi"),
      arxiv: onlyIdentifier("arxiv", locations),
      openreview: onlyIdentifier("openreview", locations),
      acl: onlyIdentifier("acl", locations),
    },
    withdrawn: valueAt(work, "is_retracted") === true,
  });
}

/** As the paper prints it; `author` is the person that OpenAlex takes it for. */
function readAuthor(authorship: unknown): string {
  return mixedLine(textAt(authorship, "raw_author_name") ?? textAt(authorship, "author", "display_name"));
}

/** Where only the year is known the date is its first of January. */
function readDate(work: unknown): string | undefined {
  const year = integerAt(work, "publication_year");
  return earliestDate([textAt(work, "publication_date")?.replace(/-01-01$/, ""), year?.toString()]);
}

/** Where it is had may be a repository, a series of books or a platform; those published nothing. */
function readVenue(work: unknown): string | undefined {
  const type = textAt(work, "primary_location", "source", "type");
  const isVenue = type === "journal" || type === "conference";
  return isVenue ? textAt(work, "primary_location", "source", "display_name") : undefined;
}
