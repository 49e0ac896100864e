import { describe, expect, it } from "vitest";
import { mergeLookUps, strayRecords } from "../../src/list/found-facts.ts";
import type { LookUp, PaperRecord } from "../../src/list/paper-record.ts";

const arxiv: PaperRecord = {
  source: "arxiv",
  url: "https://arxiv.org/abs/2406.09246",
  title: "OpenVLA: An Open-Source Vision-Language-Action Model",
  authors: ["Moo Jin Kim", "Karl Pertsch"],
  date: "2024-06-13",
  identifiers: { arxiv: "2406.09246" },
  links: [{ kind: "code", url: "https://github.com/openvla/openvla" }],
};
const index: PaperRecord = {
  source: "openalex",
  url: "https://openalex.org/W1",
  title: arxiv.title,
  authors: ["M. J. Kim"],
  date: "2024",
  venue: "Conference on Robot Learning",
  identifiers: { arxiv: "2406.09246", doi: "10.1000/1" },
  links: [{ kind: "code", url: "https://github.com/OpenVLA/OpenVLA.git" }],
};

const found = (...records: PaperRecord[]): LookUp => ({
  query: { kind: "page", url: "https://example.org" },
  outcome: "found",
  records,
  failures: [],
});

describe("what was found", () => {
  it("is put together field by field, each with who said it", () => {
    expect(mergeLookUps([found(arxiv, index)])).toEqual({
      draft: {
        title: arxiv.title,
        authors: arxiv.authors,
        date: "2024-06-13",
        venue: "Conference on Robot Learning",
        identifiers: { arxiv: "2406.09246", doi: "10.1000/1" },
        links: arxiv.links,
      },
      sources: {
        title: ["arxiv"],
        authors: ["arxiv"],
        date: ["arxiv"],
        venue: ["openalex"],
        identifiers: ["arxiv", "openalex"],
        links: ["arxiv"],
      },
      urls: { arxiv: arxiv.url, openalex: index.url },
    });
  });

  it("is nothing where nothing was found", () => {
    expect(mergeLookUps([found(), { ...found(), outcome: "not-found" }])).toBeUndefined();
  });

  it.each([
    ["the more precise one of one year", ["2024", "2024-06-13"], "2024-06-13"],
    ["the earlier one", ["2025-01-20", "2024-07-01"], "2024-07-01"],
    ["never one from before the month of the arXiv id", ["2024-02-01", "2024-06-20"], "2024-06-20"],
    ["a year that holds that month", ["2024"], "2024"],
  ])("has as its date %s", (_, dates, expected) => {
    const records = dates.map((date) => ({ ...index, date }));
    expect(mergeLookUps([found(...records)])?.draft.date).toBe(expected);
  });

  it("leaves out a record of another paper, and the name that it has", () => {
    const wrong: PaperRecord = {
      source: "crossref",
      url: "https://doi.org/10.1000/2",
      title: "On the growth of wheat in dry soils",
      authors: ["Ada Field"],
      venue: "Soil",
      identifiers: { doi: "10.1000/2" },
    };
    const first = { ...arxiv, identifiers: { arxiv: "2406.09246", doi: "10.1000/2" } };
    const lookUps = [found(first, wrong)];
    expect(strayRecords(lookUps)).toEqual([wrong]);
    expect(mergeLookUps(lookUps)?.draft).not.toHaveProperty("venue");
    expect(mergeLookUps(lookUps)?.draft.identifiers).toEqual({ arxiv: "2406.09246" });
  });

  it.each([
    [
      "a published version with another title and the same first author",
      { title: "A Quite Different Name", authors: ["Moo Jin Kim"] },
    ],
    ["an index without the authors", { authors: ["Somebody Else"] }],
  ])("keeps %s", (_, more) => {
    expect(strayRecords([found(arxiv, { ...index, ...more })])).toEqual([]);
  });
});
