import { configurationPath, positionInConfiguration } from "../../list/configuration.ts";
import type { Problem } from "../../list/problem.ts";
import type { OpenedList } from "./open-list.ts";

/** Problems of an output that the configuration names, with the line on which it does. */
export function locateOutputs(
  problems: readonly Problem[],
  { configurationText }: Pick<OpenedList, "configurationText">,
): readonly Problem[] {
  return problems.map((problem) => {
    if (problem.file !== configurationPath || problem.position !== undefined) return problem;
    const position = positionInConfiguration(configurationText ?? "", "outputs", problem.given);
    return position === undefined ? problem : { ...problem, position };
  });
}
