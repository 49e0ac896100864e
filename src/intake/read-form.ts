import { paperFields, type PaperField } from "../list/paper-fields.ts";
import { readCorrection } from "./read-correction.ts";
import { readHeadedAnswers } from "./read-headed-answers.ts";
import { withoutHtmlComments } from "./without-html-comments.ts";

/** What one paper's headings say, by field name; a field that is not answered is absent. */
export type FormAnswers = ReadonlyMap<PaperField["name"], string>;

/**
 * Reads the text that GitHub makes of our issue form: `### Label`, a blank line, the answer.
 * Headings count in the form's own order, and only the first of each: one that is repeated, or that an answer
 * smuggles in after its turn, is part of the answer. Several papers are parted by a heading `## Paper 2`.
 * Undefined when the text is not our form; those that correct or remove an entry are others.
 *
 * Lines, not Markdown: an answer with an unclosed code fence must not swallow the fields after it.
 */
export function readForm(body: string): readonly FormAnswers[] | undefined {
  const first = paperFields[0];
  if (first === undefined || readCorrection(body) !== undefined) return undefined;
  const lines = withoutHtmlComments(body).split(/\r\n|\n|\r/);
  const starts = lines.flatMap((_, index) => (isPaperHeading(lines, index, first) ? [index] : []));
  const papers: FormAnswers[] = [];
  const cuts = starts.length === 0 ? [0] : starts;
  for (const [at, start] of cuts.entries()) {
    const answers = readHeadedAnswers(lines.slice(at === 0 ? 0 : start, cuts[at + 1] ?? lines.length), paperFields);
    if (answers !== undefined) papers.push(answers);
  }
  return papers.length === 0 ? undefined : papers;
}

function isPaperHeading(lines: readonly string[], index: number, first: PaperField): boolean {
  if (!/^## Paper \d{1,3}\s*$/.test(lines[index] ?? "")) return false;
  const next = lines.slice(index + 1).find((line) => line.trim() !== "");
  return next?.trimEnd() === `### ${first.label}`;
}
