import type { Category } from "../../list/list.ts";
import type { Problem } from "../../list/problem.ts";
import { leafCategories } from "../../list/taxonomy.ts";
import { colorsOf } from "./colors.ts";
import type { FieldTexts } from "./derive-given-paper.ts";
import type { DraftedPaper } from "./draft-papers.ts";
import { exampleCommand, optionOf } from "./example-command.ts";
import type { CliIo } from "./io.ts";
import { hasErrors } from "./open-list.ts";
import { printFailures } from "./print-failures.ts";
import { problemText } from "./print-problems.ts";
import { visibleText } from "./visible-text.ts";

/** All that is wrong, one a line, as results; what was added without the sources that know more, as progress. */
export function printDraftProblems(io: CliIo, papers: readonly DraftedPaper[]): void {
  const colors = colorsOf(io);
  for (const { given, problems, paper, failures } of papers) {
    for (const problem of problems) {
      const place = colors.bold(`${visibleText(given)}: ${optionOf(problem.field)}:`);
      const warning = problem.severity === "warning" ? `${colors.yellow("warning:")} ` : "";
      io.stdout(`${place} ${warning}${problemText(problem, colors)}\n`);
    }
    if (paper !== undefined && failures.length > 0) {
      const why = `nobody else who may know it answers (${printFailures(failures)})`;
      io.stderr(`${visibleText(`${given}: taken as you gave it; ${why}`)}.\n`);
    }
  }
}

/** What follows on what was written: a command line to fill in for each paper that can be mended, and the categories where one is asked for. */
export function printExamples(
  io: Pick<CliIo, "env">,
  papers: readonly DraftedPaper[],
  {
    dir,
    texts,
    taxonomy,
  }: { readonly dir: string; readonly texts: FieldTexts; readonly taxonomy: readonly Category[] },
): string {
  const mendable = papers.filter(
    ({ problems, isPending }) => !isPending && hasErrors(problems) && !problems.some(isDuplicate),
  );
  if (mendable.length === 0) return "\n";
  const examples = mendable.map((paper) => `  ${visibleText(exampleCommand({ ...paper, io, dir, texts }))}\n`);
  const isAsked = mendable.some(({ problems }) => problems.some(asksForCategory));
  return ` For example:\n${examples.join("")}${isAsked ? printCategories(taxonomy) : ""}`;
}

/** Nothing is near to what was given, if anything was. */
function asksForCategory({ field, severity, nearest }: Problem): boolean {
  return field === "categories" && severity === "error" && nearest === undefined;
}

/** Longer lists scroll away what stands before them. */
const mostCategories = 40;

function printCategories(taxonomy: readonly Category[]): string {
  const leaves = leafCategories(taxonomy);
  if (leaves.length === 0) return "";
  const shown = leaves.slice(0, mostCategories);
  const width = Math.max(...shown.map(({ path }) => path.length));
  const lines = shown.map(({ path, title }) => `  ${visibleText(`${path.padEnd(width)}  ${title}`)}\n`);
  const rest = leaves.length - shown.length;
  return `The categories of the list:\n${lines.join("")}${rest > 0 ? `  … and ${rest} more, in its taxonomy\n` : ""}`;
}

function isDuplicate({ code }: Problem): boolean {
  return code === "duplicate-paper";
}
