import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { IdentifierKind } from "../../src/list/paper.ts";
import type { PaperQuery } from "../../src/list/paper-query.ts";
import type { SourceName } from "../../src/list/paper-record.ts";
import type { ServiceName } from "../../src/local-sources/services.ts";
import { startLocalSources, type LocalSources, type SourceFault } from "../../src/local-sources/start.ts";
import { createMetadata } from "../../src/metadata/create-metadata.ts";
import type { Metadata } from "../../src/metadata/metadata.ts";
import { bert, diffusionPolicy, hiRobot } from "./papers.ts";
import { fastPaces } from "../../src/local-sources/fast-paces.ts";

let sources: LocalSources;
let metadata: Metadata;

beforeAll(async () => {
  sources = await startLocalSources([diffusionPolicy, hiRobot, bert]);
});
afterAll(() => sources.close());
beforeEach(() => {
  metadata = createMetadata({
    settings: { ...sources.urls, mailto: "us@example.org" },
    version: "0",
    paces: fastPaces,
  });
});
afterEach(() => metadata.close());

function byId(kind: IdentifierKind, value: string): PaperQuery {
  return { kind: "identifier", identifier: { kind, value } };
}

async function lookUp(query: PaperQuery) {
  const [answer] = await metadata.lookUp([query]);
  if (answer === undefined) throw new Error("no answer");
  return answer;
}

describe("each source understands its service", () => {
  it.each<readonly [string, PaperQuery, readonly SourceName[], object]>([
    [
      "an arXiv id",
      byId("arxiv", "2303.04137"),
      ["arxiv", "crossref"],
      {
        title: diffusionPolicy.title,
        authors: diffusionPolicy.authors,
        date: "2023-03-07",
        abstract: diffusionPolicy.abstract,
        identifiers: { arxiv: "2303.04137", doi: "10.15607/rss.2023.xix.026" },
      },
    ],
    [
      "a DOI",
      byId("doi", "10.15607/rss.2023.xix.026"),
      ["crossref", "arxiv", "openalex", "semantic-scholar"],
      { title: diffusionPolicy.title, authors: diffusionPolicy.authors, venue: "Robotics: Science and Systems XIX" },
    ],
    [
      "a forum",
      byId("openreview", "lNVHg9npif"),
      ["openreview", "arxiv", "semantic-scholar"],
      { title: hiRobot.title, venue: "ICML 2025", date: "2025-01-24", identifiers: { openreview: "lNVHg9npif" } },
    ],
    [
      "an id of the ACL Anthology",
      byId("acl", "N19-1423"),
      ["acl", "crossref", "openalex", "semantic-scholar"],
      {
        title: bert.title,
        authors: bert.authors,
        date: "2019-06",
        identifiers: { acl: "N19-1423", doi: "10.18653/v1/n19-1423" },
      },
    ],
    [
      "a page of Semantic Scholar",
      {
        kind: "page",
        url: `https://www.semanticscholar.org/paper/${createHash("sha1").update(bert.title).digest("hex")}`,
      },
      ["semantic-scholar", "crossref", "openalex"],
      { title: bert.title, identifiers: { acl: "N19-1423", doi: "10.18653/v1/n19-1423" } },
    ],
    [
      "a title",
      { kind: "title", title: diffusionPolicy.title, author: "Cheng Chi" },
      ["arxiv", "crossref", "openalex", "semantic-scholar"],
      { title: diffusionPolicy.title },
    ],
  ])("%s", async (_, query, heard, first) => {
    const answer = await lookUp(query);
    expect(answer.records.map(({ source }) => source).toSorted()).toEqual([...heard].toSorted());
    expect(answer.records[0]).toMatchObject(first);
    expect(answer).toMatchObject({ outcome: "found", failures: [] });
  });

  it("asks for arXiv ids together", async () => {
    const before = sources.requests.length;
    await metadata.lookUp([byId("arxiv", "2303.04137"), byId("arxiv", "2502.19417"), byId("arxiv", "2401.99999")]);
    const toArxiv = sources.requests.slice(before).filter(({ service }) => service === "arxiv");
    expect(toArxiv).toHaveLength(1);
  });
});

it.each<readonly [string, PaperQuery]>([
  ["an arXiv id", byId("arxiv", "2401.00001")],
  ["a DOI", byId("doi", "10.1000/none")],
  ["a forum", byId("openreview", "nobodyKnows")],
  ["an id of the ACL Anthology", byId("acl", "P19-9999")],
  ["a title", { kind: "title", title: "Zebras" }],
])("says that %s is not known", async (_, query) => {
  expect(await lookUp(query)).toMatchObject({ outcome: "not-found", records: [], failures: [] });
});

describe("what a service does instead of answering", () => {
  const faults: readonly (readonly [string, Omit<SourceFault, "service" | "times">, object])[] = [
    ["is out of order", { status: 501 }, { why: "down" }],
    [
      "throttles",
      { status: 429, headers: { "retry-after": "90" } },
      { why: "throttled", detail: "it asks us to wait 90 seconds" },
    ],
    [
      "answers with a page",
      { headers: { "content-type": "text/html" }, body: "<h1>Welcome</h1>" },
      { why: "nonsense" },
    ],
    ["answers with half a line", { body: '{"half": ' }, { why: "nonsense" }],
    ["refuses", { status: 403 }, { why: "refused" }],
  ];
  it.each(faults)("arXiv %s, and DataCite is asked", async (_, fault, failure) => {
    const mend = sources.fault({ service: "arxiv", times: Infinity, ...fault });
    const answer = await lookUp(byId("arxiv", "2502.19417"));
    mend();
    expect(answer).toMatchObject({ outcome: "found", failures: [{ source: "arxiv", ...failure }] });
    expect(answer.records[0]).toMatchObject({ source: "datacite", title: hiRobot.title, date: "2025-02-26" });
  });

  const asks: readonly (readonly [ServiceName, PaperQuery])[] = [
    ["crossref", byId("doi", "10.15607/rss.2023.xix.026")],
    ["openreview", byId("openreview", "lNVHg9npif")],
    ["acl", byId("acl", "N19-1423")],
  ];
  it.each(asks)("%s is down, and only it may know", async (service, query) => {
    const others = (["openalex", "semantic-scholar", "datacite"] as const).map((other) =>
      sources.fault({ service: other, status: 501, times: Infinity }),
    );
    const mend = sources.fault({ service, status: 501, times: Infinity });
    const answer = await lookUp(query);
    for (const each of [mend, ...others]) each();
    expect(answer.outcome).toBe("unavailable");
    expect(answer.failures).toContainEqual(expect.objectContaining({ source: service, why: "down" }));
  });

  it("is asked again where the answer was cut off", async () => {
    const before = sources.requests.length;
    sources.fault({ service: "arxiv", cut: true, times: 1 });
    const answer = await lookUp(byId("arxiv", "2502.19417"));
    expect(answer).toMatchObject({ outcome: "found", failures: [] });
    expect(sources.requests.slice(before).filter(({ service }) => service === "arxiv")).toHaveLength(2);
  });
});
