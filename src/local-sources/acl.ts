import { splitName, type KnownPaper } from "./known-paper.ts";
import type { Question, Reply } from "./reply.ts";

/** The BibTeX beside a paper's page: https://aclanthology.org/info/development/ */
export function answerAsAcl({ path }: Question, papers: readonly KnownPaper[]): Reply {
  const id = path.length === 1 ? /^(.+)\.bib$/.exec(path[0] ?? "")?.[1] : undefined;
  const paper = papers.find(({ publication }) => publication?.acl !== undefined && publication.acl === id);
  return paper === undefined
    ? { status: 404, type: "text/html; charset=utf-8", body: "<title>404 Not Found</title>" }
    : { status: 200, type: "text/plain; charset=utf-8", body: printEntry(paper) };
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function printEntry({ title, authors, abstract, publication }: KnownPaper): string {
  const [year = "", month = ""] = publication?.date.split("-") ?? [];
  const names = authors.map(splitName).map(({ given, family }) => `${family}, ${given}`);
  const doi = publication?.doi === undefined ? "" : `\n    doi = "${publication.doi}",`;
  return `@inproceedings{${publication?.acl?.toLowerCase()},
    title = "${title}",
    author = "${names.join("  and\n      ")}",
    booktitle = "${publication?.venue}",
    month = ${months[Number(month) - 1]},
    year = "${year}",${doi}
    url = "https://aclanthology.org/${publication?.acl}/",
    abstract = "${abstract}"
}
`;
}
