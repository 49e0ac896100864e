import type { PlacedProblem } from "./placed-problem.ts";
import { problemText } from "./print-problems.ts";

/**
 * Workflow commands that GitHub Actions shows as annotations.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function problemsForGithub(problems: readonly PlacedProblem[]): string {
  return problems
    .map((problem) => {
      const { file, position, severity, code } = problem;
      const properties = Object.entries({ file, line: position.line, col: position.column, title: code });
      const written = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(",");
      return `::${severity} ${written}::${escapeData(problemText(problem))}\n`;
    })
    .join("");
}

/** As `escapeData` and `escapeProperty` of https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
