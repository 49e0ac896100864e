import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createCrossrefSource } from "../../src/metadata/crossref.ts";
import { createOpenalexSource } from "../../src/metadata/openalex.ts";
import { createSemanticScholarSource } from "../../src/metadata/semantic-scholar.ts";
import { fakeHttp, readAnswer } from "../support/fake-http.ts";

const byDoi = { kind: "identifier", identifier: { kind: "doi", value: "10.5555/a" } } as const;
const byTitle = { kind: "title", title: "A study" } as const;

it.each([
  ["crossref/journal-article.json", createCrossrefSource({}), byDoi],
  ["crossref/search.json", createCrossrefSource({}), byTitle],
  ["openalex/journal-article.json", createOpenalexSource(), byDoi],
  ["openalex/search.json", createOpenalexSource(), byTitle],
  ["semantic-scholar/arxiv-and-conference.json", createSemanticScholarSource(), byDoi],
  ["semantic-scholar/match.json", createSemanticScholarSource(), byTitle],
] as const)("reads %s, whatever stands in the place of one of its values", async (path, source, query) => {
  const text = readAnswer(path);
  let values = 0;
  JSON.parse(text, () => {
    values += 1;
  });
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: values - 1 }), fc.jsonValue(), async (which, other) => {
      let at = 0;
      const answer: unknown = JSON.parse(text, (_key, value: unknown) => (at++ === which ? other : value));
      const [said] = await source.ask([query], fakeHttp(JSON.stringify(answer)));
      expect(["found", "candidates", "not-found", "failed"]).toContain(said?.kind);
    }),
  );
});
