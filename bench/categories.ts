import { readFileSync } from "node:fs";
import { learnCategories } from "../src/list/category-model.ts";
import type { List } from "../src/list/list.ts";
import type { Paper } from "../src/list/paper.ts";
import { suggestCategories } from "../src/list/suggest-categories.ts";
import { tryCategories } from "../src/list/try-categories.ts";
import { readCategorisedLists } from "./categorised-lists.ts";
import { median } from "./median.ts";
import { printTable } from "./print-table.ts";
import { repeatedList } from "./repeated-list.ts";

/**
 * How often suggested categories are right, each paper asked about as if its list did not hold it, beside always guessing the largest
 * category, or the three largest; and whether a confidence is kept on papers that it was not measured on.
 */
export async function benchCategories(): Promise<string> {
  const own = JSON.parse(readFileSync(new URL("../list.json", import.meta.url), "utf8")) as List;
  const long = JSON.parse(repeatedList(10_000)) as List;
  const titles = long.papers.map(({ title }) => title);
  const abstracts = long.papers.map((paper, at) => ({ ...paper, abstract: titles.slice(at, at + 15).join(". ") }));
  const lists = [{ name: "our own", papers: own.papers }, ...readCategorisedLists()];
  const rows: string[][] = [];
  for (const { name, papers } of lists) rows.push([name, ...quality(papers), ...(await times(papers))]);
  rows.push(["our own repeated", "10,000", "", "", "", "", "", "", "", ...(await times(long.papers))]);
  rows.push(["with abstracts of 15 titles", "10,000", "", "", "", "", "", "", "", ...(await times(abstracts))]);
  const heads =
    "list,papers,categories,first right,largest,one of three right,three largest,offered,held out: said / right,learn and try,ask once more";
  return printTable(heads.split(","), rows);
}

function quality(papers: readonly Paper[]): readonly string[] {
  const model = learnCategories(papers);
  const { first, any, isOffered } = tryCategories(model);
  return [
    papers.length.toLocaleString("en"),
    `${model.categories.length}`,
    percent(first.right / first.tried),
    percent(first.guessed / first.tried),
    percent(any.right / any.tried),
    percent(any.guessed / any.tried),
    isOffered ? "yes" : "no",
    heldOut(papers),
  ];
}

/** Every fifth paper asked about, learned from the others: the mean confidence of first suggestions, and how many were right. */
function heldOut(papers: readonly Paper[]): string {
  const rest = listOf(papers.filter((_, at) => at % 5 !== 0));
  const firsts = papers.flatMap((paper, at) => {
    const first = at % 5 === 0 ? suggestCategories(rest, paper)[0] : undefined;
    return first === undefined
      ? []
      : [{ said: first.confidence, right: paper.categories.includes(first.path) ? 1 : 0 }];
  });
  const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  if (firsts.length === 0) return "-";
  return `${percent(mean(firsts.map(({ said }) => said)))} / ${percent(mean(firsts.map(({ right }) => right)))}`;
}

async function times(papers: readonly Paper[]): Promise<readonly string[]> {
  const [paper] = papers;
  if (paper === undefined) return [];
  const list = listOf(papers);
  // An array of its own each time, since what is learned is kept by the array.
  const learning = await median(() => suggestCategories({ ...list, papers: [...papers] }, paper), 5);
  const asking = await median(() => {
    for (let at = 0; at < 100; at += 1) suggestCategories(list, paper);
  }, 5);
  return [`${learning.toFixed(1)} ms`, `${(asking / 100).toFixed(3)} ms`];
}

function listOf(papers: readonly Paper[]): List {
  const paths = [...new Set(papers.flatMap(({ categories }) => categories))];
  return { title: "", taxonomy: paths.map((path) => ({ id: path, title: path })), papers };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
