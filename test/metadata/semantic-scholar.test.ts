import { expect, it } from "vitest";
import type { PaperQuery } from "../../src/list/paper-query.ts";
import type { IdentifierKind } from "../../src/list/paper.ts";
import type { PaperRecord } from "../../src/list/paper-record.ts";
import { createSemanticScholarSource } from "../../src/metadata/semantic-scholar.ts";
import { fakeHttp, readAnswer } from "../support/fake-http.ts";

const source = createSemanticScholarSource();
const byId = (kind: IdentifierKind, value: string): PaperQuery => ({ kind: "identifier", identifier: { kind, value } });
const byTitle = (title: string): PaperQuery => ({ kind: "title", title });
const byPage = (url: string): PaperQuery => ({ kind: "page", url });
const sha = "204e3073870fae3d05bcbc2f6a8e263d9b72e776";
const fields = "title,authors,year,publicationDate,venue,publicationVenue,externalIds,abstract";

it.each([
  [
    "a paper of arXiv and of a conference",
    "arxiv-and-conference",
    {
      url: "https://www.semanticscholar.org/paper/8f9ceb5ffad8e7a066dc9b9aea3b68a1b1ecbeb6",
      title: "OpenVLA: An Open-Source Vision-Language-Action Model",
      authors: ["Moo Jin Kim", "Karl Pertsch", "Siddharth Karamcheti"],
      date: "2024-06-13",
      venue: "Conference on Robot Learning",
      abstract:
        "Large policies pretrained on a combination of Internet-scale vision-language data and diverse robot demonstrations have the potential to change how we teach robots new skills.",
      identifiers: { arxiv: "2406.09246" },
    },
  ],
  [
    "a paper of the ACL, its venue elsewhere, only its year",
    "acl",
    {
      url: "https://www.semanticscholar.org/paper/5c5751d45e298cea054f32b392c12c61027d2fe7",
      title: "S2ORC: The Semantic Scholar Open Research Corpus",
      authors: ["Kyle Lo", "Lucy Lu Wang"],
      date: "2020",
      venue: "Annual Meeting of the Association for Computational Linguistics",
      identifiers: { doi: "10.18653/v1/2020.acl-main.447", acl: "2020.acl-main.447" },
    },
  ],
  [
    "null everywhere, and wrong types",
    "null-everywhere",
    {
      url: `https://www.semanticscholar.org/paper/${sha}`,
      title: "Attention is All you Need",
      authors: ["Ashish Vaswani"],
      date: "2017-06",
      identifiers: {},
    },
  ],
])("reads %s", async (_what, fixture, record) => {
  const http = fakeHttp(readAnswer(`semantic-scholar/${fixture}.json`));
  expect(await source.ask([byId("doi", "10.5555/any")], http)).toEqual([
    { kind: "found", record: { source: "semantic-scholar", ...record } },
  ]);
});

it("finds the one candidate that matches best", async () => {
  const [answer] = await source.ask([byTitle("Attention")], fakeHttp(readAnswer("semantic-scholar/match.json")));
  expect(answer).toMatchObject({
    kind: "candidates",
    records: [{ identifiers: { arxiv: "1706.03762" }, date: "2017-06-12" }],
  });
});

it.each([
  [{ year: 2023, publicationDate: "2024-02-01" }, "2023"],
  [{ year: 2024, publicationDate: "2023-06-12" }, "2023-06-12"],
  [{ year: 2024, publicationDate: "2024-06-12" }, "2024-06-12"],
  [{ year: 2024, publicationDate: "2024-13-01" }, "2024"],
  [{ year: "2024" }, undefined],
])("takes the earlier of %j", async (dates, date) => {
  expect((await recordOf(dates))?.date).toBe(date);
});

it.each([
  ["a preprint server for a venue", { venue: "arXiv.org" }, "venue", undefined],
  ["an emoji and LaTeX in the title", { title: "🤖 $\\pi_0$: A <i>Flow</i>" }, "title", "🤖 π₀: A Flow"],
  ["an id that leads elsewhere", { paperId: "../../x" }, "url", "https://doi.org/10.5555/a"],
  ["authors that are names", { authors: ["A. Author"] }, "authors", undefined],
  ["ten thousand authors", { authors: people(10_000) }, "authors", Array(1_000).fill("A. Author")],
] as const)("reads %s", async (_what, given, field, value) => {
  expect((await recordOf(given))?.[field]).toEqual(value);
});

it.each([
  [byId("arxiv", "2406.09246"), "/paper/ARXIV:2406.09246"],
  [byId("arxiv", "hep-th/9901001"), "/paper/ARXIV:hep-th/9901001"],
  [byId("doi", "10.18653/v1/n18-3011"), "/paper/DOI:10.18653/v1/n18-3011"],
  [byId("doi", "10.1234/../x?y"), "/paper/DOI:10.1234%2F..%2Fx%3Fy"],
  [byId("acl", "W12-3903"), "/paper/ACL:W12-3903"],
  [byPage(`https://semanticscholar.org/paper/Attention-is-All-you-Need-Vaswani-Shazeer/${sha}`), `/paper/${sha}`],
  [byPage(`https://semanticscholar.org/paper/${sha}/figure/1`), `/paper/${sha}`],
  [byPage(`https://semanticscholar.org/reader/${sha}`), `/paper/${sha}`],
  [byPage("https://api.semanticscholar.org/CorpusID:13756489"), "/paper/CorpusId:13756489"],
])("asks for %j", async (query, path) => {
  const http = fakeHttp({ kind: "not-found" });
  expect(source.knows(query)).toBe(true);
  expect(await source.ask([query], http)).toEqual([{ kind: "not-found" }]);
  expect(http.requests).toEqual([{ path, query: { fields }, accept: ["application/json"] }]);
});

it("asks for a title as it is", async () => {
  const http = fakeHttp({ kind: "not-found" });
  expect(await source.ask([byTitle("Attention, Is All?")], http)).toEqual([{ kind: "not-found" }]);
  expect(http.requests).toMatchObject([
    { path: "/paper/search/match", query: { query: "Attention, Is All?", fields } },
  ]);
});

it.each([
  byId("openreview", "ZMnD6QZAE6"),
  byPage(`https://semanticscholar.org.evil.example/paper/${sha}`),
  byPage("https://semanticscholar.org/author/40348417"),
  byPage("https://semanticscholar.org/search?q=attention"),
  byPage("no address"),
])("cannot be asked for %j", (query) => {
  expect(source.knows(query)).toBe(false);
});

it.each([
  ["HTML", "<html></html>"],
  ["an empty object", "{}"],
  ["an error", '{"error":"Paper not found"}'],
  ["data that is no list", '{"data":{"0":{}}}'],
  ["a number", "7"],
])("takes %s for nonsense", async (_what, body) => {
  for (const query of [byId("doi", "10.5555/a"), byTitle("A study")])
    expect(await source.ask([query], fakeHttp(body))).toMatchObject([{ kind: "failed", failure: { why: "nonsense" } }]);
});

it("knows nothing of a paper without a title", async () => {
  expect(await recordOf({ title: null })).toBeUndefined();
});

async function recordOf(given: Readonly<Record<string, unknown>>): Promise<PaperRecord | undefined> {
  const paper = { paperId: sha, title: "A study", externalIds: { DOI: "10.5555/a" }, ...given };
  const [answer] = await source.ask([byId("doi", "10.5555/a")], fakeHttp(JSON.stringify(paper)));
  return answer?.kind === "found" ? answer.record : undefined;
}

function people(count: number): readonly { readonly name: string }[] {
  return Array.from({ length: count }, () => ({ name: "A. Author" }));
}
