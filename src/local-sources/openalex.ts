import { arxivDoi, firstDay, type KnownPaper } from "./known-paper.ts";
import { json, strangeFields, strangeParameter, type Question, type Reply } from "./reply.ts";
import { searchTitles } from "./search-titles.ts";

const selectable =
  "id doi type display_name authorships publication_date publication_year primary_location locations abstract_inverted_index is_retracted";

/** https://developers.openalex.org/api-reference/works: one work by its DOI, or works by `filter=title.search:…`. */
export function answerAsOpenalex({ path, query }: Question, papers: readonly KnownPaper[]): Reply {
  const [route, ...id] = path;
  if (route !== "works") return { status: 404, type: "text/html; charset=utf-8", body: "<h1>Not Found</h1>" };
  const single = id.length > 0;
  const own = ["select", "api_key"];
  const strange =
    strangeParameter(query, single ? own : [...own, "filter", "per_page", "page"]) ??
    strangeFields(query.get("select"), selectable)[0];
  if (strange !== undefined) return refuse(`${strange} is not a valid parameter or field.`);
  const known = papers.filter((paper) => doiOf(paper) !== undefined);
  if (single) {
    const doi = id.join("/").replace(/^doi:/, "").toLowerCase();
    const paper = known.find((one) => doiOf(one)?.toLowerCase() === doi);
    return paper === undefined ? notFound : json(printWork(paper));
  }
  // A comma would begin another filter, a pipe an alternative.
  const title = /^title\.search:([^,|"()]+)$/.exec(query.get("filter") ?? "")?.[1];
  if (title === undefined) return refuse("The filter is not valid.");
  const results = searchTitles(known, title, Number(query.get("per_page") ?? "25")).map(printWork);
  return json({ meta: { count: results.length, page: 1 }, results });
}

const notFound: Reply = { status: 404, type: "text/html; charset=utf-8", body: "<!doctype html><title>404</title>" };

function refuse(message: string): Reply {
  return json({ error: "Invalid query parameters error.", message }, 400);
}

/** A preprint that was published is one work with its publication, under that one's DOI. */
function doiOf({ arxiv, publication }: KnownPaper): string | undefined {
  return publication?.doi ?? (arxiv && arxivDoi(arxiv.id));
}

function printWork(paper: KnownPaper) {
  const { title, authors, abstract, arxiv, publication } = paper;
  const locations = [
    publication?.doi !== undefined && {
      landing_page_url: `https://doi.org/${publication.doi.toLowerCase()}`,
      source: { display_name: publication.venue, type: publication.kind },
    },
    arxiv && {
      landing_page_url: `http://arxiv.org/abs/${arxiv.id}`,
      pdf_url: `https://arxiv.org/pdf/${arxiv.id}`,
      source: { display_name: "arXiv (Cornell University)", type: "repository" },
    },
  ].filter((location) => typeof location === "object");
  return {
    id: `https://openalex.org/W${Number.parseInt(Buffer.from(title).toString("hex").slice(-8), 16)}`,
    doi: `https://doi.org/${doiOf(paper)?.toLowerCase()}`,
    type: publication?.doi === undefined ? "preprint" : "article",
    display_name: title,
    publication_date: firstDay(paper),
    publication_year: Number(firstDay(paper)?.slice(0, 4)),
    authorships: authors.map((name) => ({ author: { display_name: name }, raw_author_name: name })),
    primary_location: locations[0] ?? null,
    locations,
    abstract_inverted_index: invert(abstract),
    is_retracted: false,
  };
}

/** Each word with its places. */
function invert(text: string): Readonly<Record<string, readonly number[]>> {
  const places = new Map<string, number[]>();
  text.split(" ").forEach((word, at) => places.set(word, [...(places.get(word) ?? []), at]));
  return Object.fromEntries(places);
}
