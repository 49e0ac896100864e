import { identifierUrl, parseIdentifier } from "../list/identifiers.ts";
import type { PaperQuery } from "../list/paper-query.ts";
import type { PaperRecord } from "../list/paper-record.ts";
import { earliestDate } from "./earliest-date.ts";
import { integerAt, isObjectAt, listAt, textAt, valueAt } from "./json-answer.ts";
import { createJsonSource, type JsonRequest } from "./json-source.ts";
import { findLinksInComment } from "./links-in-comment.ts";
import { makeRecord } from "./make-record.ts";
import { plainLine, plainParagraphs, type Markup } from "./plain-text.ts";
import type { Source } from "./source.ts";
import { findVenueInComment } from "./venue-in-comment.ts";
import { isWithdrawalNotice, isWithdrawn } from "./withdrawal.ts";

/** Types of https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-1/resourceTypeGeneral/ that are no papers. */
const notPapers: ReadonlySet<string> = new Set(
  "Audiovisual Award Collection ComputationalNotebook Dataset Event Image Instrument InteractiveResource Model OutputManagementPlan PeerReview PhysicalObject Project Service Software Sound StudyRegistration Workflow".split(
    " ",
  ),
);

/**
 * DataCite, where arXiv and many repositories register their DOIs: https://support.datacite.org/docs/api-get-doi, and for the fields
 * https://datacite-metadata-schema.readthedocs.io/en/4.6/. Each arXiv id has the DOI `10.48550/arXiv.<id>`: https://info.arxiv.org/help/doi.html
 */
export function createDataciteSource(): Source {
  return createJsonSource({
    name: "datacite",
    requestFor,
    workOf: (answer) => (isObjectAt(answer, "data", "attributes") ? valueAt(answer, "data", "attributes") : undefined),
    worksOf: () => undefined,
    readWork,
  });
}

function requestFor(query: PaperQuery): JsonRequest | undefined {
  if (query.kind !== "identifier") return undefined;
  const { kind, value } = query.identifier;
  if (kind !== "arxiv" && kind !== "doi") return undefined;
  const doi = kind === "arxiv" ? `10.48550/arxiv.${value}` : value;
  return {
    path: `/dois/${encodeURIComponent(doi.toWellFormed())}`,
    accept: ["application/vnd.api+json", "application/json"],
  };
}

function readWork(work: unknown): PaperRecord | undefined {
  const own = parseIdentifier(textAt(work, "doi") ?? "");
  if (own === undefined || notPapers.has(textAt(work, "types", "resourceTypeGeneral") ?? "")) return undefined;
  const isArxiv = own.kind === "arxiv";
  const markup: Markup = isArxiv ? "latex" : "html";
  const abstract = plainParagraphs(readDescription(work, "Abstract"), markup);
  const comment = isArxiv ? readDescription(work, "Other") : "";
  const issued = earliestDate([...readDates(work, "Issued"), integerAt(work, "publicationYear")?.toString()]);
  const container = plainLine(readContainer(work), markup);
  return makeRecord({
    source: "datacite",
    url: identifierUrl(own),
    title: plainLine(readTitle(work), markup),
    authors: listAt(work, "creators").map((creator) => plainLine(readCreator(creator), markup)),
    date: earliestDate([...readDates(work, "Submitted"), ...readDates(work, "Available"), issued]),
    ...(container === "" ? findVenueInComment(comment) : { venue: container, published: issued }),
    abstract: isWithdrawalNotice(abstract) ? undefined : abstract,
    identifiers: isArxiv ? { arxiv: own.value, doi: readPublishedDoi(work) } : { [own.kind]: own.value },
    links: findLinksInComment(comment),
    withdrawn: isWithdrawn(comment, abstract),
  });
}

/** The title has no type; others are subtitles and translations. */
function readTitle(work: unknown): string {
  const titles = listAt(work, "titles");
  const subtitle = titles.find((title) => textAt(title, "titleType") === "Subtitle");
  const title = textAt(titles.find((each) => textAt(each, "titleType") === undefined) ?? titles[0], "title") ?? "";
  const second = textAt(subtitle, "title");
  return second === undefined || title === second ? title : `${title}: ${second}`;
}

function readCreator(creator: unknown): string {
  const [given, family] = [textAt(creator, "givenName"), textAt(creator, "familyName")];
  return given === undefined || family === undefined ? (textAt(creator, "name") ?? "") : `${given} ${family}`;
}

function readDescription(work: unknown, type: string): string {
  const description = listAt(work, "descriptions").find((each) => textAt(each, "descriptionType") === type);
  return textAt(description, "description") ?? "";
}

/** `2024-06-13T15:46:55Z`, `2024-06`, `2024`: the day of each. */
function readDates(work: unknown, type: string): readonly (string | undefined)[] {
  return listAt(work, "dates")
    .filter((date) => textAt(date, "dateType") === type)
    .map((date) => textAt(date, "date")?.slice(0, 10));
}

/** The journal or book. A publisher is none, and a repository says that it is one. */
function readContainer(work: unknown): string {
  const publishedIn = listAt(work, "relatedItems").find((item) => textAt(item, "relationType") === "IsPublishedIn");
  const container =
    textAt(work, "container", "type") === "DataRepository" ? undefined : textAt(work, "container", "title");
  return textAt(publishedIn, "titles", 0, "title") ?? container ?? "";
}

/** arXiv names the published version of a preprint so, and no other. Elsewhere `IsVersionOf` leads to a DOI for all versions. */
function readPublishedDoi(work: unknown): string | undefined {
  const related = listAt(work, "relatedIdentifiers").filter(
    (each) => textAt(each, "relationType") === "IsVersionOf" && textAt(each, "relatedIdentifierType") === "DOI",
  );
  return related.length === 1 ? textAt(related[0], "relatedIdentifier") : undefined;
}
