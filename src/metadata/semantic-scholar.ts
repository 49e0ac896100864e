import type { PaperQuery } from "../list/paper-query.ts";
import type { PaperRecord } from "../list/paper-record.ts";
import { earliestDate } from "./earliest-date.ts";
import { idPath } from "./id-path.ts";
import { integerAt, listAt, textAt, valueAt } from "./json-answer.ts";
import { createJsonSource, type JsonRequest } from "./json-source.ts";
import { makeRecord } from "./make-record.ts";
import { mixedLine, mixedParagraphs } from "./mixed-text.ts";
import type { Source } from "./source.ts";

const fields = "title,authors,year,publicationDate,venue,publicationVenue,externalIds,abstract";

/**
 * Semantic Scholar's Academic Graph: https://api.semanticscholar.org/api-docs/graph. One paper a request, for its batch wants a POST.
 * What it takes for one paper may be a preprint and its publication.
 */
export function createSemanticScholarSource(): Source {
  return createJsonSource({
    name: "semantic-scholar",
    requestFor,
    workOf: (answer) => (textAt(answer, "paperId") === undefined ? undefined : answer),
    worksOf: (answer) => valueAt(answer, "data"),
    readWork: readPaper,
  });
}

function requestFor(query: PaperQuery): JsonRequest | undefined {
  if (query.kind === "title") return { path: "/paper/search/match", query: { query: query.title, fields } };
  const id = paperId(query);
  return id === undefined ? undefined : { path: `/paper/${id}`, query: { fields } };
}

function paperId(query: Exclude<PaperQuery, { kind: "title" }>): string | undefined {
  if (query.kind === "page") return idOfPage(query.url);
  const { kind, value } = query.identifier;
  switch (kind) {
    case "arxiv":
      return `ARXIV:${idPath(value)}`;
    case "doi":
      return `DOI:${idPath(value)}`;
    case "acl":
      return `ACL:${idPath(value)}`;
    case "openreview":
      return undefined;
  }
}

/** `semanticscholar.org/paper/Title-Author/<sha>`, with or without the title; `api.semanticscholar.org/CorpusID:<number>`. */
function idOfPage(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { hostname, pathname } = new URL(text);
  if (!/^(?:(?:www|api)\.)?semanticscholar\.org$/.test(hostname)) return undefined;
  const sha = /^\/(?:paper|reader)\/(?:[^/]{1,300}\/)?([0-9a-f]{40})(?:\/|$)/.exec(pathname)?.[1];
  const corpus = /^\/CorpusID:([0-9]{1,12})$/i.exec(pathname)?.[1];
  return sha ?? (corpus === undefined ? undefined : `CorpusId:${corpus}`);
}

function readPaper(paper: unknown): PaperRecord | undefined {
  const id = textAt(paper, "paperId") ?? "";
  return makeRecord({
    source: "semantic-scholar",
    url: /^[0-9a-f]{40}$/.test(id) ? `https://www.semanticscholar.org/paper/${id}` : "",
    title: mixedLine(textAt(paper, "title")),
    authors: listAt(paper, "authors").map((author) => mixedLine(textAt(author, "name"))),
    date: earliestDate([textAt(paper, "publicationDate"), integerAt(paper, "year")?.toString()]),
    venue: textAt(paper, "venue") ?? textAt(paper, "publicationVenue", "name"),
    abstract: mixedParagraphs(textAt(paper, "abstract")),
    identifiers: {
      arxiv: textAt(paper, "externalIds", "ArXiv"),
      doi: textAt(paper, "externalIds", "DOI"),
      acl: textAt(paper, "externalIds", "ACL"),
    },
  });
}
