import { isUtf8 } from "node:buffer";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { planFixes, type ListFix } from "../../import/fix-list.ts";
import type { ImportedList } from "../../import/import-readme.ts";
import { applyChanges } from "../../list/apply-changes.ts";
import { configurationPath } from "../../list/configuration.ts";
import type { Problem, ProblemCode } from "../../list/problem.ts";
import { importInWorker, type ImportOutcome } from "../import-in-worker.ts";
import { writeText } from "../list-directory.ts";
import { adoptedFiles, filesInTheWay } from "./adopted-files.ts";
import { colorsOf } from "./colors.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import type { CliIo } from "./io.ts";
import { makeOutputs, writeOutputs } from "./make-outputs.ts";
import { hasErrors, openList } from "./open-list.ts";
import { pathFrom, placeProblems, type PlacedProblem } from "./placed-problem.ts";
import { printImport } from "./print-import.ts";
import { printProblems } from "./print-problems.ts";
import { problemsAsJson } from "./problems-as-json.ts";
import { readGivenReadme, type GivenReadme } from "./read-given-readme.ts";
import { UsageError } from "./usage-error.ts";

export interface ImportCommandOptions {
  /** The list repository to be; `dir` is the same under the name that the other commands have for it. */
  readonly out?: string;
  readonly dir?: string;
  readonly fix?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Adopts a hand-written README: writes the list, the templates that print it in its own style, and what `build` makes of them. */
export async function importCommand(given: string, options: ImportCommandOptions, io: CliIo): Promise<ExitCode> {
  const readme = await readGivenReadme(given, io);
  const refuse = (code: ProblemCode, message: string, line = 1): ExitCode => {
    const facts = { code, severity: "error", field: readme.path, message } as const;
    return end(io, options, { problems: [{ ...facts, file: readme.shown, position: { line, column: 1 } }] });
  };
  if (!isUtf8(readme.bytes)) {
    return refuse("wrong-shape", "This line is not UTF-8 text. Save the file as UTF-8.", lineNotUtf8(readme.bytes));
  }
  const text = readme.bytes.toString("utf8");
  const outcome = await importInWorker({ text, ...(readme.title !== undefined && { title: readme.title }) });
  if (outcome.kind !== "imported") return refuse("too-large", whyStopped(outcome));
  const { imported } = outcome;
  if (imported.list.papers.length === 0) {
    return refuse("empty-file", "No paper was found in it: no entry with a title and a link. Nothing was written.");
  }
  const fixes = options.fix === true ? planFixes(imported.list) : [];
  const { list } = applyChanges(
    imported.list,
    fixes.map(({ change }) => change),
  );
  const root = resolve(io.cwd, options.out ?? options.dir ?? readme.folder);
  return end(io, options, {
    readme,
    imported,
    fixes,
    ...(await adopt({ ...imported, list }, { root, readme, text, options, io })),
  });
}

interface Adoption {
  readonly root: string;
  readonly readme: GivenReadme;
  /** The README as it was read. */
  readonly text: string;
  readonly options: ImportCommandOptions;
  readonly io: CliIo;
}

interface Written {
  readonly written?: readonly string[];
  readonly problems: readonly PlacedProblem[];
}

async function adopt(imported: ImportedList, { root, readme, text, options, io }: Adoption): Promise<Written> {
  mkdirSync(root, { recursive: true });
  const before = openList(io, root, "shape");
  // That the list which it names is not there yet is no mistake.
  const wrong = before.problems.filter(({ file, code }) => file === configurationPath && code !== "empty-file");
  if (hasErrors(wrong)) return { problems: placeProblems(wrong, before.place) };
  const files = adoptedFiles(imported, readme.path, before);
  const inTheWay = options.force === true ? [] : filesInTheWay(files, before, { path: readme.path, text });
  if (inTheWay.length > 0) {
    const names = inTheWay.slice(0, 3).map((path) => pathFrom(before.place, path));
    const more = inTheWay.length > 3 ? ` and ${inTheWay.length - 3} more` : "";
    const what = `${names.join(", ")}${more} would be overwritten`;
    throw new UsageError(`${what}; name another directory with --out, or write over them with --force`);
  }
  const refused = [...files].flatMap(([path, content]) => writeText(before.directory, path, content) ?? []);
  const opened = openList(io, root, "all");
  const shown = (path: string): string => pathFrom(opened.place, path);
  // A warning about a paper is for `check` to tell; what is odd in the README, the report tells.
  const problems: Problem[] = [...refused, ...opened.problems.filter(({ severity }) => severity === "error")];
  if (opened.list === undefined || hasErrors(problems)) {
    return { written: [...files.keys()].map(shown), problems: placeProblems(problems, opened.place) };
  }
  const made = await makeOutputs(opened, opened.list);
  problems.push(...made.problems, ...writeOutputs(opened, made.differences));
  const written = [...new Set([...files.keys(), ...made.differences.map(({ path }) => path)])];
  return { written: written.map(shown), problems: placeProblems(problems, opened.place) };
}

interface Ended extends Written {
  readonly readme?: GivenReadme;
  readonly imported?: ImportedList;
  readonly fixes?: readonly ListFix[];
}

function end(io: CliIo, { json }: ImportCommandOptions, ended: Ended): ExitCode {
  const { readme, imported, fixes = [], written = [], problems } = ended;
  if (json === true) {
    const answer = { ...imported?.report, fixes, written, problems: problemsAsJson(problems) };
    io.stdout(`${JSON.stringify(answer, undefined, 2)}\n`);
  } else {
    io.stdout(printProblems(problems, colorsOf(io)));
    if (imported !== undefined && readme !== undefined) {
      printImport(io, { file: readme.shown, report: imported.report, fixes, written });
    }
  }
  return hasErrors(problems) ? exitCode.wrongAnswer : exitCode.done;
}

function whyStopped(outcome: Exclude<ImportOutcome, { readonly kind: "imported" }>): string {
  switch (outcome.kind) {
    case "too-deep":
      return "Lists or quotes stand in each other too deep to be read.";
    case "too-long":
      return `Reading it took longer than ${Math.round(outcome.limit / 1000)} s and was stopped: is there Markdown in it that no person wrote?`;
    case "out-of-memory":
      return `Reading it took more than ${outcome.limit} MB of memory and was stopped. Import it in parts.`;
  }
}

/** From 1: the first line with bytes that are not UTF-8. */
function lineNotUtf8(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(0x0a, start);
    const next = found === -1 ? bytes.length : found + 1;
    if (!isUtf8(bytes.subarray(start, next))) return line;
    start = next;
  }
  return line;
}
