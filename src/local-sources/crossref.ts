import { splitName, type KnownPaper } from "./known-paper.ts";
import { json, strangeFields, strangeParameter, type Question, type Reply } from "./reply.ts";
import { searchTitles } from "./search-titles.ts";

/** Most of https://api.crossref.org/swagger-ui/index.html#/Works: what may be selected. */
const selectable =
  "DOI type title subtitle author container-title event abstract relation published-print published-online posted issued update-to updated-by";

/** One work by its DOI, with no parameter but `mailto`; or works by words. */
export function answerAsCrossref({ path, query }: Question, papers: readonly KnownPaper[]): Reply {
  const [route, doi, ...rest] = path;
  if (route !== "works" || rest.length > 0) return notFound;
  const strange = strangeParameter(
    query,
    doi === undefined ? ["query.bibliographic", "rows", "select", "mailto"] : ["mailto"],
  );
  if (strange !== undefined) return refuse("parameter-not-allowed", strange);
  const published = papers.filter(({ publication }) => publication?.doi !== undefined);
  if (doi !== undefined) {
    const paper = published.find(({ publication }) => publication?.doi?.toLowerCase() === doi.toLowerCase());
    return paper === undefined ? notFound : json({ status: "ok", "message-type": "work", message: printWork(paper) });
  }
  const fields = query.get("select");
  const [unknown] = strangeFields(fields, selectable);
  if (unknown !== undefined) return refuse("parameter-not-allowed", unknown);
  const rows = query.get("rows") ?? "20";
  if (!/^\d{1,3}$/.test(rows)) return refuse("integer-not-valid", rows);
  const found = searchTitles(published, query.get("query.bibliographic") ?? "", Number(rows)).map(printWork);
  const items = fields === null ? found : found.map((work) => pick(work, fields.split(",")));
  return json({ status: "ok", "message-type": "work-list", message: { "total-results": items.length, items } });
}

const notFound: Reply = { status: 404, type: "text/plain; charset=utf-8", body: "Resource not found." };

function refuse(type: string, value: string): Reply {
  return json({ status: "failed", "message-type": "validation-failure", message: [{ type, value }] }, 400);
}

/** https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md */
function printWork({ title, authors, abstract, publication }: KnownPaper): Readonly<Record<string, unknown>> {
  const date = { "date-parts": [publication?.date.split("-").map(Number)] };
  return {
    DOI: publication?.doi?.toLowerCase(),
    type: publication?.kind === "journal" ? "journal-article" : "proceedings-article",
    title: [title],
    author: authors.map((name, at) => ({ ...splitName(name), sequence: at === 0 ? "first" : "additional" })),
    "container-title": [publication?.venue],
    abstract: `<jats:title>Abstract</jats:title><jats:p>${abstract}</jats:p>`,
    "published-print": date,
    issued: date,
    relation: {},
  };
}

function pick(work: Readonly<Record<string, unknown>>, fields: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(work).filter(([field]) => fields.includes(field)));
}
