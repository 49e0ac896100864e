import { describe, expect, it } from "vitest";
import type { PaperQuery } from "../../src/list/paper-query.ts";
import type { LookUp } from "../../src/list/paper-record.ts";
import { askSources } from "../../src/metadata/ask-sources.ts";
import { createInquiry } from "../../src/metadata/inquiry.ts";
import { fakeSources, type Say } from "./fake-sources.ts";

const arxiv = { arxiv: "2406.09246" };
const doi = { doi: "10.1109/x" };
const both = { ...arxiv, ...doi };
const venue = "Robotics and Automation Letters";
const other = { title: "Quite Another Thing", authors: ["Ann Lee"] };

const queries = {
  arxiv: { kind: "identifier", identifier: { kind: "arxiv", value: arxiv.arxiv } },
  doi: { kind: "identifier", identifier: { kind: "doi", value: doi.doi } },
  preprint: { kind: "identifier", identifier: { kind: "doi", value: "10.21203/rs.3.rs-1/v1" } },
  openreview: { kind: "identifier", identifier: { kind: "openreview", value: "abc" } },
  acl: { kind: "identifier", identifier: { kind: "acl", value: "2024.acl-long.1" } },
  aclDoi: { kind: "identifier", identifier: { kind: "doi", value: "10.18653/v1/2024.acl-long.1" } },
  page: { kind: "page", url: "https://example.org/paper" },
  scholar: { kind: "page", url: "https://www.semanticscholar.org/paper/0123" },
  title: { kind: "title", title: "One paper of many names" },
} as const satisfies Record<string, PaperQuery>;

interface Case {
  readonly name: string;
  readonly query: keyof typeof queries;
  readonly says: Readonly<Record<string, Say>>;
  readonly outcome: LookUp["outcome"];
  /** Sources of the records, in order. */
  readonly records?: string;
  /** Who was asked, in order; those between slashes at once. */
  readonly asked: string;
  readonly failed?: string;
}

const cases: readonly Case[] = [
  {
    name: "a preprint at Crossref names its publication, which is read there too",
    query: "preprint",
    says: {
      "crossref doi:10.21203/rs.3.rs-1/v1": { identifiers: doi, url: "https://doi.org/10.21203/rs.3.rs-1/v1" },
      "crossref doi:10.1109/x": { identifiers: doi, url: "https://doi.org/10.1109/x", venue },
      openalex: { identifiers: both },
      arxiv: { identifiers: arxiv },
    },
    outcome: "found",
    records: "crossref arxiv crossref openalex",
    asked: "crossref crossref openalex semantic-scholar arxiv",
  },
  {
    name: "Crossref is out of order, and the Anthology knows the paper by the id in its DOI",
    query: "aclDoi",
    says: { crossref: "down", acl: { identifiers: { acl: "2024.acl-long.1" }, venue } },
    outcome: "found",
    records: "acl",
    asked: "crossref acl openalex semantic-scholar",
    failed: "crossref",
  },
  {
    name: "neither Crossref nor the Anthology knows a DOI of the Anthology's",
    query: "aclDoi",
    says: {},
    outcome: "not-found",
    asked: "crossref acl openalex semantic-scholar",
  },
  {
    name: "arXiv names a DOI of the Anthology's, and Crossref is out of order",
    query: "arxiv",
    says: {
      arxiv: { identifiers: { ...arxiv, doi: "10.18653/v1/2024.acl-long.1" } },
      crossref: "down",
      acl: { identifiers: { acl: "2024.acl-long.1", doi: "10.18653/v1/2024.acl-long.1" }, venue },
    },
    outcome: "found",
    records: "arxiv acl",
    asked: "arxiv crossref acl",
    failed: "crossref",
  },
  {
    name: "arXiv knows where it was published, and the publisher is asked",
    query: "arxiv",
    says: { arxiv: { identifiers: both }, crossref: { identifiers: doi, venue } },
    outcome: "found",
    records: "arxiv crossref",
    asked: "arxiv crossref",
  },
  {
    name: "arXiv does not know, and those who know many names are asked, then the publisher",
    query: "arxiv",
    says: {
      arxiv: { identifiers: arxiv },
      "semantic-scholar": { identifiers: both },
      crossref: { identifiers: doi, venue },
    },
    outcome: "found",
    records: "arxiv crossref semantic-scholar",
    asked: "arxiv openalex semantic-scholar crossref",
  },
  {
    name: "the publisher is out of order, and others know the venue",
    query: "arxiv",
    says: { arxiv: { identifiers: both }, crossref: "down", "semantic-scholar": { identifiers: arxiv, venue } },
    outcome: "found",
    records: "arxiv semantic-scholar",
    asked: "arxiv crossref datacite openalex semantic-scholar",
    failed: "crossref",
  },
  {
    name: "what only adds may fail",
    query: "arxiv",
    says: { arxiv: { identifiers: arxiv }, openalex: "down", "semantic-scholar": "down" },
    outcome: "found",
    records: "arxiv",
    asked: "arxiv openalex semantic-scholar",
    failed: "openalex semantic-scholar",
  },
  {
    name: "arXiv is out of order, and DataCite knows",
    query: "arxiv",
    says: { arxiv: "down", datacite: { identifiers: arxiv } },
    outcome: "found",
    records: "datacite",
    asked: "arxiv datacite openalex semantic-scholar",
    failed: "arxiv",
  },
  {
    name: "arXiv and DataCite are out of order",
    query: "arxiv",
    says: { arxiv: "down", datacite: "down", "semantic-scholar": { identifiers: arxiv } },
    outcome: "found",
    records: "semantic-scholar",
    asked: "arxiv datacite openalex semantic-scholar",
    failed: "arxiv datacite",
  },
  {
    name: "arXiv says there is none, and nobody else knows it",
    query: "arxiv",
    says: { "semantic-scholar": "down" },
    outcome: "not-found",
    asked: "arxiv datacite openalex semantic-scholar",
    failed: "semantic-scholar",
  },
  {
    name: "only arXiv could say that there is none",
    query: "arxiv",
    says: { arxiv: "down" },
    outcome: "unavailable",
    asked: "arxiv datacite openalex semantic-scholar",
    failed: "arxiv",
  },
  {
    name: "arXiv answers with another paper",
    query: "arxiv",
    says: { arxiv: { identifiers: { arxiv: "2406.00001" } } },
    outcome: "not-found",
    asked: "arxiv datacite openalex semantic-scholar",
  },
  {
    name: "a publisher's paper is on arXiv too",
    query: "doi",
    says: { crossref: { identifiers: doi, venue }, openalex: { identifiers: both }, arxiv: { identifiers: arxiv } },
    outcome: "found",
    records: "crossref arxiv openalex",
    asked: "crossref openalex semantic-scholar arxiv",
  },
  {
    name: "DataCite knows DOIs that Crossref does not",
    query: "doi",
    says: { datacite: { identifiers: doi } },
    outcome: "found",
    records: "datacite",
    asked: "crossref datacite openalex semantic-scholar",
  },
  {
    name: "Crossref is out of order, and DataCite does not know the DOI",
    query: "doi",
    says: { crossref: "down" },
    outcome: "unavailable",
    asked: "crossref datacite openalex semantic-scholar",
    failed: "crossref",
  },
  {
    name: "nobody gave out this DOI",
    query: "doi",
    says: {},
    outcome: "not-found",
    asked: "crossref datacite openalex semantic-scholar",
  },
  {
    name: "OpenReview's paper is looked for by its title, once",
    query: "openreview",
    says: {
      openreview: { identifiers: { openreview: "abc" }, venue: "ICLR 2025" },
      "semantic-scholar": [other, { identifiers: arxiv }],
      arxiv: { identifiers: arxiv },
    },
    outcome: "found",
    records: "openreview arxiv semantic-scholar",
    asked: "openreview semantic-scholar arxiv",
  },
  {
    name: "OpenReview is out of order",
    query: "openreview",
    says: { openreview: "down" },
    outcome: "unavailable",
    asked: "openreview",
    failed: "openreview",
  },
  {
    name: "the Anthology's paper has other names",
    query: "acl",
    says: {
      acl: { identifiers: { acl: "2024.acl-long.1" }, venue: "ACL 2024" },
      "semantic-scholar": { identifiers: { acl: "2024.acl-long.1", ...arxiv } },
      arxiv: { identifiers: arxiv },
    },
    outcome: "found",
    records: "acl arxiv semantic-scholar",
    asked: "acl semantic-scholar arxiv",
  },
  {
    name: "a page tells identifiers, and who gave them out is asked",
    query: "page",
    says: { page: { identifiers: both }, arxiv: { identifiers: arxiv }, crossref: { identifiers: doi, venue } },
    outcome: "found",
    records: "page arxiv crossref",
    asked: "page arxiv crossref",
  },
  {
    name: "a page that is no paper's",
    query: "page",
    says: {},
    outcome: "not-found",
    asked: "page",
  },
  {
    name: "a page of Semantic Scholar is its record",
    query: "scholar",
    says: { "semantic-scholar": { identifiers: arxiv }, arxiv: { identifiers: arxiv } },
    outcome: "found",
    records: "semantic-scholar arxiv",
    asked: "semantic-scholar arxiv openalex",
  },
  {
    name: "a title is looked for everywhere at once",
    query: "title",
    says: { arxiv: [{ identifiers: arxiv }], crossref: [other, { identifiers: doi, venue }] },
    outcome: "found",
    records: "arxiv crossref",
    asked: "arxiv crossref openalex semantic-scholar",
  },
  {
    name: "a title that several papers have",
    query: "title",
    says: { arxiv: [{ identifiers: arxiv }, { identifiers: { arxiv: "2406.00001" } }] },
    outcome: "not-found",
    asked: "arxiv crossref openalex semantic-scholar",
  },
  {
    name: "a title that nobody could look for",
    query: "title",
    says: { arxiv: "down", crossref: "down", openalex: "down", "semantic-scholar": "down" },
    outcome: "unavailable",
    asked: "arxiv crossref openalex semantic-scholar",
    failed: "arxiv crossref openalex semantic-scholar",
  },
];

describe("asking the sources", () => {
  it.each(cases)("$name", async ({ query, says, outcome, records = "", asked, failed = "" }) => {
    const sources = fakeSources(says);
    const lookUp = await askSources(createInquiry(queries[query], sources));
    expect(lookUp.outcome).toBe(outcome);
    expect(lookUp.records.map(({ source }) => source).join(" ")).toBe(records);
    expect(sources.asked.map((key) => key.split(" ")[0]).join(" ")).toBe(asked);
    expect(
      lookUp.failures
        .map(({ source }) => source)
        .toSorted()
        .join(" "),
    ).toBe(failed);
    expect(JSON.parse(JSON.stringify(lookUp))).toEqual(lookUp);
  });
});

describe("another paper does not slip in", () => {
  it("by a title's search", async () => {
    const says = { openreview: { authors: ["Moo Jin Kim"] }, "semantic-scholar": [other, { authors: ["Ann Lee"] }] };
    const { records } = await askSources(createInquiry(queries.openreview, fakeSources(says)));
    expect(records).toHaveLength(1);
  });

  it("by a DOI that somebody gave it by mistake: the DOI goes too", async () => {
    const says = {
      arxiv: { identifiers: arxiv, authors: ["Moo Jin Kim"] },
      "semantic-scholar": { identifiers: both },
      crossref: { identifiers: doi, venue, ...other },
    };
    const { records } = await askSources(createInquiry(queries.arxiv, fakeSources(says)));
    expect(records.map(({ source, identifiers }) => [source, identifiers])).toEqual([
      ["arxiv", arxiv],
      ["semantic-scholar", arxiv],
    ]);
  });

  it("but is shown where the paper's own record gives that DOI", async () => {
    const says = { arxiv: { identifiers: both }, crossref: { identifiers: doi, venue, ...other } };
    const { records } = await askSources(createInquiry(queries.arxiv, fakeSources(says)));
    expect(records.map(({ title }) => title)).toContain(other.title);
  });
});

it("shows which papers a title may mean", async () => {
  const says = { arxiv: [{ title: "One Paper of Several Names", identifiers: arxiv }], openalex: [other] };
  const lookUp = await askSources(createInquiry(queries.title, fakeSources(says)));
  expect(lookUp.candidates?.map(({ source }) => source)).toEqual(["arxiv", "openalex"]);
  expect(lookUp.records).toEqual([]);
});

it("tells what it knows before it is done", async () => {
  const sources = fakeSources({ arxiv: { identifiers: arxiv } });
  const inquiry = createInquiry(queries.arxiv, {
    ...sources,
    ask: (source, query) => (source === "openalex" ? new Promise(() => undefined) : sources.ask(source, query)),
  });
  void askSources(inquiry);
  expect(inquiry.soFar()).toMatchObject({ outcome: "unavailable", failures: [{ source: "arxiv", why: "timed-out" }] });
  await new Promise((resolve) => setImmediate(resolve));
  expect(inquiry.soFar()).toMatchObject({
    outcome: "found",
    records: [{ source: "arxiv" }],
    failures: [{ source: "openalex", why: "timed-out" }],
  });
});
