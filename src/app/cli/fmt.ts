import { printList } from "../../list/list-file.ts";
import type { Problem } from "../../list/problem.ts";
import { writeText } from "../list-directory.ts";
import { colorsOf } from "./colors.ts";
import { commandLine } from "./command-line.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import type { CliIo } from "./io.ts";
import { hasErrors, openList, type OpenedList } from "./open-list.ts";
import { pathFrom, placeProblems } from "./placed-problem.ts";
import { printDiff } from "./print-diff.ts";
import { printProblems } from "./print-problems.ts";
import { problemsAsJson } from "./problems-as-json.ts";

export interface FmtOptions {
  readonly dir: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

/** Brings the list to its canonical form; with `check` only says whether it has it. */
export async function fmt(options: FmtOptions, io: CliIo): Promise<ExitCode> {
  const opened = openList(io, options.dir, "shape");
  const { place, list, text } = opened;
  const path = pathFrom(place, place.listPath);
  // In a list that cannot be read whole, something would be lost.
  const canonical = list === undefined || hasErrors(opened.problems) ? undefined : printList(list);
  const isStale = canonical !== undefined && canonical !== text;
  const found = isStale
    ? settle(opened, canonical, options.check === true ? commandLine(io, "fmt", options.dir) : undefined)
    : [];
  const problems = placeProblems([...opened.problems, ...found], place);
  const isWritten = isStale && found.length === 0;
  if (options.json === true) {
    const canonicalNow = canonical !== undefined && (!isStale || isWritten);
    const answer = { path, canonical: canonicalNow, written: isWritten, problems: problemsAsJson(problems) };
    io.stdout(`${JSON.stringify(answer, undefined, 2)}\n`);
  } else {
    const colors = colorsOf(io);
    io.stdout(printProblems(problems, colors));
    if (isStale && options.check === true) {
      io.stdout(await printDiff({ path, before: text, after: canonical }, colors));
    }
    if (isWritten) io.stdout(`wrote ${path}\n`);
    if (canonical !== undefined && !isStale) io.stderr(`${path} is in its canonical form.\n`);
  }
  return hasErrors(problems) ? exitCode.wrongAnswer : exitCode.done;
}

/** Writes the canonical form, or, where a command line is given that would, tells that it is not there yet. */
function settle({ directory, place }: OpenedList, canonical: string, fmtLine: string | undefined): readonly Problem[] {
  if (fmtLine !== undefined) {
    const message = `${place.listPath} is not in its canonical form: run "${fmtLine}".`;
    return [{ code: "not-canonical", severity: "error", field: place.listPath, message }];
  }
  const refused = writeText(directory, place.listPath, canonical);
  return refused === undefined ? [] : [refused];
}
