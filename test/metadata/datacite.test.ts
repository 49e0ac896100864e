import { expect, it } from "vitest";
import type { PaperQuery } from "../../src/list/paper-query.ts";
import { createDataciteSource } from "../../src/metadata/datacite.ts";
import type { HttpAnswer } from "../../src/metadata/http.ts";
import { fakeHttp, readAnswer } from "../support/fake-http.ts";

const source = createDataciteSource();
const byArxiv: PaperQuery = { kind: "identifier", identifier: { kind: "arxiv", value: "1108.1825" } };
const byDoi = (value: string): PaperQuery => ({ kind: "identifier", identifier: { kind: "doi", value } });
const answerOf = (attributes: unknown): string => JSON.stringify({ data: { attributes } });

it("reads what arXiv registered: LaTeX, the first version's day, the published version", async () => {
  const http = fakeHttp(readAnswer("datacite/arxiv.json"));
  expect(await source.ask([byArxiv], http)).toEqual([
    {
      kind: "found",
      record: {
        source: "datacite",
        url: "https://arxiv.org/abs/1108.1825",
        title: "Copula Gaussian graphical models with α and graphs 🤖",
        authors: ["Adrian Dobra", "Alex Lenkoski", "A Collaboration, of Groups"],
        date: "2011-08-08",
        venue: "Journal of Applied Graphs",
        abstract: "Graphs for data of many kinds & more.",
        identifiers: { arxiv: "1108.1825", doi: "10.1214/10-aoas397" },
        links: [{ kind: "code", url: "https://github.com/a/b" }],
      },
    },
  ]);
  expect(http.requests).toEqual([
    { path: "/dois/10.48550%2Farxiv.1108.1825", accept: ["application/vnd.api+json", "application/json"] },
  ]);
});

it("reads a conference paper: HTML, the book rather than its series, no DOI but its own", async () => {
  const [answer] = await source.ask(
    [byDoi("10.4230/lipics.icalp.2023.1")],
    fakeHttp(readAnswer("datacite/conference-paper.json")),
  );
  expect(answer).toEqual({
    kind: "found",
    record: {
      source: "datacite",
      url: "https://doi.org/10.4230/lipics.icalp.2023.1",
      title: "Water & H₂O: A Study",
      authors: ["Jane Doe"],
      date: "2023-07-05",
      venue: "50th International Colloquium on Automata, Languages, and Programming (ICALP 2023)",
      published: "2023",
      abstract: "One.\n\nTwo.",
      identifiers: { doi: "10.4230/lipics.icalp.2023.1" },
    },
  });
});

it.each<[string, Record<string, unknown>]>([
  ["a repository", { container: { type: "DataRepository", title: "Zenodo" } }],
  ["a preprint server", { container: { type: "Series", title: "arXiv" } }],
  ["a publisher", { publisher: { name: "IEEE" } }],
  ["another type", { container: "Nature", relatedItems: { relationType: "IsPublishedIn" } }],
])("knows that %s is no venue", async (_what, part) => {
  const [answer] = await source.ask(
    [byDoi("10.5281/zenodo.1")],
    fakeHttp(answerOf({ doi: "10.5281/zenodo.1", titles: [{ title: "T" }], publicationYear: 2020, ...part })),
  );
  expect(answer).toEqual({
    kind: "found",
    record: {
      source: "datacite",
      url: "https://doi.org/10.5281/zenodo.1",
      title: "T",
      date: "2020",
      identifiers: { doi: "10.5281/zenodo.1" },
    },
  });
});

it("says that a preprint is withdrawn", async () => {
  const descriptions = [{ descriptionType: "Abstract", description: "This paper has been withdrawn by the author." }];
  const [answer] = await source.ask(
    [byArxiv],
    fakeHttp(answerOf({ doi: "10.48550/arxiv.1108.1825", titles: [{ title: "T" }], descriptions })),
  );
  expect(answer).toMatchObject({ record: { withdrawn: true } });
  expect(answer).not.toHaveProperty("record.abstract");
});

it("takes the first thousand of ten thousand authors", async () => {
  const creators = Array.from({ length: 10_000 }, (_, at) => ({ name: `Name, Given ${at}` }));
  const [answer] = await source.ask(
    [byArxiv],
    fakeHttp(answerOf({ doi: "10.48550/arxiv.1108.1825", titles: [{ title: "T" }], creators })),
  );
  expect(answer).toHaveProperty("record.authors.length", 1_000);
  expect(answer).toHaveProperty("record.authors.0", "Given 0 Name");
});

it.each<[string, unknown]>([
  ["a data set", { doi: "10.5281/zenodo.1", titles: [{ title: "T" }], types: { resourceTypeGeneral: "Dataset" } }],
  ["no title", { doi: "10.5281/zenodo.1", titles: [{ title: 5 }, null], creators: "x", dates: [1], descriptions: {} }],
  ["no DOI", { titles: [{ title: "T" }] }],
])("does not find a paper in %s", async (_what, attributes) => {
  expect(await source.ask([byDoi("10.5281/zenodo.1")], fakeHttp(answerOf(attributes)))).toEqual([
    { kind: "not-found" },
  ]);
});

it.each([
  "",
  "<html></html>",
  "[]",
  "null",
  '{"data":[]}',
  '{"data":{"attributes":"x"}}',
  readAnswer("datacite/arxiv.json").slice(0, 300),
])("takes for nonsense: %j", async (text) => {
  expect(await source.ask([byArxiv], fakeHttp(text))).toMatchObject([
    { kind: "failed", failure: { source: "datacite", why: "nonsense" } },
  ]);
});

it.each<HttpAnswer>([
  { kind: "not-found" },
  { kind: "failed", failure: { source: "datacite", why: "throttled", detail: "it asks us to wait", retryAt: 1 } },
])("passes on what HTTP says: $kind", async (answer) => {
  expect(await source.ask([byArxiv], fakeHttp(answer))).toEqual([answer]);
});

it.each<[boolean, PaperQuery]>([
  [true, byArxiv],
  [true, byDoi("10.5281/zenodo.1")],
  [false, { kind: "identifier", identifier: { kind: "acl", value: "P19-1001" } }],
  [false, { kind: "title", title: "T" }],
  [false, { kind: "page", url: "https://a.org" }],
])("knows: %s, %j", (expected, query) => {
  expect(source.knows(query)).toBe(expected);
});
