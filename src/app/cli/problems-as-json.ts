import type { PlacedProblem } from "./placed-problem.ts";

/** Facts of a problem for programs; the keys are promised, their order is not. */
export function problemsAsJson(problems: readonly PlacedProblem[]): readonly object[] {
  return problems.map(({ file, position, severity, code, field, message, given, allowed, nearest, example }) => ({
    file,
    line: position.line,
    column: position.column,
    severity,
    code,
    field,
    message,
    given,
    allowed,
    nearest,
    example,
  }));
}
