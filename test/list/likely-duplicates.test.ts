import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addToIndex, findDuplicate, indexOf, indexPapers } from "../../src/list/duplicates.ts";
import { findLikelyDuplicates } from "../../src/list/likely-duplicates.ts";
import type { Named } from "../../src/list/paper-names.ts";
import { arbitraryPaper, paperOf } from "./arbitrary-list.ts";

interface Question extends Named {
  readonly shows: string;
  readonly is?: string;
  readonly answer: "certain" | "likely" | "none";
}

const { known, questions } = JSON.parse(
  readFileSync(new URL("../fixtures/duplicates/cases.json", import.meta.url), "utf8"),
) as { readonly known: readonly Named[]; readonly questions: readonly Question[] };

const idOf = (paper: Named | undefined) => paper?.identifiers?.arxiv ?? paper?.identifiers?.doi;

describe("findLikelyDuplicates", () => {
  it.each(questions.map((question) => [question.shows, question] as const))("%s", (_shows, question) => {
    const index = indexOf(known);
    const certain = findDuplicate(index, question)?.paper;
    const likely = findLikelyDuplicates(index, question).map(({ paper }) => paper);
    expect(idOf(certain)).toBe(question.answer === "certain" ? question.is : undefined);
    expect(likely.map(idOf)).toEqual(question.answer === "likely" ? [question.is] : []);
  });

  it.each<readonly [string, Named, Named, readonly string[]]>([
    [
      "author and year",
      { title: "Learning Dexterous Manipulation from Play", authors: ["Ann Lee"], date: "2024" },
      { title: "Learning Dexterous Manipulations from Play", authors: ["A. Lee"], date: "2024-05" },
      ["title", "first-author", "year"],
    ],
    [
      "the nickname, and years",
      { title: "Alpha: Planning with Learned Models of Contact", date: "2024" },
      { title: "Alpha: Planning with the Learned Model of Contact", date: "2020" },
      ["title", "nickname", "other-year"],
    ],
    [
      "another id",
      { title: "Planning with Learned Models", identifiers: { openreview: "aaaaaaaaaa" } },
      { title: "Planning with learned models", identifiers: { openreview: "bbbbbbbbbb" } },
      ["title", "other-identifier"],
    ],
    [
      "another author",
      { title: "Planning with Learned Models", authors: ["Ann Lee"] },
      { title: "Planning with Learned Models", authors: ["Bo Ahn"] },
      ["title", "other-first-author"],
    ],
  ])("says why: %s", (_name, one, other, reasons) => {
    const [likely] = findLikelyDuplicates(indexPapers([one]), other);
    expect(likely?.reasons.map(({ kind }) => kind)).toEqual(reasons);
    expect(likely?.score).toBeLessThanOrEqual(1);
  });

  it("gives three at most, the likeliest first", () => {
    const title = "Modelling the Contact of Soft Robotic Hands with Tactile Skin";
    const index = indexPapers(["Now", "Today", "", "Here", "Again"].map((word) => ({ title: `${title} ${word}` })));
    const likely = findLikelyDuplicates(index, { title: `${title} Anew` });
    expect(likely).toHaveLength(3);
    expect(likely[0]?.paper.title).toBe(`${title} `);
  });

  it("sees what came into the index since the last question", () => {
    const index = indexPapers<Named>([{ title: "Something Else Entirely" }]);
    expect(findLikelyDuplicates(index, { title: "RAGCache" })).toEqual([]);
    addToIndex(index, { title: "RAGCache: Caching of Knowledge" });
    expect(findLikelyDuplicates(index, { title: "RAGCache" })).toHaveLength(1);
  });

  it("never throws, is symmetric, and asks nothing that is certain", () => {
    fc.assert(
      fc.property(arbitraryPaper, arbitraryPaper, fc.boolean(), (one, paper, isSame) => {
        const other = isSame ? { ...paper, title: one.title } : paper;
        const [there] = findLikelyDuplicates(indexPapers([one]), other);
        const [back] = findLikelyDuplicates(indexPapers([other]), one);
        expect(there?.score).toBe(back?.score);
        const isCertain = findDuplicate(indexPapers([one]), other) !== undefined;
        expect(isCertain && there !== undefined).toBe(false);
      }),
    );
  });

  it.each([
    [
      "one title for all",
      (at: number) => ({ title: "One Title for Them All", identifiers: { openreview: `paper-${at}` } }),
    ],
    ["long titles of the same words", (at: number) => ({ title: `${"very long ".repeat(190)}${at}` })],
    ["one word", () => ({ title: "a ".repeat(1_000) })],
  ])("looks at few of many: %s", (_name, make) => {
    const index = indexPapers(Array.from({ length: 20_000 }, (_, at) => make(at)));
    expect(findLikelyDuplicates(index, { title: make(-1).title }).length).toBeLessThanOrEqual(3);
  });
});

describe("findDuplicate", () => {
  it("is symmetric, and the order of the papers does not matter", () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryPaper, { minLength: 1, maxLength: 4 }),
        arbitraryPaper,
        fc.nat(3),
        (papers, other, at) => {
          const one = papers[at % papers.length] ?? paperOf("x");
          const asked = { ...other, title: `Name: ${one.title}`, authors: one.authors ?? ["Ann Lee"] };
          const isFound = findDuplicate(indexPapers([one]), asked) !== undefined;
          expect(findDuplicate(indexPapers([asked]), one) !== undefined).toBe(isFound);
          const isThere = findDuplicate(indexPapers(papers), asked) !== undefined;
          expect(findDuplicate(indexPapers(papers.toReversed()), asked) !== undefined).toBe(isThere);
        },
      ),
    );
  });
});
