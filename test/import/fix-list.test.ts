import { describe, expect, it } from "vitest";
import { planFixes } from "../../src/import/fix-list.ts";
import { applyChanges } from "../../src/list/apply-changes.ts";
import type { Paper } from "../../src/list/paper.ts";

const paper: Paper = {
  id: "one",
  title: "One",
  date: "2025-03",
  identifiers: { arxiv: "2503.00001" },
  categories: ["a"],
  links: [{ kind: "paper", url: "https://arxiv.org/abs/2503.00001", label: "Paper" }],
};

/** The paper as the fixes leave it, with what is said of them. */
function fixed(fields: Partial<Paper>): { readonly paper: Paper | undefined; readonly messages: readonly string[] } {
  const list = { title: "L", taxonomy: [{ id: "a", title: "A" }], papers: [{ ...paper, ...fields }] };
  const fixes = planFixes(list);
  const after = applyChanges(
    list,
    fixes.map(({ change }) => change),
  );
  return { paper: after.list.papers[0], messages: fixes.flatMap(({ messages }) => messages) };
}

function linking(...urls: readonly string[]): Partial<Paper> {
  return { links: urls.map((url) => ({ kind: "paper", url, label: "Paper" })) };
}

describe("planFixes", () => {
  it.each([
    "https://arxiv.org/abs/2503.00001v2",
    "https://arxiv.org/pdf/2503.00001",
    "https://arxiv.org/pdf/2503.00001v1.pdf",
    "https://www.arxiv.org/abs/2503.00001",
    "http://arxiv.org/abs/2503.00001",
    "https://arxiv.org/html/2503.00001v3",
  ])("makes %s the page of the paper", (url) => {
    const after = fixed({ ...linking(url), asWritten: { links: `[Paper](${url}) ,`, date: "Mar 25" } });
    expect(after.paper).toEqual({ ...paper, asWritten: { date: "Mar 25" } });
    expect(after.messages).toEqual([`${url} is now https://arxiv.org/abs/2503.00001.`]);
  });

  it.each([
    ["the page itself", {}],
    [
      "a page and its PDF beside each other",
      linking("https://arxiv.org/abs/2503.00001", "https://arxiv.org/pdf/2503.00001"),
    ],
    ["a mirror, which somebody chose", linking("https://www.alphaxiv.org/abs/2503.00001")],
    ["what is no paper at arXiv", linking("https://arxiv.org/list/cs.RO/recent")],
    ["a date before the arXiv id, but not by a year", { date: "2025-02" }],
    ["a year alone", { date: "2024" }],
    ["a date a year later", { date: "2026-03" }],
    ["a date without an arXiv id", { date: "2024-03", identifiers: {} }],
    ["kept text without a fault", { asWritten: { entry: "- [One](https://arxiv.org/abs/2503.00001)" } }],
  ])("leaves alone %s", (_, fields) => {
    expect(fixed(fields)).toEqual({ paper: { ...paper, ...fields }, messages: [] });
  });

  it.each([
    ["2024-03", "2025-03"],
    ["2024-03-17", "2025-03-17"],
  ])("makes the date %s %s", (date, later) => {
    expect(fixed({ date, asWritten: { date: "Mar 24", entry: "x" } })).toEqual({
      paper: { ...paper, date: later },
      messages: [`The date ${date} is now ${later}: the paper came to arXiv in 2025-03.`],
    });
  });

  it("makes no two links the same", () => {
    const { paper: after } = fixed(linking("https://arxiv.org/pdf/2503.00001", "https://arxiv.org/html/2503.00001"));
    expect(after?.links?.map(({ url }) => url)).toEqual([
      "https://arxiv.org/abs/2503.00001",
      "https://arxiv.org/html/2503.00001",
    ]);
  });

  it("makes no day that there is not", () => {
    expect(fixed({ date: "2024-02-29", identifiers: { arxiv: "2502.00001" } }).messages).toEqual([]);
  });

  it.each<NonNullable<Paper["asWritten"]>>([
    { links: "[Paper](https://arxiv.org/abs/2503.00001) [Code]()" },
    { links: "[Paper](https://arxiv.org/abs/2503.00001) [Code](#)" },
    { entry: "- One [Code]( )" },
    { entry: { a: "- One [Code]()" } },
  ])("drops text kept for a link without an address: %j", (asWritten) => {
    const messages = ["A link without an address is gone."];
    expect(fixed({ asWritten })).toEqual({ paper, messages });
    expect(fixed({ asWritten: { ...asWritten, authors: "A and B" } })).toEqual({
      paper: { ...paper, asWritten: { authors: "A and B" } },
      messages,
    });
  });

  it("keeps no text of a date that it mends along with a link", () => {
    const { paper: after } = fixed({ date: "2024-03", asWritten: { links: "[Code]()", date: "Mar 24" } });
    expect(after).toEqual(paper);
  });
});
