import { paperFields, type PaperField } from "../list/paper-fields.ts";
import { withoutHtmlComments } from "./without-html-comments.ts";

/** What one paper's headings say, by field name; a field that is not answered is absent. */
export type FormAnswers = ReadonlyMap<PaperField["name"], string>;

/** GitHub writes this where a field of a form was left empty. */
const noResponse = "_No response_";

/**
 * Reads the text that GitHub makes of our issue form: `### Label`, a blank line, the answer.
 * Headings count in the form's own order, and only the first of each: one that is repeated, or that an answer
 * smuggles in after its turn, is part of the answer. Several papers are parted by a heading `## Paper 2`.
 * Undefined when the text is not our form.
 *
 * Lines, not Markdown: an answer with an unclosed code fence must not swallow the fields after it.
 */
export function readForm(body: string): readonly FormAnswers[] | undefined {
  const first = paperFields[0];
  if (first === undefined) return undefined;
  const lines = withoutHtmlComments(body).split(/\r\n|\n|\r/);
  const starts = lines.flatMap((_, index) => (isPaperHeading(lines, index, first) ? [index] : []));
  const papers: FormAnswers[] = [];
  const cuts = starts.length === 0 ? [0] : starts;
  for (const [at, start] of cuts.entries()) {
    const answers = readAnswers(lines.slice(at === 0 ? 0 : start, cuts[at + 1] ?? lines.length));
    if (answers !== undefined) papers.push(answers);
  }
  return papers.length === 0 ? undefined : papers;
}

function isPaperHeading(lines: readonly string[], index: number, first: PaperField): boolean {
  if (!/^## Paper \d{1,3}\s*$/.test(lines[index] ?? "")) return false;
  const next = lines.slice(index + 1).find((line) => line.trim() !== "");
  return next?.trimEnd() === `### ${first.label}`;
}

function readAnswers(lines: readonly string[]): FormAnswers | undefined {
  const headings = headingsInOrder(
    lines.flatMap((text, line) => {
      const field = paperFields.findIndex((known) => text.trimEnd() === `### ${known.label}`);
      return field === -1 ? [] : [{ field, line }];
    }),
  );
  // Two of our headings make it our form; a text that happens to hold one "### Title" does not.
  if (headings.length < 2) return undefined;
  const answers = new Map<PaperField["name"], string>();
  for (const [at, { field, line }] of headings.entries()) {
    const name = paperFields[field]?.name;
    const answer = lines
      .slice(line + 1, headings[at + 1]?.line ?? lines.length)
      .join("\n")
      .trim();
    if (name !== undefined && answer !== "" && answer !== noResponse) answers.set(name, answer);
  }
  return answers;
}

interface Heading {
  readonly field: number;
  readonly line: number;
}

/**
 * The longest run of headings that stand in the form's own order; of equally long ones, the first.
 * So a heading in an answer, whether it repeats one or runs ahead, cannot push out the form's own.
 */
function headingsInOrder(headings: readonly Heading[]): readonly Heading[] {
  interface Run {
    readonly length: number;
    readonly last: Heading;
    readonly before: Run | undefined;
  }
  // By field: the longest run that ends with it. Only as many as the form has fields, so this is linear in the text.
  const runs: (Run | undefined)[] = paperFields.map(() => undefined);
  let best: Run | undefined;
  for (const heading of headings) {
    const before = runs.slice(0, heading.field).reduce(longer, undefined);
    const run: Run = { length: (before?.length ?? 0) + 1, last: heading, before };
    runs[heading.field] = longer(runs[heading.field], run);
    best = longer(best, run);
  }
  const ordered: Heading[] = [];
  for (let run = best; run !== undefined; run = run.before) ordered.unshift(run.last);
  return ordered;

  function longer(one: Run | undefined, other: Run | undefined): Run | undefined {
    return (other?.length ?? 0) > (one?.length ?? 0) ? other : one;
  }
}
