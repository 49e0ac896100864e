import { exitCode, type ExitCode } from "./exit-code.ts";
import { colorsOf } from "./colors.ts";
import { counted } from "./counted.ts";
import type { CliIo } from "./io.ts";
import { hasErrors, openList } from "./open-list.ts";
import { outputProblems } from "./output-problems.ts";
import { placeProblems, type PlacedProblem } from "./placed-problem.ts";
import { countProblems, printProblems } from "./print-problems.ts";
import { problemsAsJson } from "./problems-as-json.ts";
import { problemsAsSarif } from "./problems-as-sarif.ts";
import { problemsForGithub } from "./problems-for-github.ts";
import { readVersion } from "./read-version.ts";

export interface CheckOptions {
  readonly dir: string;
  readonly format: "pretty" | "json" | "github" | "sarif";
  readonly json?: boolean;
}

/** Tells everything that is wrong with a list repository, apart from outputs that are out of date. */
export async function check(options: CheckOptions, io: CliIo): Promise<ExitCode> {
  const opened = openList(io, options.dir, "all");
  const problems = placeProblems([...opened.problems, ...(await outputProblems(opened))], opened.place);
  print(io, problems, options.json === true ? "json" : options.format);
  const papers = opened.list?.papers.length;
  const read = papers === undefined ? "" : ` in ${counted(papers, "paper")}`;
  if (options.json !== true) io.stderr(`${countProblems(problems)}${read}.\n`);
  return hasErrors(problems) ? exitCode.wrongAnswer : exitCode.done;
}

function print(io: CliIo, problems: readonly PlacedProblem[], format: CheckOptions["format"]): void {
  switch (format) {
    case "pretty":
      io.stdout(printProblems(problems, colorsOf(io)));
      break;
    case "github":
      io.stdout(problemsForGithub(problems));
      break;
    case "json":
      io.stdout(`${JSON.stringify(problemsAsJson(problems), undefined, 2)}\n`);
      break;
    case "sarif":
      io.stdout(`${JSON.stringify(problemsAsSarif(problems, readVersion()), undefined, 2)}\n`);
      break;
  }
}
