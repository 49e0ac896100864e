import { printList } from "../../list/list-file.ts";
import type { List } from "../../list/list.ts";
import { paperFields, type PaperField } from "../../list/paper-fields.ts";
import { writeText } from "../list-directory.ts";
import { colorsOf } from "./colors.ts";
import { commandLine } from "./command-line.ts";
import type { Agreement, FieldTexts } from "./derive-given-paper.ts";
import { draftPapers, findQueries, type DraftedPaper } from "./draft-papers.ts";
import { optionOf, placeholder } from "./example-command.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import { printDraftProblems, printExamples } from "./explain-drafts.ts";
import type { CliIo } from "./io.ts";
import { lookUpPapers } from "./look-up-papers.ts";
import { hasErrors, openList, type OpenedList } from "./open-list.ts";
import { pathFrom, placeProblems } from "./placed-problem.ts";
import { printProblems } from "./print-problems.ts";
import { problemsAsJson } from "./problems-as-json.ts";
import { UsageError } from "./usage-error.ts";
import { visibleText } from "./visible-text.ts";

type OptionName = Exclude<PaperField["name"], "links" | "categories">;

export interface AddOptions extends Readonly<Partial<Record<OptionName, string>>> {
  readonly dir: string;
  readonly category?: readonly string[];
  readonly offline?: boolean;
  readonly refresh?: boolean;
  readonly edit?: boolean;
  readonly anyway?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Looks papers up and adds them to the list: each by itself, so that one that cannot be added holds up no other. */
export async function add(given: readonly string[], options: AddOptions, io: CliIo): Promise<ExitCode> {
  const texts = readTexts(given, options);
  const batch = { texts, agreed: agreedTo(options), now: io.now().toISOString() };
  const before = openList(io, options.dir, "shape");
  const queries = options.offline === true || !isUsable(before) ? [] : findQueries(before.list, given, batch);
  const lookUps = await lookUpPapers(io, queries, { fresh: options.refresh === true });
  // That took its time, and somebody may have written the list meanwhile.
  const opened = queries.length === 0 ? before : openList(io, options.dir, "shape");
  const { directory, place } = opened;
  if (!isUsable(opened)) return refuse(io, options, placeProblems(opened.problems, place));
  const { list, papers } = draftPapers(opened.list, given, { ...batch, lookUps });
  const isWritten = list !== opened.list && options.dryRun !== true;
  if (isWritten) {
    const problem = writeText(directory, place.listPath, printList(list));
    if (problem !== undefined) return refuse(io, options, placeProblems([problem], place));
  }
  if (options.json === true) printAnswer(io, papers, isWritten);
  else {
    printDraftProblems(io, papers);
    const added = papers.flatMap(({ paper }) => paper ?? []);
    if (added.length > 0) {
      const { previewEntries } = await import("./preview-entries.ts");
      io.stdout(visibleLines(previewEntries(directory, list, added)));
    }
    const summary = summarize(io, options, papers, pathFrom(place, place.listPath));
    io.stderr(summary + printExamples(io, papers, { dir: options.dir, texts, taxonomy: list.taxonomy }));
  }
  const refused = papers.filter(({ paper }) => paper === undefined);
  if (refused.length === 0) return exitCode.done;
  return refused.every(({ isPending }) => isPending) ? exitCode.serviceFailed : exitCode.wrongAnswer;
}

function isUsable(opened: OpenedList): opened is OpenedList & { readonly list: List } {
  return opened.list !== undefined && !hasErrors(opened.problems);
}

/** What the options say of every paper; an option that can be true of one paper only goes with one paper only. */
function readTexts(given: readonly string[], options: AddOptions): FieldTexts {
  const { category: categories } = options;
  const said: FieldTexts = { ...options, ...(categories !== undefined && { categories: categories.join("\n") }) };
  // An example that was copied and not filled in says nothing.
  const own = paperFields.filter(({ name }) => said[name] !== undefined && said[name].trim() !== placeholder);
  const single = own.filter(({ name }) => name !== "tags" && name !== "categories");
  if (given.length > 1 && single.length > 0) {
    const names = single.map(({ name }) => `--${name}`).join(", ");
    throw new UsageError(`${names} would be said of ${given.length} papers; add them one by one`);
  }
  return Object.fromEntries(own.map(({ name }) => [name, said[name]]));
}

function agreedTo({ edit, anyway }: AddOptions): ReadonlySet<Agreement> {
  return new Set([...(edit === true ? ["edit" as const] : []), ...(anyway === true ? ["distinct" as const] : [])]);
}

function refuse(io: CliIo, options: AddOptions, problems: ReturnType<typeof placeProblems>): ExitCode {
  if (options.json === true) {
    const answer = { written: false, papers: [], lookedUp: [], problems: problemsAsJson(problems) };
    io.stdout(`${JSON.stringify(answer, undefined, 2)}\n`);
  } else io.stdout(printProblems(problems, colorsOf(io)));
  return exitCode.wrongAnswer;
}

function printAnswer(io: CliIo, papers: readonly DraftedPaper[], isWritten: boolean): void {
  const answer = {
    written: isWritten,
    papers: papers.flatMap(({ paper }) => paper ?? []),
    lookedUp: papers.map(({ given, found, failures, categories }) => ({
      paper: given,
      found: found?.sources ?? {},
      urls: found?.urls ?? {},
      failures,
      categories,
    })),
    problems: papers.flatMap(({ given, problems }) =>
      problems.map((problem) => ({ paper: given, option: optionOf(problem.field), ...problem })),
    ),
  };
  io.stdout(`${JSON.stringify(answer, undefined, 2)}\n`);
}

function summarize(io: CliIo, { dir, dryRun }: AddOptions, papers: readonly DraftedPaper[], path: string): string {
  const refused = papers.filter(({ paper }) => paper === undefined).length;
  if (refused === papers.length) return "Nothing was written.";
  const rest = refused === 0 ? "" : ` ${refused} of ${papers.length} papers could not be added.`;
  return dryRun === true
    ? `Nothing was written (--dry-run); ${path} is as it was.${rest}`
    : `Added to ${path}. Run "${commandLine(io, "build", dir)}" to bring it into the outputs.${rest}`;
}

/** Safe on a terminal, its line ends kept. */
function visibleLines(text: string): string {
  return text.split("\n").map(visibleText).join("\n");
}
