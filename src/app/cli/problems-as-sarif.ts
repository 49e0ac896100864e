import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { PlacedProblem } from "./placed-problem.ts";
import { problemText } from "./print-problems.ts";

/** SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, as code scanning takes it. */
export function problemsAsSarif(problems: readonly PlacedProblem[], version: string): object {
  const ruleIds = [...new Set(problems.map((problem) => problem.code))].toSorted();
  const rules = ruleIds.map((id) => ({ id, shortDescription: { text: id.replaceAll("-", " ") } }));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "awesome-papers", semanticVersion: version, rules } },
        columnKind: "utf16CodeUnits",
        results: problems.map((problem) => ({
          ruleId: problem.code,
          ruleIndex: ruleIds.indexOf(problem.code),
          level: problem.severity,
          message: { text: problemText(problem) },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(problem.file) },
                region: { startLine: problem.position.line, startColumn: problem.position.column },
              },
            },
          ],
        })),
      },
    ],
  };
}

function uriOf(file: string): string {
  return isAbsolute(file) ? pathToFileURL(file).href : file.split("/").map(encodeURIComponent).join("/");
}
