import type { ListFix } from "../../import/fix-list.ts";
import type { ImportReport, ReportLine } from "../../import/import-report.ts";
import { colorsOf } from "./colors.ts";
import { counted } from "./counted.ts";
import type { CliIo } from "./io.ts";
import { visibleText } from "./visible-text.ts";

export interface ImportAnswer {
  /** The README, as messages name it. */
  readonly file: string;
  readonly report: ImportReport;
  readonly fixes: readonly ListFix[];
  /** Paths as they are written where the command runs. */
  readonly written: readonly string[];
}

/** Of each kind of line; `--json` has them all. */
const mostShown = 10;

/** Below this a section is worth a look. */
const sure = 0.75;

/** What people look at after an import: places and files on standard output, what they come to on standard error. */
export function printImport(io: CliIo, { file, report, fixes, written }: ImportAnswer): void {
  const colors = colorsOf(io);
  const linesOf = new Map(report.places.map(({ paper, lines }) => [paper, lines]));
  const fixed = fixes.flatMap(({ change, messages }) =>
    messages.map((message) => ({ line: linesOf.get(change.id)?.[0] ?? 1, message: `fixed: ${message}` })),
  );
  for (const [code, remarks] of Map.groupBy(report.remarks, (remark) => remark.code)) tell(remarks, remarkNames[code]);
  tell(fixed, "fixes");
  // A repetition that stays as text was told as a repetition.
  const repeated = new Set(report.remarks.flatMap(({ code, line }) => (code === "repeated-in-section" ? [line] : [])));
  const left = report.leftAsText.filter(({ line }) => !repeated.has(line));
  tell(left.map(saying("no entry of the list, stays as text:")), "lines that stay as text");
  tell(report.notUnderstood.map(saying("not understood, stays as it is:")), "lines that were not understood");
  for (const [because, lines] of Map.groupBy(report.leftOut, (line) => line.because)) {
    tell(lines.map(saying(`left out, ${leftOutReasons[because]}:`)), `lines left out, ${leftOutReasons[because]}`);
  }
  for (const path of written.slice(0, mostShown)) io.stdout(`wrote ${visibleText(path)}\n`);
  if (written.length > mostShown)
    io.stdout(`wrote ${counted(written.length - mostShown, "more file")}, most of them templates\n`);
  io.stderr(
    summarize(report)
      .map((line) => `${visibleText(line)}\n`)
      .join(""),
  );

  function tell(lines: readonly ReportLine[], what: string): void {
    for (const { line, message } of lines.slice(0, mostShown)) {
      io.stdout(`${colors.bold(`${visibleText(file)}:${line}:1:`)} ${visibleText(message)}\n`);
    }
    if (lines.length > mostShown)
      io.stdout(colors.dim(`… and ${lines.length - mostShown} more ${what} (all with --json)\n`));
  }
}

const remarkNames = {
  "empty-link": "links without an address",
  "broken-link": "broken addresses",
  "bad-date": "dates that there are not",
  "date-before-arxiv": "dates before that of the arXiv id",
  "date-a-year-off": "dates a year off",
  "not-canonical": "addresses that are not those of the paper's page",
  "same-id-two-titles": "ids under two titles",
  "two-papers": "entries of two papers",
  "repeated-in-section": "papers twice in a section",
  "dead-anchor": "links to no place in the page",
  "no-link": "entries without a link",
  "no-title": "entries without a title",
} as const satisfies Record<ImportReport["remarks"][number]["code"], string>;

const leftOutReasons = {
  news: "as news",
  contents: "as a table of contents",
  related: "as being about other things",
  hidden: "hidden in a comment",
  code: "in code",
} as const satisfies Record<ImportReport["leftOut"][number]["because"], string>;

function saying(what: string): (line: ReportLine) => ReportLine {
  return ({ line, message }) => ({ line, message: `${what} ${message.trim()}` });
}

function summarize({ entries, papers, categories, links, printed, guesses }: ImportReport): readonly string[] {
  const { fromFields, withKeptParts, asWritten } = printed;
  const unsure = guesses.filter(({ confidence }) => confidence < sure).toSorted((a, b) => a.confidence - b.confidence);
  const named = unsure.slice(0, mostShown).map(({ what, confidence }) => `${what} (${Math.round(confidence * 100)} %)`);
  const more = unsure.length > mostShown ? ` and ${unsure.length - mostShown} more` : "";
  const categoryCount = categories === 1 ? "1 category" : `${categories} categories`;
  return [
    `${counted(papers, "paper")} in ${categoryCount}, from ${entries === 1 ? "1 entry" : `${entries} entries`}, with ${counted(links, "link")}.`,
    `Printed from fields: ${fromFields}; with parts as they were written: ${withKeptParts}; wholly as written: ${asWritten}.`,
    ...(named.length === 0 ? [] : [`Least sure of these sections: ${named.join(", ")}${more}.`]),
  ];
}
