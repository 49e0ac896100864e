import { describe, expect, it } from "vitest";
import { findListedPaper } from "../../src/list/find-listed-paper.ts";
import type { List } from "../../src/list/list.ts";

const list: List = {
  title: "",
  taxonomy: [],
  papers: [
    {
      id: "octo",
      title: "Octo: An Open-Source Generalist Robot Policy",
      categories: [],
      identifiers: { arxiv: "2405.12213" },
    },
    {
      id: "page",
      title: "π0.5: With a Page",
      categories: [],
      links: [{ kind: "paper", url: "https://github.com/a/paper" }],
    },
    { id: "long", title: "Twice", categories: [], identifiers: { doi: "10.1000/a" } },
    { id: "short", title: "Twice", categories: [], identifiers: { doi: "10.1000/b" } },
    { id: "constructor", title: "Octo", categories: [], identifiers: { doi: "10.1000/c" } },
  ],
};

describe("findListedPaper", () => {
  it.each([
    ["octo", "octo"],
    [" short ", "short"],
    ["constructor", "constructor"],
    ["2405.12213v3", "octo"],
    ["https://arxiv.org/pdf/2405.12213", "octo"],
    ["https://doi.org/10.1000/B", "short"],
    ["[here](https://github.com/a/paper)", "page"],
    ["octo – an open source generalist robot policy", "octo"],
    ["pi0.5 with a page", "page"],
  ])("finds %j", (reference, id) => {
    expect(findListedPaper(list, reference)).toMatchObject({ kind: "found", paper: { id } });
  });

  it("tells of papers with one title", () => {
    expect(findListedPaper(list, "twice")).toMatchObject({
      kind: "several",
      papers: [{ id: "long" }, { id: "short" }],
    });
  });

  it.each([
    ["An Open-Source Generalist Robots Policy", "octo"],
    ["shrt", "short"],
    ["2405.99999", undefined],
    ["something else altogether", undefined],
    ["toString", undefined],
    ["", undefined],
    ["x ".repeat(50_000), undefined],
  ])("finds none for %.40s, and the nearest", (reference, nearest) => {
    expect(findListedPaper(list, reference)).toMatchObject({ kind: "none", nearest: nearest && { id: nearest } });
  });
});
