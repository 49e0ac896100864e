import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkList } from "../../src/list/check-list.ts";
import type { List } from "../../src/list/list.ts";
import type { Paper } from "../../src/list/paper.ts";
import { arbitraryList, listOf, paperOf, taxonomy } from "./arbitrary-list.ts";

const arxivLink = { kind: "paper", url: "https://arxiv.org/abs/2506.20966" } as const;

describe("checkList", () => {
  it("has nothing to say of a good list", () => {
    const paper = paperOf("a", {
      identifiers: { arxiv: "2506.20966" },
      links: [arxivLink],
      date: "2025-06-26",
      added: "2025-07-03",
    });
    expect(checkList(listOf([paper, paperOf("b")]))).toEqual([]);
  });

  it.each<readonly [string, Partial<Paper>, object]>([
    [
      "another arXiv id in the link",
      { identifiers: { arxiv: "2506.20967" }, links: [arxivLink] },
      { code: "identifier-link-mismatch", severity: "error", field: "papers[0].links[0].url" },
    ],
    [
      "another DOI in the link",
      { identifiers: { doi: "10.1000/a" }, links: [{ kind: "paper", url: "https://doi.org/10.1000/b" }] },
      { code: "identifier-link-mismatch", severity: "warning" },
    ],
    [
      "an arXiv id with version",
      { identifiers: { arxiv: "2506.20966v2" } },
      { code: "not-canonical", nearest: "2506.20966", path: ["papers", 0, "identifiers", "arxiv"] },
    ],
    ["a DOI with capitals", { identifiers: { doi: "10.1000/A" } }, { code: "not-canonical", nearest: "10.1000/a" }],
    ["no identifier", { identifiers: { openreview: "?" } }, { code: "bad-identifier" }],
    ["neither link nor identifier", { links: [] }, { code: "missing-field", field: "papers[0].links" }],
    [
      "the end of a region in a note",
      { notes: { task: "x\n<!-- awesome-papers:end list -->" } },
      { code: "wrong-value", severity: "error", field: "papers[0].notes.task", given: "awesome-papers:end" },
    ],
    [
      "nearly the beginning of one in an entry",
      { asWritten: { entry: { notable: "<!-- Awesome Paper : begin x -->" } } },
      { code: "wrong-value", path: ["papers", 0, "asWritten", "entry", "notable"] },
    ],
    ["the 30th of February", { date: "2025-02-30" }, { code: "bad-date", field: "papers[0].date" }],
    ["the 29th of February 2025", { date: "2025-02-29" }, { code: "bad-date" }],
    ["the 31st of April", { added: "2025-04-31" }, { code: "bad-date", field: "papers[0].added" }],
    [
      "a date before the arXiv month",
      { identifiers: { arxiv: "2506.20966" }, date: "2025-05" },
      { code: "date-before-arxiv", severity: "warning", nearest: "2025-06" },
    ],
    [
      "a year before the arXiv year",
      { identifiers: { arxiv: "2506.20966" }, date: "2024" },
      { code: "date-before-arxiv" },
    ],
    [
      "a year too early",
      { identifiers: { arxiv: "2506.20966" }, date: "2024-06" },
      { code: "date-year-off", severity: "warning" },
    ],
    ["a year too late", { identifiers: { arxiv: "2506.20966" }, date: "2026-06-30" }, { code: "date-year-off" }],
    [
      "a script as link",
      { links: [{ kind: "code", url: "javascript:alert(1)" }] },
      { code: "bad-url", path: ["papers", 0, "links", 0, "url"] },
    ],
    ["a password in a link", { links: [{ kind: "code", url: "https://a:b@c.org" }] }, { code: "bad-url" }],
    ["an unknown category", { categories: ["notabel"] }, { code: "unknown-category", nearest: "notable" }],
    [
      "a category with parts",
      { categories: ["task"] },
      { code: "category-has-children", allowed: ["task/interaction"] },
    ],
  ])("tells %s", (_name, rest, problem) => {
    expect(checkList(listOf([paperOf("a", rest)]))).toMatchObject([problem]);
  });

  it.each<readonly [string, Partial<Paper>]>([
    ["a leap day", { date: "2024-02-29" }],
    ["a leap day of 2000", { date: "2000-02-29" }],
    ["a date after the arXiv month", { identifiers: { arxiv: "2506.20966" }, date: "2025-11" }],
    ["the arXiv year", { identifiers: { arxiv: "2506.20966" }, date: "2025" }],
    ["a mail address", { links: [{ kind: "other", url: "mailto:a@b.org" }] }],
    [
      "a link to code that names another paper",
      { identifiers: { arxiv: "2506.20967" }, links: [{ kind: "code", url: arxivLink.url }] },
    ],
    ["an address of another alphabet", { links: [{ kind: "website", url: "https://zh.wikipedia.org/wiki/机器人" }] }],
  ])("has nothing to say of %s", (_name, rest) => {
    expect(checkList(listOf([paperOf("a", rest)]))).toEqual([]);
  });

  it("tells two papers with one id once", () => {
    expect(checkList(listOf([paperOf("a"), paperOf("a")])).map((problem) => problem.code)).toEqual(["duplicate-id"]);
  });

  it.each<readonly [string, Partial<Paper>, Partial<Paper>, string]>([
    ["by an identifier and a link", { identifiers: { arxiv: "2506.20966" } }, { links: [arxivLink] }, "2506.20966"],
    [
      "by a page",
      { links: [{ kind: "paper", url: "http://www.a.org/p/" }] },
      { links: [{ kind: "paper", url: "https://a.org/p" }] },
      "https://a.org/p",
    ],
    ["by title", { title: "The Same Long Title" }, { title: "the same: long *title*" }, "the same long title"],
    [
      "by short title, author and year",
      { title: "BC-Z", authors: ["Eric Jang"], date: "2022" },
      { title: "BC-Z", authors: ["Jang, Eric"], date: "2022-02" },
      "bc z | jang 2022",
    ],
  ])("tells a paper that is there twice %s", (_name, one, other, value) => {
    const problems = checkList(listOf([paperOf("a", one), paperOf("b", other)]));
    expect(problems).toMatchObject([
      { code: "duplicate-paper", severity: "error", field: "papers[1]", path: ["papers", 1], nearest: "a" },
    ]);
    expect(problems[0]?.message).toContain(value);
  });

  it.each<readonly [string, Partial<Paper>, Partial<Paper>, string]>([
    [
      "one title under two arXiv ids",
      { title: "A Survey of Robot Learning", identifiers: { arxiv: "2506.20966" } },
      { title: "A Survey of Robot Learning", identifiers: { arxiv: "2507.00001" } },
      "the title is the same, but each has an arXiv id of its own",
    ],
    [
      "one title of two authors",
      { title: "A Survey of Robot Learning", authors: ["Ann Lee"] },
      { title: "A Survey of Robot Learning", authors: ["Bo Ahn"] },
      "the title is the same, but the first authors are not the same",
    ],
    [
      "a slip of the pen",
      { title: "Learning Dexterous Manipulation of Deformable Objects from Play", date: "2024" },
      { title: "Learning Dexterous Manipulation of Deformable Object from Play", date: "2024" },
      "most words of the title are the same, so is the year",
    ],
  ])("warns of %s", (_name, one, other, words) => {
    const problems = checkList(listOf([paperOf("a", one), paperOf("b", other)]));
    expect(problems).toMatchObject([
      { code: "likely-duplicate", severity: "warning", path: ["papers", 1], nearest: "a" },
    ]);
    expect(problems[0]?.message).toContain(`: ${words}.`);
  });

  it.each([
    ["RT-1: Robotics Transformer at Scale", "RT-2: Robotics Transformer at Scale"],
    ["A Theory of Robot Learning, Part I", "A Theory of Robot Learning, Part II"],
    ["A Theory of Robot Learning", "A Theory of Robot Learning: Part II"],
  ])("takes %s and %s as two", (one, other) => {
    expect(checkList(listOf([paperOf("a", { title: one }), paperOf("b", { title: other })]))).toEqual([]);
  });

  it("tells an order that names no paper", () => {
    const list: List = {
      ...listOf([paperOf("bridge-vla")]),
      taxonomy: [
        { id: "x", title: "X", categories: [{ id: "notable", title: "N", order: ["bridge-vla", "bridge-vl", "zzz"] }] },
      ],
    };
    const problems = checkList(list).filter((problem) => problem.code === "unknown-paper");
    expect(problems).toMatchObject([
      { given: "bridge-vl", nearest: "bridge-vla", path: ["taxonomy", 0, "categories", 0, "order", 1] },
      { given: "zzz" },
    ]);
    expect(problems[1]?.nearest).toBeUndefined();
  });

  it("never throws, and says nothing of shape that parseList has seen", () => {
    fc.assert(
      fc.property(arbitraryList, (list) => {
        for (const problem of checkList(list)) {
          expect([
            "duplicate-paper",
            "likely-duplicate",
            "identifier-link-mismatch",
            "date-before-arxiv",
            "date-year-off",
            "bad-url",
          ]).toContain(problem.code);
        }
      }),
    );
  });

  it("is linear where every paper is like the others", () => {
    const papersOf = (count: number): readonly Paper[] =>
      Array.from({ length: count }, (_, index) =>
        paperOf(`p${index}`, {
          title: "One Title For Them All",
          categories: ["nope"],
          identifiers: { openreview: `id-${index}-xxxx` },
        }),
      );
    const start = performance.now();
    const problems = checkList({ ...listOf(papersOf(100_000)), taxonomy });
    expect(problems.filter(({ code }) => code === "unknown-category")).toHaveLength(100_000);
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});
