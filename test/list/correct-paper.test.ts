import { describe, expect, it } from "vitest";
import { applyChanges } from "../../src/list/apply-changes.ts";
import { correctPaper, type Correction } from "../../src/list/correct-paper.ts";
import type { Paper } from "../../src/list/paper.ts";

const paper: Paper = {
  id: "a",
  title: "A Paper",
  venue: "CoRL",
  identifiers: { arxiv: "2405.12213", doi: "10.1/a" },
  categories: ["x"],
  links: [
    { kind: "code", url: "https://github.com/a/a", label: "GitHub" },
    { kind: "paper", url: "https://arxiv.org/abs/2405.12213", label: "arXiv" },
    { kind: "slides", url: "https://a.example/slides" },
    { kind: "paper", url: "https://doi.org/10.1/a" },
  ],
};
const [code, arxiv, slides, doi] = paper.links ?? [];
const openreview = { kind: "paper", url: "https://openreview.net/forum?id=abc123" } as const;
const website = { kind: "website", url: "https://a.example" } as const;

function correct(correction: Partial<Correction>) {
  return correctPaper(paper, { draft: {}, unset: [], unlinked: [], ...correction });
}

describe("correctPaper", () => {
  it.each<[string, Partial<Correction>, object | undefined]>([
    ["sets a text", { draft: { venue: "RSS" } }, { set: { venue: "RSS" } }],
    ["unsets a field", { unset: ["venue"] }, { set: {}, unset: ["venue"] }],
    [
      "is nothing where the paper says so already",
      { draft: { venue: "CoRL", categories: ["x"] }, unset: ["date"] },
      undefined,
    ],
    [
      "puts links in the place of those of their kind, and the identifiers they show",
      { draft: { links: [openreview] } },
      {
        set: {
          links: [code, openreview, slides],
          identifiers: { arxiv: "2405.12213", doi: "10.1/a", openreview: "abc123" },
        },
      },
    ],
    [
      "keeps a link that was there as it was",
      { draft: { links: [{ kind: "paper", url: "https://arxiv.org/abs/2405.12213" }] } },
      { set: { links: [code, arxiv, slides] } },
    ],
    [
      "puts a link of a new kind last",
      { draft: { links: [website] } },
      { set: { links: [...(paper.links ?? []), website] } },
    ],
    ["takes links of a kind out", { unlinked: ["code", "video"] }, { set: { links: [arxiv, slides, doi] } }],
  ])("%s", (_, correction, expected) => {
    expect(correct(correction)).toEqual(expected && { kind: "edit", id: "a", ...expected });
  });

  it("makes an edit after which nothing is left to correct", () => {
    const correction = { draft: { links: [openreview], title: "B" }, unset: ["venue"], unlinked: ["code"] } as const;
    const change = correctPaper(paper, correction);
    const list = { title: "", taxonomy: [], papers: [paper] };
    const [edited = paper] = applyChanges(list, change === undefined ? [] : [change]).list.papers;
    expect(correctPaper(edited, correction)).toBeUndefined();
  });

  it("unsets the last link of a paper that has an identifier", () => {
    const { links: _, ...rest } = paper;
    const only = { ...rest, links: [website] };
    expect(correctPaper(only, { draft: {}, unset: [], unlinked: ["website"] })).toEqual({
      kind: "edit",
      id: "a",
      set: {},
      unset: ["links"],
    });
  });
});
