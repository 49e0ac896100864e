import { expect, it } from "vitest";
import type { PaperQuery } from "../../src/list/paper-query.ts";
import type { IdentifierKind } from "../../src/list/paper.ts";
import { createOpenalexSource } from "../../src/metadata/openalex.ts";
import { fakeHttp, readAnswer } from "../support/fake-http.ts";

const source = createOpenalexSource();
const byId = (kind: IdentifierKind, value: string): PaperQuery => ({ kind: "identifier", identifier: { kind, value } });
const byTitle = (title: string): PaperQuery => ({ kind: "title", title });
const select =
  "id,doi,type,display_name,authorships,publication_date,publication_year,primary_location,locations,abstract_inverted_index,is_retracted";

it.each([
  [
    "a journal's article that is on arXiv too, names as printed",
    "journal-article",
    {
      url: "https://openalex.org/W4403325147",
      title: "Diffusion policy: Visuomotor policy learning via action diffusion",
      authors: ["Cheng Chi", "Shuran Song"],
      date: "2024-10-11",
      venue: "The International Journal of Robotics Research",
      abstract: "This paper introduces Diffusion Policy.",
      identifiers: { doi: "10.1177/02783649241273668", arxiv: "2303.04137" },
    },
  ],
  [
    "a preprint: no venue, its arXiv id for its DOI, the forum it was discussed in",
    "arxiv-preprint",
    {
      url: "https://openalex.org/W4399760101",
      title: "OpenVLA: An Open-Source Vision-Language-Action Model",
      authors: ["Moo Jin Kim", "Karl Pertsch"],
      date: "2024-06-13",
      identifiers: { arxiv: "2406.09246", openreview: "ZMnD6QZAE6" },
    },
  ],
  [
    "a retracted one, a year that looks like a day, two arXiv ids of which one is wrong",
    "conference-paper",
    {
      url: "https://openalex.org/W3015453090",
      title: "S2ORC: The Semantic Scholar Open Research Corpus",
      authors: ["Kyle Lo"],
      date: "2020",
      venue: "Annual Meeting of the Association for Computational Linguistics",
      identifiers: { doi: "10.18653/v1/2020.acl-main.447", acl: "2020.acl-main.447" },
      withdrawn: true,
    },
  ],
  [
    "null everywhere, and places that no abstract has",
    "null-everywhere",
    {
      url: "https://openalex.org/W2741809807",
      title: "The state of OA",
      authors: ["Heather Piwowar"],
      date: "2018",
      abstract: "state",
      identifiers: {},
    },
  ],
])("reads %s", async (_what, fixture, record) => {
  const http = fakeHttp(readAnswer(`openalex/${fixture}.json`));
  expect(await source.ask([byId("doi", "10.5555/any")], http)).toEqual([
    { kind: "found", record: { source: "openalex", ...record } },
  ]);
});

it("finds candidates, and leaves out what is no paper", async () => {
  const [answer] = await source.ask([byTitle("Robot manipulation")], fakeHttp(readAnswer("openalex/search.json")));
  expect(answer).toMatchObject({ kind: "candidates", records: [{ identifiers: { doi: "10.1126/science.aat8414" } }] });
});

it.each([
  [99, 99],
  [100, undefined],
  [10_000, 1_000],
])("believes a list of %i authors only where it is not cut off", async (given, known) => {
  const authorships = Array.from({ length: given }, () => ({ raw_author_name: "A. Author" }));
  const work = { id: "https://openalex.org/W1", display_name: "A study", authorships };
  const [answer] = await source.ask([byId("doi", "10.5555/a")], fakeHttp(JSON.stringify(work)));
  expect(answer?.kind === "found" ? answer.record.authors?.length : "none").toBe(known);
});

it.each([
  [byId("doi", "10.18653/v1/n18-3011"), { path: "/works/doi:10.18653/v1/n18-3011", query: { select } }],
  [byId("doi", "10.1002/(sici)1;2-x?"), { path: "/works/doi:10.1002/(sici)1%3B2-x%3F" }],
  [byId("doi", "10.1234/../authors/a"), { path: "/works/doi:10.1234%2F..%2Fauthors%2Fa" }],
  [byId("arxiv", "2406.09246"), { path: "/works/doi:10.48550/arxiv.2406.09246" }],
  [byId("arxiv", "hep-th/9901001"), { path: "/works/doi:10.48550/arxiv.hep-th/9901001" }],
  [
    byTitle('Attention, Is "All" | You Need? NOT (a) Vision-Language: Übersicht'),
    {
      path: "/works",
      query: {
        filter: "title.search:attention is all you need not a vision language übersicht",
        per_page: "5",
        select,
      },
    },
  ],
  [
    byTitle("Properties of Two’s Complement, it's !all*"),
    { query: { filter: "title.search:properties of complement all" } },
  ],
  [
    byTitle("robots ".repeat(42) + "manipulating"),
    { query: { filter: `title.search:${"robots ".repeat(42).trim()}` } },
  ],
  [byTitle("机器人".repeat(200)), { query: { filter: `title.search:${"机器人".repeat(100)}` } }],
])("asks for %j", async (query, request) => {
  const http = fakeHttp({ kind: "not-found" });
  expect(source.knows(query)).toBe(true);
  expect(await source.ask([query], http)).toEqual([{ kind: "not-found" }]);
  expect(http.requests).toMatchObject([{ accept: ["application/json"], ...request }]);
});

it.each([
  byId("openreview", "ZMnD6QZAE6"),
  byId("acl", "P19-1001"),
  byTitle("?!"),
  { kind: "page", url: "https://a.example/" } as const,
])("cannot be asked for %j", (query) => {
  expect(source.knows(query)).toBe(false);
});

it.each([
  ["HTML", "<html></html>"],
  ["an empty object", "{}"],
  ["an error", '{"error":"Invalid query parameters error.","message":"doi is not valid"}'],
  ["a list", "[]"],
  ["results that are null", '{"id":null,"results":null}'],
])("takes %s for nonsense", async (_what, body) => {
  for (const query of [byId("doi", "10.5555/a"), byTitle("A study")])
    expect(await source.ask([query], fakeHttp(body))).toMatchObject([{ kind: "failed", failure: { why: "nonsense" } }]);
});

it("hands on that it wants a key", async () => {
  const failure = { source: "openalex", why: "refused", detail: "it answers 403" } as const;
  expect(await source.ask([byTitle("A study")], fakeHttp({ kind: "failed", failure }))).toEqual([
    { kind: "failed", failure },
  ]);
});
