import { chooseTitled, type TitleQuery } from "../list/choose-titled.ts";
import { parseIdentifier, type Identifier } from "../list/identifiers.ts";
import { isSamePaper } from "../list/is-same-paper.ts";
import type { PaperQuery } from "../list/paper-query.ts";
import type { LookUp, PaperRecord, SourceName } from "../list/paper-record.ts";
import type { Identifiers } from "../list/paper.ts";
import type { Inquiry } from "./inquiry.ts";

/** Who is asked first, and who after that while nobody has answered. Those of one step are asked at once. */
interface Way {
  readonly steps: readonly (readonly SourceName[])[];
  /** The paper is not there if all of these say so. */
  readonly mustKnow: readonly SourceName[];
}

const around = ["openalex", "semantic-scholar"] as const satisfies readonly SourceName[];
const searched = ["arxiv", "crossref", "openalex", "semantic-scholar"] as const satisfies readonly SourceName[];

/**
 * Finds the paper, then what else is known of it: docs/decisions/0008-asking-the-sources.md says in which order, and why.
 * What was learned so far can be had from the inquiry at any time.
 */
export async function askSources(inquiry: Inquiry): Promise<LookUp> {
  const { query } = inquiry;
  const other = query.kind === "title" ? await search(inquiry, query) : await find(inquiry, query);
  if (other !== undefined) return other;
  await follow(inquiry);
  if (!isWhole(inquiry.records())) {
    await askAround(inquiry);
    await follow(inquiry);
  }
  return inquiry.lookUp("found");
}

/** The answer where nobody knows it, else nothing. */
async function find(inquiry: Inquiry, query: Exclude<PaperQuery, TitleQuery>): Promise<LookUp | undefined> {
  const { steps, mustKnow } = wayOf(inquiry, query);
  const denied = new Set<SourceName>();
  for (const step of steps) {
    await Promise.all(
      step.map(async (source) => {
        const answer = await inquiry.ask(source, query);
        if (answer?.kind === "found" && isAbout(answer.record, query)) inquiry.accept(answer.record);
        else if (answer !== undefined && answer.kind !== "failed") denied.add(source);
      }),
    );
    if (inquiry.records().length > 0) return undefined;
  }
  return inquiry.lookUp(mustKnow.every((source) => denied.has(source)) ? "not-found" : "unavailable");
}

function wayOf(inquiry: Inquiry, query: Exclude<PaperQuery, TitleQuery>): Way {
  if (query.kind === "page") {
    // Semantic Scholar's own pages name the paper by its id there.
    const reader = inquiry.knows("semantic-scholar", query) ? "semantic-scholar" : "page";
    return { steps: [[reader]], mustKnow: [reader] };
  }
  switch (query.identifier.kind) {
    case "arxiv":
      return { steps: [["arxiv"], ["datacite"], around], mustKnow: ["arxiv"] };
    case "doi": {
      const registrars = registrarsOf(inquiry, query);
      return { steps: [...registrars.map((source) => [source]), around], mustKnow: registrars };
    }
    case "openreview":
      return { steps: [["openreview"]], mustKnow: ["openreview"] };
    case "acl":
      return { steps: [["acl"], ["semantic-scholar"]], mustKnow: ["acl"] };
  }
}

/** Who may have given out a DOI, one after the other. All of the Anthology's are at Crossref, and say which paper it is. */
function registrarsOf(inquiry: Inquiry, query: PaperQuery): readonly SourceName[] {
  return ["crossref", inquiry.knows("acl", query) ? "acl" : "datacite"];
}

/** A service that was asked for one arXiv id and answers with another speaks of another paper; DOIs have aliases. */
function isAbout(record: PaperRecord, query: PaperQuery): boolean {
  if (query.kind !== "identifier" || query.identifier.kind === "doi") return true;
  const told = record.identifiers[query.identifier.kind];
  return told === undefined || told === query.identifier.value;
}

/** The answer where it is not sure which paper is meant, else nothing. */
async function search(inquiry: Inquiry, query: TitleQuery): Promise<LookUp | undefined> {
  const answers = await Promise.all(searched.map((source) => inquiry.ask(source, query)));
  const found = answers.flatMap((answer) => {
    if (answer?.kind === "found") return [answer.record];
    return answer?.kind === "candidates" ? answer.records : [];
  });
  const choice = chooseTitled(query, found);
  if (choice.kind === "sure") {
    choice.records.forEach(inquiry.accept);
    return undefined;
  }
  const answered = answers.some((answer) => answer !== undefined && answer.kind !== "failed");
  return inquiry.lookUp(answered ? "not-found" : "unavailable", choice.candidates);
}

/** Asks those who gave out the identifiers that are known by now. */
async function follow(inquiry: Inquiry): Promise<void> {
  const { arxiv, doi } = knownIdentifiers(inquiry);
  await Promise.all([
    arxiv === undefined ? undefined : confirm(inquiry, { kind: "arxiv", value: arxiv }),
    doi === undefined ? undefined : confirm(inquiry, { kind: "doi", value: doi }),
  ]);
}

async function confirm(inquiry: Inquiry, identifier: Identifier): Promise<void> {
  const query = { kind: "identifier", identifier } as const;
  for (const source of identifier.kind === "doi" ? registrarsOf(inquiry, query) : (["arxiv"] as const)) {
    if (isHeard(inquiry, source, identifier)) return;
    const answer = await inquiry.ask(source, query);
    if (answer?.kind !== "found") continue;
    if (!acceptSame(inquiry, answer.record)) inquiry.amend((record) => without(record, identifier));
    return;
  }
}

/** Asks the two that know papers by all their names, for the names and the venue that are missing. */
async function askAround(inquiry: Inquiry): Promise<void> {
  const known = knownIdentifiers(inquiry);
  await Promise.all(
    around.map(async (source) => {
      if (inquiry.records().some((record) => record.source === source)) return;
      const query = nameFor(inquiry, source, known);
      const answer = query === undefined ? undefined : await inquiry.ask(source, query);
      if (answer?.kind === "found") acceptSame(inquiry, answer.record);
      if (answer?.kind === "candidates") answer.records.some((record) => acceptSame(inquiry, record));
    }),
  );
}

/** By title where it knows none of the paper's names; OpenAlex counts searches, so only one of the two is bothered. */
function nameFor(inquiry: Inquiry, source: SourceName, known: Identifiers): PaperQuery | undefined {
  for (const kind of ["arxiv", "acl", "doi"] as const) {
    const value = known[kind];
    const query = value === undefined ? undefined : ({ kind: "identifier", identifier: { kind, value } } as const);
    if (query !== undefined && inquiry.knows(source, query)) return query;
  }
  const [first] = inquiry.records();
  if (first === undefined || source !== "semantic-scholar") return undefined;
  const author = first.authors?.[0];
  return { kind: "title", title: first.title, ...(author === undefined ? {} : { author }) };
}

/** A source's word counts only of the paper that was asked for. */
function acceptSame(inquiry: Inquiry, record: PaperRecord): boolean {
  const [first] = inquiry.records();
  if (first === undefined || !isSamePaper(first, record)) return false;
  inquiry.accept(record);
  return true;
}

/** Not where it spoke of a preprint, and named the publication: that has a record of its own there. */
function isHeard(inquiry: Inquiry, source: SourceName, { kind, value }: Identifier): boolean {
  return inquiry.records().some((record) => {
    const own = parseIdentifier(record.url);
    return record.source === source && (own?.kind !== kind || own.value === value);
  });
}

/** Preprint and published version are both known, the latter from who published it. */
function isWhole(records: readonly PaperRecord[]): boolean {
  return (
    records.some(({ identifiers }) => identifiers.arxiv !== undefined) &&
    records.some(({ venue, source }) => venue !== undefined && publishers.has(source))
  );
}

const publishers: ReadonlySet<SourceName> = new Set(["crossref", "datacite", "openreview", "acl"]);

function knownIdentifiers(inquiry: Inquiry): Identifiers {
  const { query } = inquiry;
  const asked = query.kind === "identifier" ? { [query.identifier.kind]: query.identifier.value } : {};
  return inquiry.records().reduceRight<Identifiers>((known, record) => ({ ...known, ...record.identifiers }), asked);
}

/** Who gave the identifier out says that it is another paper's. */
function without(record: PaperRecord, { kind, value }: Identifier): PaperRecord {
  if (record.identifiers[kind] !== value) return record;
  const { [kind]: _other, ...identifiers } = record.identifiers;
  return { ...record, identifiers };
}
