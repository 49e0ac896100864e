import { describe, expect, it } from "vitest";
import { findPaperQueries } from "../../src/intake/paper-queries.ts";
import type { FormAnswers } from "../../src/intake/read-form.ts";
import { queryKey } from "../../src/list/paper-query.ts";

const pmlr = "https://proceedings.mlr.press/v270/kim25c.html";
const title = "Attention Is All You Need";

describe("what is looked up for", () => {
  it.each<[string, Parameters<typeof answersOf>[0], readonly string[]]>([
    ["an id", { links: "2506.20966v2" }, ["arxiv:2506.20966"]],
    ["one paper twice", { links: "https://arxiv.org/abs/2506.20966\narXiv:2506.20966v1" }, ["arxiv:2506.20966"]],
    [
      "several names",
      { links: "2506.20966 10.1109/ABC.1\n- P19-1001" },
      ["arxiv:2506.20966", "doi:10.1109/abc.1", "acl:P19-1001"],
    ],
    ["an identifier beside a page", { links: `${pmlr}\n2406.09246`, title }, ["arxiv:2406.09246"]],
    [
      "six identifiers",
      { links: "2506.00001 2506.00002 2506.00003 2506.00004 2506.00005 2506.00006" },
      [1, 2, 3, 4, 5].map((n) => `arxiv:2506.0000${n}`),
    ],
    ["a page", { links: `${pmlr}?utm_source=x`, title }, [`page:${pmlr}`]],
    [
      "a page in two forms",
      { links: "https://proceedings.mlr.press/v270/kim25c/kim25c.pdf\nhttps://proceedings.mlr.press/v270/kim25c.html" },
      [`page:${pmlr}`],
    ],
    ["a page and a project's", { links: `https://openvla.github.io\n${pmlr}` }, [`page:${pmlr}`]],
    ["a project's page", { links: "https://openvla.github.io" }, ["page:https://openvla.github.io/"]],
    [
      "a project's page and a title",
      { links: "https://openvla.github.io", title },
      ["page:https://openvla.github.io/", `title:["${title}","",""]`],
    ],
    ["code alone", { links: "https://github.com/openvla/openvla" }, []],
    ["code in its own field", { links: "2406.09246", code: "https://arxiv.org/abs/2506.20966" }, ["arxiv:2406.09246"]],
    ["a PDF and a title", { links: "https://a.org/paper.pdf", title }, [`title:["${title}","",""]`]],
    ["a broken link beside a good one", { links: "ftp://a.org/x\n2406.09246" }, ["arxiv:2406.09246"]],
    [
      "a title, its authors and its date",
      { title, authors: "Ashish Vaswani\nNoam Shazeer", date: "2017-06" },
      [`title:["${title}","Ashish Vaswani","2017"]`],
    ],
    ["a date that is none", { title, date: "20170612" }, [`title:["${title}","",""]`]],
    ["two words", { title: "Deep Learning", authors: "Yann LeCun" }, []],
    ["nothing", {}, []],
    ["the empty answer of a form", { title: "_No response_", links: "_No response_" }, []],
  ])("%s", (_, answers, keys) => {
    expect(findPaperQueries(answersOf(answers)).map(queryKey)).toEqual(keys);
  });
});

function answersOf(answers: Partial<Record<"title" | "links" | "authors" | "date" | "code", string>>): FormAnswers {
  return new Map(Object.entries(answers)) as FormAnswers;
}
