import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { printEntries } from "../src/app/print-entries.ts";
import { importReadme } from "../src/import/import-readme.ts";
import { type GoldScore, scoreGold } from "./import-gold.ts";
import { type ImportQuality, measureImport } from "./measure-import.ts";
import { median } from "./median.ts";
import { printTable } from "./print-table.ts";
import { showImport } from "./show-import.ts";

interface Sample {
  readonly name: string;
  readonly path: string;
  /** Entries counted by hand. */
  readonly entries: number;
}

type Share = "found" | "links" | "outside" | "identical" | "fromFields" | "edited";

/** What the shares are to reach, as the median over the files and in the worst of them. */
const targets: Readonly<Record<Share, readonly [median: number, worst: number]>> = {
  found: [0.99, 0.95],
  links: [1, 0.995],
  outside: [1, 1],
  identical: [0.99, 0.95],
  fromFields: [0.92, 0.75],
  edited: [1, 1],
};

const real = new URL("../../shared/data/", import.meta.url);
const ours = new URL("../test/fixtures/import/", import.meta.url);

/**
 * How near an imported README comes to the original, on real lists and on our own, and what the import costs beside remark's
 * parse of the same file. With `--file PART` only files with that in their name; with `--quality` without the cost; with
 * `--show` what is not printed from fields, and why.
 */
export async function benchImport(): Promise<string> {
  const part = wordAfter("--file");
  const isWanted = ({ name }: Sample): boolean => name.toLowerCase().includes(part.toLowerCase());
  const samples = { "real lists": realLists().filter(isWanted), "our own": ownLists().filter(isWanted) };
  if (process.argv.includes("--show")) {
    return Object.values(samples)
      .flat()
      .map(({ name, path }) => `### ${name}\n\n${showImport(readFileSync(path, "utf8"))}`)
      .join("\n\n");
  }
  const tables: string[] = [];
  for (const [what, some] of Object.entries(samples)) {
    if (some.length > 0) tables.push(`### ${what}\n\n${await measureAll(some)}`);
  }
  const gold = measureFields(samples["real lists"]);
  if (gold !== undefined) tables.push(`### fields, as their maintainers have them in data\n\n${gold}`);
  if (part === "" && !process.argv.includes("--quality"))
    tables.push(`### growth of a table\n\n${await measureGrowth()}`);
  return tables.join("\n\n");
}

async function measureAll(samples: readonly Sample[]): Promise<string> {
  const rows: string[][] = [];
  const shares: Record<Share, number>[] = [];
  for (const sample of samples) {
    const text = readFileSync(sample.path, "utf8");
    const cost = process.argv.includes("--quality") ? [] : await costOf(text, sample.path);
    try {
      const quality = await measureImport(text);
      const share = { ...quality, found: foundShare(quality.entries, sample.entries) };
      shares.push(share);
      const cells = [...keys.map((key) => shown(share[key])), `${quality.notUnderstood}`, quality.again ? "yes" : "NO"];
      rows.push([sample.name.slice(0, 40), `${quality.entries} / ${sample.entries}`, ...cells, ...cost]);
    } catch (error) {
      shares.push({ found: 0, links: 0, outside: 0, identical: 0, fromFields: 0, edited: 0 });
      rows.push([sample.name.slice(0, 40), error instanceof Error ? error.message.slice(0, 60) : "failed"]);
    }
  }
  const summary = (what: string, of: (values: readonly number[]) => number, target: 0 | 1): string[] => [
    what,
    "",
    ...keys.map((key) => {
      const value = of(shares.map((share) => share[key]).filter((one) => !Number.isNaN(one)));
      return againstTarget(value, targets[key][target]);
    }),
  ];
  rows.push(
    summary("median", middle, 0),
    summary("worst", (values) => Math.min(...values), 1),
  );
  const heads =
    "file,entries,found,links,outside,identical,from fields,edited,not understood,again,import,remark,time,memory";
  return printTable(heads.split(","), rows);
}

const keys = Object.keys(targets) as readonly Share[];

/** Too many is as wrong as too few. */
function foundShare(found: number, wanted: number): number {
  return Math.min(found, wanted) / Math.max(found, wanted);
}

async function costOf(text: string, path: string): Promise<readonly string[]> {
  const times = text.length > 200_000 ? 3 : 7;
  const took = await median(() => importReadme(text, { printEntries }), times);
  const parse = await median(() => parseAlone(text), times);
  const [memory, least] = [peakOf("import", path), peakOf("parse", path)];
  const ratio = least < leastTold ? "" : `${(memory / least).toFixed(2)} x`;
  return [`${took.toFixed(0)} ms`, `${parse.toFixed(0)} ms`, `${(took / parse).toFixed(2)} x`, ratio];
}

/** Of a smaller growth, in kB, most is what the engine had not yet collected. */
const leastTold = 50_000;

function peakOf(what: "import" | "parse", path: string): number {
  const script = fileURLToPath(new URL("peak-memory.ts", import.meta.url));
  return Number(execFileSync(process.execPath, [script, what, path], { encoding: "utf8" }));
}

function parseAlone(text: string): unknown {
  return unified().use(remarkParse).use(remarkGfm).parse(text);
}

type Field = "title" | "authors" | "date" | "links";

const fieldTargets: Readonly<Record<Field, number>> = { title: 0.97, authors: 0.95, date: 0.95, links: 0.98 };
const fieldKeys = Object.keys(fieldTargets) as readonly (Field & keyof GoldScore)[];

/** Undefined where no list has such data. */
function measureFields(samples: readonly Sample[]): string | undefined {
  const rows = samples.flatMap(({ name, path }) => {
    const { list } = importReadme(readFileSync(path, "utf8"), { printEntries });
    const score = scoreGold(`${name}.md`, list.papers);
    if (score === undefined) return [];
    const cells = fieldKeys.map((key) => againstTarget(score[key], fieldTargets[key]));
    return [[name.slice(0, 40), shown(score.matched), ...cells]];
  });
  return rows.length === 0 ? undefined : printTable(["file", "matched", ...fieldKeys], rows);
}

function againstTarget(value: number, target: number): string {
  return `${shown(value)} ${value >= target ? "✓" : "✗"} ${target}`;
}

async function measureGrowth(): Promise<string> {
  const rows: string[][] = [];
  for (const count of [1_250, 2_500, 5_000, 10_000]) {
    const text = tableOf(count);
    const start = performance.now();
    const { report } = importReadme(text, { printEntries });
    const took = performance.now() - start;
    const parse = await median(() => parseAlone(text), 1);
    const found = `${report.entries} (${report.printed.fromFields} from fields)`;
    rows.push([
      count.toLocaleString("en"),
      found,
      `${took.toFixed(0)} ms`,
      (took / count).toFixed(3),
      `${(took / parse).toFixed(2)} x`,
    ]);
  }
  return printTable(["rows", "entries", "import", "ms a row", "to remark"], rows);
}

function tableOf(count: number): string {
  const row = (_: unknown, at: number): string => {
    const [year, month] = [2015 + (at % 10), String(1 + (at % 12)).padStart(2, "0")];
    const id = `${year - 2000}${month}.${String(10_000 + at)}`;
    return `| ${year}-${month} | Learning to Grasp Object Number ${at} from Few Demonstrations | [arXiv](https://arxiv.org/abs/${id}) | [code](https://github.com/lab-${at % 97}/grasp-${at}) |`;
  };
  return `# Grasping\n\n## Papers\n\n| Date | Title | Paper | Code |\n| --- | --- | --- | --- |\n${Array.from({ length: count }, row).join("\n")}\n`;
}

/** With the counts of the table that stands beside them. */
function realLists(): readonly Sample[] {
  if (!existsSync(real)) return [];
  const about = readFileSync(new URL("README.md", real), "utf8");
  return [...about.matchAll(/^\| (\S+\.md) \| (\d+) \|/gm)].map(([, file = "", entries]) => ({
    name: basename(file, ".md"),
    path: fileURLToPath(new URL(`readmes/${encodeURIComponent(file)}`, real)),
    entries: Number(entries),
  }));
}

function ownLists(): readonly Sample[] {
  return globSync("*/README.md", { cwd: ours })
    .toSorted()
    .map((file) => {
      const name = file.split(/[\\/]/)[0] ?? "";
      const expected = JSON.parse(readFileSync(new URL(`${name}/expected.json`, ours), "utf8")) as Pick<
        ImportQuality,
        "entries"
      >;
      return { name, path: fileURLToPath(new URL(`${name}/README.md`, ours)), entries: expected.entries };
    });
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
}

/** Rounded down: what is not all is never shown as all. */
function shown(share: number): string {
  return Number.isNaN(share) ? "-" : (Math.floor(share * 10_000) / 10_000).toFixed(4);
}

function wordAfter(option: string): string {
  const at = process.argv.indexOf(option);
  return at === -1 ? "" : (process.argv[at + 1] ?? "");
}

if (import.meta.main) process.stdout.write(`${await benchImport()}\n`);
