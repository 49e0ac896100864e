import { createHash } from "node:crypto";
import { arxivDoi, firstDay, type KnownPaper } from "./known-paper.ts";
import { json, strangeFields, strangeParameter, type Question, type Reply } from "./reply.ts";
import { searchTitles } from "./search-titles.ts";

const selectable = "paperId title authors year publicationDate venue publicationVenue externalIds abstract";

/** https://api.semanticscholar.org/api-docs/graph: a paper by any of its ids, and the one whose title matches best. */
export function answerAsSemanticScholar({ path, query }: Question, papers: readonly KnownPaper[]): Reply {
  const [route, ...rest] = path;
  const id = rest.join("/");
  if (route !== "paper" || id === "") return refuse(404, "Not found");
  const isMatch = id === "search/match";
  const strange =
    strangeParameter(query, isMatch ? ["query", "fields"] : ["fields"]) ??
    strangeFields(query.get("fields"), selectable)[0];
  if (strange !== undefined) return refuse(400, `Unrecognized or unsupported fields: [${strange}]`);
  if (!isMatch) {
    const paper = papers.find((one) => namesOf(one).has(id.toLowerCase()));
    return paper === undefined ? refuse(404, `Paper with id ${id} not found`) : json(printPaper(paper));
  }
  const title = query.get("query") ?? "";
  if (title === "") return refuse(400, "Missing required parameter: query");
  const [best] = searchTitles(papers, title, 1);
  return best === undefined
    ? refuse(404, "Title match not found")
    : json({ data: [{ ...printPaper(best), matchScore: 100.5 }] });
}

function refuse(status: number, error: string): Reply {
  return json({ error }, status);
}

/** In lower case. */
function namesOf({ title, arxiv, publication }: KnownPaper): ReadonlySet<string> {
  const names = [
    paperId(title),
    arxiv && `ARXIV:${arxiv.id}`,
    arxiv && `DOI:${arxivDoi(arxiv.id)}`,
    publication?.doi !== undefined && `DOI:${publication.doi}`,
    publication?.acl !== undefined && `ACL:${publication.acl}`,
  ];
  return new Set(names.filter((name) => typeof name === "string").map((name) => name.toLowerCase()));
}

function printPaper(paper: KnownPaper) {
  const { title, authors, abstract, arxiv, publication } = paper;
  const venue = publication?.venue ?? (arxiv ? "arXiv.org" : "");
  return {
    paperId: paperId(title),
    externalIds: {
      ArXiv: arxiv?.id,
      DOI: publication?.doi ?? (arxiv && arxivDoi(arxiv.id)),
      ACL: publication?.acl,
      CorpusId: parseInt(paperId(title).slice(0, 7), 16),
    },
    publicationVenue: venue === "" ? null : { name: venue },
    title,
    abstract,
    venue,
    year: Number(firstDay(paper)?.slice(0, 4)),
    publicationDate: firstDay(paper),
    authors: authors.map((name) => ({ authorId: null, name })),
  };
}

function paperId(title: string): string {
  return createHash("sha1").update(title).digest("hex");
}
