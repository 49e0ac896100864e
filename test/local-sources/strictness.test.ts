import { afterAll, beforeAll, expect, it } from "vitest";
import { startLocalSources, type LocalSources } from "../../src/local-sources/start.ts";
import { bert, diffusionPolicy, hiRobot } from "./papers.ts";

let sources: LocalSources;

beforeAll(async () => {
  sources = await startLocalSources([diffusionPolicy, hiRobot, bert]);
});
afterAll(() => sources.close());

it.each<readonly [keyof LocalSources["urls"], string, number]>([
  ["arxivApiUrl", "/query?id_list=2502.19417&ids=1", 400],
  ["arxivApiUrl", "/query?id_list=not-an-id", 400],
  ["arxivApiUrl", "/query?id_list=2502.19417&max_results=many", 400],
  ["arxivApiUrl", "/query", 400],
  ["arxivApiUrl", '/query?search_query=ti:"open', 400],
  ["arxivApiUrl", "/search", 404],
  ["dataciteApiUrl", "/dois/10.48550/arxiv.2502.19417", 404],
  ["dataciteApiUrl", "/dois/10.48550%2Farxiv.2502.19417", 200],
  ["dataciteApiUrl", "/dois/10.15607%2Frss.2023.xix.026", 404],
  ["crossrefApiUrl", "/works/10.18653%2Fv1%2Fn19-1423?select=title", 400],
  ["crossrefApiUrl", "/works?query.bibliographic=BERT&select=subtype", 400],
  ["crossrefApiUrl", "/works?query.bibliographic=BERT&rows=all", 400],
  ["crossrefApiUrl", "/works/10.48550%2Farxiv.2502.19417", 404],
  ["openreviewApiUrl", "/notes", 400],
  ["openreviewApiUrl", "/notes?ids=lNVHg9npif&select=title", 400],
  ["openreviewApiUrl", "/notes?id=nobodyKnows", 404],
  ["openalexApiUrl", "/works?search=BERT&select=id", 400],
  ["openalexApiUrl", "/works?filter=title.search:bert,deep", 400],
  ["openalexApiUrl", "/works/doi:10.18653/v1/n19-1423?select=title", 400],
  ["semanticScholarApiUrl", "/paper/ARXIV:2502.19417?fields=title,subtitle", 400],
  ["semanticScholarApiUrl", "/paper/2502.19417?fields=title", 404],
  ["semanticScholarApiUrl", "/paper/search/match?fields=title", 400],
  ["aclAnthologyUrl", "/N19-1423", 404],
  ["aclAnthologyUrl", "/%E0%A4%A.bib", 404],
])("answers %s%s with %i", async (service, path, status) => {
  const response = await fetch(`${sources.urls[service]}${path}`);
  expect(response.status).toBe(status);
});

it("takes questions only", async () => {
  expect((await fetch(`${sources.urls.arxivApiUrl}/query`, { method: "POST" })).status).toBe(405);
});

it("has papers by version too, at most as many as are asked for", async () => {
  const response = await fetch(`${sources.urls.arxivApiUrl}/query?id_list=2303.04137v2,2502.19417&max_results=1`);
  const feed = await response.text();
  expect(feed.match(/<entry>/g)).toHaveLength(1);
});
