import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDuplicate, findSamePaper, indexPapers } from "../../src/list/duplicates.ts";
import { strongNames } from "../../src/list/paper-names.ts";
import type { Paper } from "../../src/list/paper.ts";
import { arbitraryPaper, paperOf } from "./arbitrary-list.ts";

const known: readonly Paper[] = [
  paperOf("arxiv", { title: "Parallels Between Models and Humans", identifiers: { arxiv: "2506.20966" } }),
  paperOf("link", { title: "L", links: [{ kind: "paper", url: "https://openreview.net/pdf?id=QwNj5TP9gm" }] }),
  paperOf("acl", { title: "C", identifiers: { doi: "10.18653/v1/2023.acl-long.1" } }),
  paperOf("old-acl", { title: "D", identifiers: { doi: "10.18653/v1/p19-1001" } }),
  paperOf("arxiv-doi", { title: "E", identifiers: { doi: "10.48550/arxiv.2401.00001" } }),
  paperOf("page", { title: "F", links: [{ kind: "paper", url: "https://proceedings.mlr.press/v270/kim25c.html" }] }),
  paperOf("short", { title: "BC-Z", authors: ["Eric Jang", "Alex Irpan"], date: "2022-02" }),
];
const index = indexPapers(known);

describe("findDuplicate", () => {
  it.each<readonly [string, Parameters<typeof findDuplicate>[1], string | undefined, string | undefined]>([
    ["the identifier", { title: "x", identifiers: { arxiv: "2506.20966" } }, "arxiv", "arxiv"],
    ["an identifier not canonical", { title: "x", identifiers: { arxiv: "arXiv:2506.20966v3" } }, "arxiv", "arxiv"],
    [
      "a mirror's link",
      { title: "x", links: [{ kind: "paper", url: "https://huggingface.co/papers/2506.20966" }] },
      "arxiv",
      "arxiv",
    ],
    ["arXiv's own DOI", { title: "x", identifiers: { doi: "10.48550/arxiv.2506.20966" } }, "arxiv", "arxiv"],
    ["an arXiv id for arXiv's own DOI", { title: "x", identifiers: { arxiv: "2401.00001" } }, "arxiv-doi", "arxiv"],
    ["a forum's link", { title: "x", identifiers: { openreview: "QwNj5TP9gm" } }, "link", "openreview"],
    [
      "an ACL id behind a DOI",
      { title: "x", links: [{ kind: "paper", url: "https://aclanthology.org/2023.acl-long.1.pdf" }] },
      "acl",
      "acl",
    ],
    ["an old ACL id behind a DOI", { title: "x", identifiers: { acl: "P19-1001" } }, "old-acl", "acl"],
    [
      "a page",
      { title: "x", links: [{ kind: "paper", url: "http://proceedings.mlr.press/v270/kim25c.html#x" }] },
      "page",
      "link",
    ],
    ["the title", { title: "Parallels between *Models* and Humans." }, "arxiv", "title"],
    ["a short title with author and year", { title: "BC-Z", authors: ["E. Jang"], date: "2022" }, "short", "title"],
    ["a short title alone", { title: "BC-Z" }, undefined, undefined],
    ["a short title of another year", { title: "BC-Z", authors: ["E. Jang"], date: "2024" }, undefined, undefined],
    [
      "the title under another arXiv id",
      { title: "Parallels Between Models and Humans", identifiers: { arxiv: "2501.00001" } },
      undefined,
      undefined,
    ],
    [
      "a website that another has",
      { title: "x", links: [{ kind: "website", url: "https://arxiv.example.org" }] },
      undefined,
      undefined,
    ],
    ["nothing known", { title: "" }, undefined, undefined],
  ])("by %s", (_name, paper, id, by) => {
    const match = findDuplicate(index, paper);
    expect(match?.paper.id).toBe(id);
    expect(match?.by).toBe(by);
  });

  it("finds every paper of the index again", () => {
    fc.assert(
      fc.property(fc.array(arbitraryPaper, { maxLength: 5 }), (papers) => {
        const all = indexPapers(papers);
        const named = papers.filter((paper) => strongNames(paper).length > 0);
        expect(named.filter((paper) => findSamePaper(all, paper) === undefined)).toEqual([]);
      }),
    );
  });
});

describe("findSamePaper", () => {
  it("does not look at titles", () => {
    expect(findSamePaper(index, { title: "Parallels Between Models and Humans" })).toBeUndefined();
    expect(findSamePaper(index, { title: "", identifiers: { arxiv: "2506.20966" } })?.paper.id).toBe("arxiv");
  });
});
