import { checkName } from "../intake/names.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import type { Problem } from "../list/problem.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { wordsOfCheckRun } from "./read-check-run.ts";
import { memoryOf } from "./repository-memory.ts";

export interface CheckRunWrite {
  readonly sha: string;
  readonly conclusion: "success" | "failure";
  readonly problems: readonly Problem[];
  /** The file of problems that name none. */
  readonly listPath: string;
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
}

/** GitHub takes no more annotations in one request, and 65,535 characters of summary. */
const maxAnnotations = 50;
const maxSummary = 60_000;

/** A completed check run of ours on a commit; the same one is not made twice by this process. https://docs.github.com/en/rest/checks/runs#create-a-check-run */
export async function applyCheckRun(
  client: GithubClient,
  repository: RepositoryRef,
  write: CheckRunWrite,
): Promise<void> {
  const { checkRuns, rechecks } = memoryOf(client.memory, repository);
  // Of too many, those that stop the change are shown first.
  const shown = write.problems
    .toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error"))
    .slice(0, maxAnnotations);
  const left = write.problems.length - shown.length;
  const more = left > 0 ? `\n\n…and ${left} more ${left === 1 ? "problem" : "problems"}.` : "";
  const summary = `${write.summary.slice(0, maxSummary)}${more}`;
  // The summary names each problem with its line, so that one that GitHub has already is known again after a restart.
  const words = wordsOfCheckRun(write.title, summary);
  const known = checkRuns.get(write.sha);
  if (known?.conclusion === write.conclusion && known.words === words) return;
  await client.octokit.request("POST /repos/{owner}/{repo}/check-runs", {
    ...routeOf(repository),
    name: checkName,
    head_sha: write.sha,
    status: "completed",
    conclusion: write.conclusion,
    output: {
      title: write.title,
      summary,
      annotations: shown.map((problem) => toAnnotation(problem, write.listPath)),
    },
  });
  checkRuns.set(write.sha, { conclusion: write.conclusion, words });
  rechecks.delete(write.sha);
}

function toAnnotation(problem: Problem, listPath: string) {
  const line = problem.position?.line ?? 1;
  const column = problem.position?.column;
  return {
    path: problem.file ?? listPath,
    start_line: line,
    end_line: line,
    ...(column === undefined ? {} : { start_column: column, end_column: column }),
    annotation_level: problem.severity === "error" ? ("failure" as const) : ("warning" as const),
    title: problem.field.slice(0, 255),
    message: explain(problem),
  };
}

/** Plain text: GitHub shows an annotation as it is. */
function explain(problem: Problem): string {
  const lines = [
    problem.message,
    problem.nearest !== undefined && !problem.message.includes(problem.nearest)
      ? `Did you mean ${problem.nearest}?`
      : "",
    problem.example === undefined || problem.message.includes(problem.example) ? "" : `Example: ${problem.example}`,
  ];
  return lines
    .filter((line) => line !== "")
    .join("\n")
    .slice(0, 10_000);
}
