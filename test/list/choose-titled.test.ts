import { describe, expect, it } from "vitest";
import { chooseTitled, type TitleQuery } from "../../src/list/choose-titled.ts";
import type { PaperRecord, SourceName } from "../../src/list/paper-record.ts";

function paper(source: SourceName, title: string, rest: Partial<PaperRecord> = {}): PaperRecord {
  return { source, url: `https://example.org/${source}`, title, identifiers: {}, ...rest };
}

const long = "Attention Is All You Need";
const vaswani = { authors: ["Ashish Vaswani", "Noam Shazeer"], date: "2017-06-12" };
const arxiv = paper("arxiv", long, { ...vaswani, identifiers: { arxiv: "1706.03762" } });

function ask(rest: Partial<TitleQuery> = {}): TitleQuery {
  return { kind: "title", title: "attention is all you need", ...rest };
}

describe("a title is sure", () => {
  it.each<[string, TitleQuery, readonly PaperRecord[], readonly SourceName[]]>([
    ["when it is equal, of four words at least", ask(), [arxiv], ["arxiv"]],
    ["with the family name of any author", ask({ author: "Shazeer" }), [arxiv], ["arxiv"]],
    ["with a whole name, family first", ask({ author: "Vaswani, Ashish et al." }), [arxiv], ["arxiv"]],
    ["within a year", ask({ year: "2018" }), [arxiv], ["arxiv"]],
    ["whatever else was found", ask(), [paper("openalex", "Attention"), arxiv], ["arxiv"]],
    [
      "when several sources mean one paper, each heard once",
      ask(),
      [arxiv, paper("crossref", long, vaswani), paper("crossref", long, vaswani)],
      ["arxiv", "crossref"],
    ],
    [
      "when it is short and author and year agree",
      { kind: "title", title: "Octo", author: "Ghosh", year: "2024" },
      [paper("arxiv", "Octo", { authors: ["Dibya Ghosh"], date: "2024-05" })],
      ["arxiv"],
    ],
  ])("%s", (_, query, found, sources) => {
    const choice = chooseTitled(query, found);
    expect(choice.kind === "sure" && choice.records.map(({ source }) => source)).toEqual(sources);
  });
});

describe("a title is not sure", () => {
  it.each<[string, TitleQuery, readonly PaperRecord[], number]>([
    ["with nothing found", ask(), [], 0],
    ["with another author", ask({ author: "Kim" }), [arxiv], 1],
    ["with another year", ask({ year: "2021" }), [arxiv], 1],
    ["where an author is asked for and none is told", ask({ author: "Vaswani" }), [paper("openalex", long)], 1],
    ["where it is short", { kind: "title", title: "Octo", author: "Ghosh" }, [paper("arxiv", "Octo")], 1],
    ["where two papers have it", ask(), [arxiv, paper("crossref", long, { authors: ["Ann Lee"] })], 2],
    ["where it is only alike", ask(), [paper("arxiv", "Attention Is Not All You Need")], 1],
  ])("%s", (_, query, found, count) => {
    const choice = chooseTitled(query, found);
    expect(choice.kind === "unsure" && choice.candidates.length).toBe(count);
  });

  it("shows each paper once, the nearest first, a few of them", () => {
    const far = Array.from({ length: 9 }, (_, at) => paper("openalex", `Something else entirely, number ${at}`));
    const near = paper("crossref", "Attention Is Not All You Need");
    const choice = chooseTitled(ask(), [...far, near, paper("arxiv", near.title)]);
    expect(choice.kind === "unsure" && choice.candidates.slice(0, 2)).toEqual([near, far[0]]);
    expect(choice.kind === "unsure" && choice.candidates).toHaveLength(5);
  });
});
