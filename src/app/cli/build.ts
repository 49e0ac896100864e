import { colorsOf } from "./colors.ts";
import { commandLine } from "./command-line.ts";
import { counted } from "./counted.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import type { CliIo } from "./io.ts";
import { makeOutputs, writeOutputs, type MadeOutputs } from "./make-outputs.ts";
import { hasErrors, openList, type OpenedList } from "./open-list.ts";
import { pathFrom, placeProblems, type PlacedProblem } from "./placed-problem.ts";
import { printDiff, type Difference } from "./print-diff.ts";
import { printProblems } from "./print-problems.ts";
import { problemsAsJson } from "./problems-as-json.ts";
import { staleOutput } from "./stale-output.ts";

export interface BuildOptions {
  readonly dir: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

/** Makes the outputs of a list and writes those that differ; with `check` only tells which do. */
export async function build(options: BuildOptions, io: CliIo): Promise<ExitCode> {
  const started = performance.now();
  const opened = openList(io, options.dir, "all");
  const rendered: MadeOutputs =
    opened.list === undefined || hasErrors(opened.problems)
      ? { differences: [], problems: [], unchanged: [] }
      : await makeOutputs(opened, opened.list);
  const isCheck = options.check === true;
  const { differences } = rendered;
  const buildLine = commandLine(io, "build", options.dir);
  const refused = isCheck
    ? differences.map((difference) => staleOutput(difference, buildLine))
    : writeOutputs(opened, differences);
  // A warning about a paper is for `check` to tell.
  const errors = opened.problems.filter((problem) => problem.severity === "error");
  const problems = placeProblems([...errors, ...rendered.problems, ...refused], opened.place);
  const written = isCheck
    ? []
    : differences.filter(({ path }) => !refused.some(({ file }) => file === path)).map(({ path }) => path);
  const answer = { opened, problems, differences, written, unchanged: rendered.unchanged };
  if (options.json === true) printAsJson(io, answer, isCheck);
  else await printForPeople(io, answer, isCheck, performance.now() - started);
  return hasErrors(problems) ? exitCode.wrongAnswer : exitCode.done;
}

interface Answer {
  readonly opened: OpenedList;
  readonly problems: readonly PlacedProblem[];
  readonly differences: readonly Difference[];
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
}

function printAsJson(io: CliIo, answer: Answer, isCheck: boolean): void {
  const { opened, problems, differences, written, unchanged } = answer;
  const shown = (path: string): string => pathFrom(opened.place, path);
  const stale = isCheck ? differences.map(({ path }) => path) : [];
  const facts = { written: written.map(shown), stale: stale.map(shown), unchanged: unchanged.map(shown) };
  io.stdout(`${JSON.stringify({ ...facts, problems: problemsAsJson(problems) }, undefined, 2)}\n`);
}

async function printForPeople(io: CliIo, answer: Answer, isCheck: boolean, milliseconds: number): Promise<void> {
  const { opened, problems, differences, written, unchanged } = answer;
  const colors = colorsOf(io);
  io.stdout(printProblems(problems, colors));
  if (isCheck) {
    for (const { path, ...texts } of differences) {
      io.stdout(await printDiff({ path: pathFrom(opened.place, path), ...texts }, colors));
    }
  }
  for (const path of written) io.stdout(`wrote ${pathFrom(opened.place, path)}\n`);
  const papers = opened.list === undefined ? "" : ` from ${counted(opened.list.papers.length, "paper")}`;
  const counts = isCheck
    ? `${differences.length} out of date, ${unchanged.length} up to date`
    : `${written.length} written, ${unchanged.length} up to date`;
  io.stderr(`${counts}${papers}, in ${Math.round(milliseconds)} ms.\n`);
}
