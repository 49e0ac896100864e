import type { Category } from "../../list/list.ts";
import { printList } from "../../list/list-file.ts";
import type { Paper } from "../../list/paper.ts";
import type { PaperField } from "../../list/paper-fields.ts";
import type { Problem } from "../../list/problem.ts";
import { leafCategories } from "../../list/taxonomy.ts";
import { writeText } from "../list-directory.ts";
import { colorsOf, type Colors } from "./colors.ts";
import { commandLine } from "./command-line.ts";
import { draftPapers, type DraftedPaper, type FieldTexts } from "./draft-papers.ts";
import { exampleCommand, optionOf } from "./example-command.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import type { CliIo } from "./io.ts";
import { hasErrors, openList } from "./open-list.ts";
import { pathFrom, placeProblems } from "./placed-problem.ts";
import { printProblems, problemText } from "./print-problems.ts";
import { problemsAsJson } from "./problems-as-json.ts";
import { UsageError } from "./usage-error.ts";
import { visibleText } from "./visible-text.ts";

type OptionName = Exclude<PaperField["name"], "links" | "categories">;

export interface AddOptions extends Readonly<Partial<Record<OptionName, string>>> {
  readonly dir: string;
  readonly category?: readonly string[];
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Adds papers to the list, all of those given or none. */
export async function add(given: readonly string[], options: AddOptions, io: CliIo): Promise<ExitCode> {
  const texts = readTexts(given, options);
  const opened = openList(io, options.dir, "shape");
  const { directory, place } = opened;
  if (opened.list === undefined || hasErrors(opened.problems)) {
    return refuse(io, options, placeProblems(opened.problems, place));
  }
  const { list, papers } = draftPapers(opened.list, given, texts, io.now().toISOString().slice(0, 10));
  const added = papers.flatMap(({ paper }) => (paper === undefined ? [] : [paper]));
  const isRefused = added.length < papers.length;
  if (!isRefused && options.dryRun !== true) {
    const problem = writeText(directory, place.listPath, printList(list));
    if (problem !== undefined) return refuse(io, options, placeProblems([problem], place));
  }
  if (options.json === true) printAnswer(io, papers, isRefused || options.dryRun === true);
  else if (isRefused) explain(io, options, { papers, texts, taxonomy: list.taxonomy });
  else {
    printDraftProblems(io, papers, colorsOf(io));
    const { previewEntries } = await import("./preview-entries.ts");
    io.stdout(visibleLines(previewEntries(directory, list, added)));
    const path = pathFrom(place, place.listPath);
    io.stderr(
      options.dryRun === true
        ? `Nothing was written (--dry-run); ${path} is as it was.\n`
        : `Added to ${path}. Run "${commandLine(io, "build", options.dir)}" to bring it into the outputs.\n`,
    );
  }
  return isRefused ? exitCode.wrongAnswer : exitCode.done;
}

/** What the options say of every paper; an option that can be true of one paper only goes with one paper only. */
function readTexts(given: readonly string[], options: AddOptions): FieldTexts {
  const { dir: _dir, category, dryRun: _dryRun, json: _json, ...fields } = options;
  const own = Object.keys(fields).filter((name) => name !== "tags");
  if (given.length > 1 && own.length > 0) {
    const names = own.map((name) => `--${name}`).join(", ");
    throw new UsageError(`${names} would be said of ${given.length} papers; add them one by one`);
  }
  return { ...fields, ...(category === undefined ? {} : { categories: category.join("\n") }) };
}

function refuse(io: CliIo, options: AddOptions, problems: ReturnType<typeof placeProblems>): ExitCode {
  if (options.json === true) {
    const answer = { written: false, papers: [], problems: problemsAsJson(problems) };
    io.stdout(`${JSON.stringify(answer, undefined, 2)}\n`);
  } else io.stdout(printProblems(problems, colorsOf(io)));
  return exitCode.wrongAnswer;
}

function printAnswer(io: CliIo, papers: readonly DraftedPaper[], isKept: boolean): void {
  const problems = papers.flatMap((drafted) =>
    drafted.problems.map((problem) => ({ paper: drafted.given, option: optionOf(problem.field), ...problem })),
  );
  const added: readonly Paper[] = papers.flatMap(({ paper }) => (paper === undefined ? [] : [paper]));
  io.stdout(`${JSON.stringify({ written: !isKept, papers: added, problems }, undefined, 2)}\n`);
}

interface Refused {
  readonly papers: readonly DraftedPaper[];
  readonly texts: FieldTexts;
  readonly taxonomy: readonly Category[];
}

/** Everything that is missing at once, a command line to fill in, and the categories where one is asked for. */
function explain(io: CliIo, { dir }: AddOptions, { papers, texts, taxonomy }: Refused): void {
  printDraftProblems(io, papers, colorsOf(io));
  const mendable = papers.filter(({ problems }) => hasErrors(problems) && !problems.some(isDuplicate));
  if (mendable.length > 0) {
    const examples = mendable.map(({ given, problems }) => exampleCommand({ io, dir, given, texts, problems }));
    const lines = examples.map((example) => `  ${visibleText(example)}\n`);
    io.stderr(`Nothing was written. For example:\n${lines.join("")}`);
  } else io.stderr("Nothing was written.\n");
  if (mendable.some(({ problems }) => problems.some(asksForCategory))) io.stderr(printCategories(taxonomy));
}

/** Nothing is near to what was given, if anything was. */
function asksForCategory({ field, severity, nearest }: Problem): boolean {
  return field === "categories" && severity === "error" && nearest === undefined;
}

/** Longer lists scroll away what stands before them. */
const mostCategories = 40;

function printCategories(taxonomy: readonly Category[]): string {
  const leaves = leafCategories(taxonomy);
  if (leaves.length === 0) return "";
  const shown = leaves.slice(0, mostCategories);
  const width = Math.max(...shown.map(({ path }) => path.length));
  const lines = shown.map(({ path, title }) => `  ${visibleText(`${path.padEnd(width)}  ${title}`)}\n`);
  const rest = leaves.length - shown.length;
  return `The categories of the list:\n${lines.join("")}${rest > 0 ? `  … and ${rest} more, in its taxonomy\n` : ""}`;
}

function printDraftProblems(io: CliIo, papers: readonly DraftedPaper[], colors: Colors): void {
  for (const { given, problems } of papers) {
    for (const problem of problems) {
      const place = colors.bold(`${visibleText(given)}: ${optionOf(problem.field)}:`);
      const warning = problem.severity === "warning" ? `${colors.yellow("warning:")} ` : "";
      io.stdout(`${place} ${warning}${problemText(problem, colors)}\n`);
    }
  }
}

/** Safe on a terminal, its line ends kept. */
function visibleLines(text: string): string {
  return text.split("\n").map(visibleText).join("\n");
}

function isDuplicate({ code }: Problem): boolean {
  return code === "duplicate-paper";
}
