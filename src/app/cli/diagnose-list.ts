import { configurationPath } from "../../list/configuration.ts";
import type { Check, Finding } from "../doctor/finding.ts";
import { commandLine } from "./command-line.ts";
import { counted } from "./counted.ts";
import type { CliIo } from "./io.ts";
import { makeOutputs } from "./make-outputs.ts";
import { hasErrors, openList } from "./open-list.ts";
import { outputProblems } from "./output-problems.ts";
import { placeProblems, type PlacedProblem } from "./placed-problem.ts";
import { countProblems, problemText } from "./print-problems.ts";

/** A list repository as its maintainer sees it: what `check` and `build --check` say, each in a line. */
export async function diagnoseList(dir: string, io: CliIo): Promise<readonly Finding[]> {
  const opened = openList(io, dir, "all");
  const { list, place } = opened;
  const inConfiguration = opened.problems.filter(({ file }) => file === configurationPath);
  const inList = opened.problems.filter(({ file }) => file !== configurationPath);
  const checkLine = commandLine(io, "check", dir);
  const judged = (about: Check, problems: readonly PlacedProblem[], right: string): Finding => {
    const worst = problems.find(({ severity }) => severity === "error") ?? problems[0];
    if (worst === undefined) return { kind: "right", about, message: right };
    const { file, position } = worst;
    return {
      kind: hasErrors(problems) ? "wrong" : "doubtful",
      about,
      message: `${countProblems(problems)}; ${file}:${position.line}:${position.column}: ${problemText(worst)}`,
      remedy: `Mend what \`${checkLine}\` shows, line by line.`,
    };
  };
  const findings = [
    judged(
      "configuration",
      placeProblems(inConfiguration, place),
      opened.configurationText === undefined ? "none, the defaults hold." : `${configurationPath} is well formed.`,
    ),
    judged("list", placeProblems(inList, place), `${counted(list?.papers.length ?? 0, "paper")} in ${place.listPath}.`),
    judged("templates", placeProblems(await outputProblems(opened), place), "templates and marks are well formed."),
  ];
  if (list === undefined || findings.some(({ kind }) => kind === "wrong")) {
    const message = "not compared with the list. Mend that first.";
    return [...findings, { kind: "unchecked", about: "outputs", message }];
  }
  const { differences, unchanged } = await makeOutputs(opened, list);
  if (differences.length === 0) {
    const message = `${unchanged.length} outputs are what the list makes of them.`;
    return [...findings, { kind: "right", about: "outputs", message }];
  }
  const paths = differences.map(({ path }) => path).join(", ");
  return [
    ...findings,
    {
      kind: "wrong",
      about: "outputs",
      message: `${paths} ${differences.length === 1 ? "is" : "are"} not what the list makes of ${differences.length === 1 ? "it" : "them"}.`,
      remedy: `Run \`${commandLine(io, "build", dir)}\`; \`build --check\` shows the difference.`,
    },
  ];
}
