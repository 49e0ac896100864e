import { isUtf8 } from "node:buffer";
import { resolve } from "node:path";
import { planFixes, type ListFix } from "../../import/fix-list.ts";
import type { ImportedList } from "../../import/import-readme.ts";
import { applyChanges } from "../../list/apply-changes.ts";
import type { ProblemCode } from "../../list/problem.ts";
import { importInWorker, type ImportOutcome } from "../import-in-worker.ts";
import { colorsOf } from "./colors.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import type { CliIo } from "./io.ts";
import { hasErrors } from "./open-list.ts";
import { printImport } from "./print-import.ts";
import { printProblems } from "./print-problems.ts";
import { problemsAsJson } from "./problems-as-json.ts";
import { readGivenReadme, type GivenReadme } from "./read-given-readme.ts";
import { writeAdopted, type WrittenList } from "./write-adopted.ts";

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
    ...(await writeAdopted(
      { ...imported, list },
      { root, path: readme.path, text, force: options.force === true, io },
    )),
  });
}

interface Ended extends WrittenList {
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
