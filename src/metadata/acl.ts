import { aclOfDoi } from "../list/acl-of-doi.ts";
import type { PaperQuery } from "../list/paper-query.ts";
import { failed } from "./failed.ts";
import type { Http } from "./http.ts";
import { makeRecord } from "./make-record.ts";
import { parseBibtex, type BibtexEntry } from "./parse-bibtex.ts";
import { plainLine, plainParagraphs } from "./plain-text.ts";
import type { Source, SourceAnswer } from "./source.ts";

/**
 * The ACL Anthology, which has no API: the BibTeX file of each paper lies beside its page, `https://aclanthology.org/P19-1001.bib`
 * (https://aclanthology.org/info/development/). The DOIs that it gave out say which.
 */
export function createAclSource(): Source {
  return {
    name: "acl",
    batch: 1,
    knows: (query) => idOf(query) !== undefined,
    ask: (queries, http) => Promise.all(queries.map((query) => askOne(idOf(query), http))),
  };
}

function idOf(query: PaperQuery): string | undefined {
  if (query.kind !== "identifier") return undefined;
  const { kind, value } = query.identifier;
  if (kind === "doi") return aclOfDoi(value);
  return kind === "acl" ? value : undefined;
}

async function askOne(id: string | undefined, http: Http): Promise<SourceAnswer> {
  if (id === undefined) return { kind: "not-found" };
  const answer = await http.get({
    path: `/${id}.bib`,
    // Text, by the Anthology's own server configuration; the others are what servers that know BibTeX call it.
    accept: ["text/plain", "application/x-bibtex", "text/x-bibtex"],
    limit: 512_000,
  });
  if (answer.kind !== "body") return answer;
  const entry = await parseBibtex(answer.text);
  if (entry === undefined) return failed("acl", "nonsense", "its answer is no BibTeX of one paper");
  // A volume, `2023.acl-long.0`, is none.
  if (entry.type === "proceedings" || entry.type === "book") return { kind: "not-found" };
  const record = recordOf(id, entry);
  return record === undefined ? failed("acl", "nonsense", "its answer has no title") : { kind: "found", record };
}

function recordOf(id: string, { fields, authors }: BibtexEntry) {
  const line = (name: string) => plainLine(beginningOf(fields.get(name)), "latex");
  const date = printDate(fields.get("year"), fields.get("month"));
  return makeRecord({
    source: "acl",
    url: `https://aclanthology.org/${id}/`,
    // From LaTeX as it is written: the parser's own text has HTML in it, and macros that it does not know.
    title: line("title"),
    authors: authors.map((name) => plainLine(name, "html")),
    date,
    venue: line("booktitle") || line("journal"),
    published: date,
    abstract: plainParagraphs(beginningOf(fields.get("abstract")), "latex"),
    identifiers: { acl: id, doi: fields.get("doi") },
  });
}

/** More than any field of a record holds. */
function beginningOf(text = ""): string {
  return text.slice(0, 20_000);
}

/** `06`; `06-07` for a journal's issue; with days in it, `29 06` as well as `06 29`, the month is not sure. */
function printDate(year = "", month = ""): string {
  const number = /^(0[1-9]|1[0-2])(?:-\d\d)?$/.exec(month.trim())?.[1];
  return number === undefined ? year : `${year}-${number}`;
}
