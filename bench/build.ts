import { globSync, readFileSync } from "node:fs";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { checkList } from "../src/list/check-list.ts";
import { defaultConfiguration } from "../src/list/configuration.ts";
import { parseList } from "../src/list/list-file.ts";
import { viewOfList } from "../src/render/list-view.ts";
import { renderOutputs } from "../src/render/render-outputs.ts";
import { safeText } from "../src/render/safe-text.ts";
import { concatenate } from "./concatenate.ts";
import { median } from "./median.ts";
import { printTable } from "./print-table.ts";
import { repeatedList } from "./repeated-list.ts";

const folder = new URL("../templates/", import.meta.url);
const templates = new Map(
  globSync("**/*.liquid", { cwd: folder }).map((name) => [name, readFileSync(new URL(name, folder), "utf8")]),
);
const anchor = safeText("x");

/**
 * The whole in-process build (read, view, render) beside its floors in the same run: JSON.parse of the same file, plain
 * concatenation of the same README, and remark-stringify of that README's own tree.
 */
export async function benchBuild(): Promise<string> {
  const rows: string[][] = [];
  for (const count of [137, 1_000, 10_000, 100_000]) rows.push(await measure(count));
  const heads =
    "papers,JSON.parse,read,view,render,build,check,concatenate,remark-stringify,build / JSON.parse,build / remark,check / JSON.parse";
  return printTable(heads.split(","), rows);
}

async function measure(count: number): Promise<string[]> {
  const times = count > 10_000 ? 3 : count > 1_000 ? 7 : 15;
  const text = repeatedList(count);
  const list = read(text);
  const build = async (from: string): Promise<string> => {
    const input = { list: read(from), templates, configuration: defaultConfiguration, files: new Map() };
    const { files, problems } = await renderOutputs(input);
    const readme = files.find(({ path }) => path === "README.md")?.text;
    if (readme === undefined) throw new Error(problems.map(({ message }) => message).join("\n"));
    return readme;
  };
  const viewNow = () => viewOfList(list, { descriptions: new Map(), anchorOf: () => anchor });
  const { categories } = viewNow();
  const parse = await median(() => JSON.parse(text), times);
  const reading = await median(() => read(text), times);
  const viewing = await median(viewNow, times);
  const building = await median(() => build(text), times);
  const checking = await median(() => checkList(read(text)), times);
  const joining = await median(() => concatenate(list, categories), times);
  const remark = count > 10_000 ? Number.NaN : await remarkTime(await build(text), times);
  const ms = [parse, reading, viewing, Math.max(0, building - reading - viewing), building, checking, joining, remark];
  const ratios = [building / parse, building / remark, checking / parse];
  return [
    count.toLocaleString("en"),
    ...ms.map((time) => (Number.isNaN(time) ? "-" : `${time.toFixed(1)} ms`)),
    ...ratios.map((ratio) => (Number.isNaN(ratio) ? "-" : `${ratio.toFixed(2)} x`)),
  ];
}

function read(text: string) {
  const result = parseList(text);
  if (result.ok) return result.value;
  throw new Error(
    result.problems
      .slice(0, 3)
      .map(({ message }) => message)
      .join("\n"),
  );
}

async function remarkTime(readme: string, times: number): Promise<number> {
  const tree = unified().use(remarkParse).use(remarkGfm).parse(readme);
  const printer = unified().use(remarkGfm).use(remarkStringify);
  return median(() => printer.stringify(tree), Math.min(times, 5));
}
