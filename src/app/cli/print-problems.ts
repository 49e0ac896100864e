import type { Colors } from "./colors.ts";
import { counted } from "./counted.ts";
import type { PlacedProblem } from "./placed-problem.ts";
import { visibleText } from "./visible-text.ts";

/** `file:line:column: message`, one a line, as editors and terminals find it. */
export function printProblems(problems: readonly PlacedProblem[], colors: Colors): string {
  return problems.map((problem) => `${printProblem(problem, colors)}\n`).join("");
}

function printProblem(problem: PlacedProblem, colors: Colors): string {
  const { file, position, severity } = problem;
  const place = colors.bold(`${visibleText(file)}:${position.line}:${position.column}:`);
  const warning = severity === "warning" ? `${colors.yellow("warning:")} ` : "";
  return `${place} ${warning}${problemText(problem, colors)}`;
}

/** Its message on one line, with the example where the message has none. */
export function problemText(problem: Pick<PlacedProblem, "message" | "example" | "nearest">, colors?: Colors): string {
  const message = oneLine(problem.message);
  const example = problem.example === undefined ? "" : visibleText(problem.example.trim());
  // "Did you mean …?" is a better example than any other, and lines to copy do not fit on one.
  const isOfUse = problem.nearest === undefined && problem.example?.includes("\n") === false;
  if (example === "" || !isOfUse || message.includes(example)) return message;
  const hint = `(for example: ${example})`;
  return `${message} ${colors === undefined ? hint : colors.dim(hint)}`;
}

/** `2 errors and 1 warning`. */
export function countProblems(problems: readonly Pick<PlacedProblem, "severity">[]): string {
  const errors = problems.filter((problem) => problem.severity === "error").length;
  const warnings = problems.length - errors;
  const words = [
    ...(errors > 0 ? [counted(errors, "error")] : []),
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
  ];
  return words.length === 0 ? "no problems" : words.join(" and ");
}

function oneLine(text: string): string {
  return visibleText(text.trim().replaceAll(/\s*\n\s*/g, " "));
}
