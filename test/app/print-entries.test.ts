import { expect, it } from "vitest";
import { printEntries } from "../../src/app/print-entries.ts";
import type { Paper } from "../../src/list/paper.ts";

const template = "- {{ number }} {{ paper.asWritten.entry }}{{ paper.title }}\n";
const paper: Paper = { id: "mamba", title: "Mamba", categories: ["states", "fast"] };
const print = (papers: readonly Paper[], source = template, category = "states") =>
  printEntries(
    new Map([["entry-2.liquid", source]]),
    "entry-2",
    papers.map((one, at) => ({ paper: one, category, number: at + 7 })),
  );

it("prints each paper with its number, escaped as build does it", () => {
  expect(print([paper, { ...paper, title: "A* [search]" }])).toEqual(["- 7 Mamba\n", "- 8 A\\* \\[search\\]\n"]);
});

it("prints what was kept for the category", () => {
  const kept = { ...paper, asWritten: { entry: { states: "**S** ", fast: "**F** " } } };
  expect(print([kept], template, "fast")).toEqual(["- 7 **F** Mamba\n"]);
});

it.each(["{{ paper.nothing }}", "{% if %}", "{% render 'entry' %}"])("prints nothing by %s, which fails", (source) => {
  expect(print([paper], source)).toEqual([undefined]);
});
