import type { Problem } from "../../list/problem.ts";
import type { Difference } from "./print-diff.ts";

/**
 * The problem of an output that is not what the list makes of it, at the first line that differs.
 *
 * @param buildLine the command line that makes it so
 */
export function staleOutput({ path, before, after }: Difference, buildLine: string): Problem {
  const message =
    before === undefined
      ? `${path} is not there yet: run "${buildLine}".`
      : `${path} is not what the list makes of it: run "${buildLine}".`;
  const line = before === undefined ? 1 : firstDifferentLine(before, after);
  return { code: "stale-output", severity: "error", field: path, file: path, message, position: { line, column: 1 } };
}

function firstDifferentLine(before: string, after: string): number {
  let line = 1;
  for (let at = 0; at < before.length && before[at] === after[at]; at += 1) if (before[at] === "\n") line += 1;
  return line;
}
