import { correctionFields, removalFields, type CorrectionField } from "../list/correction-fields.ts";
import { readHeadedAnswers } from "./read-headed-answers.ts";
import { withoutHtmlComments } from "./without-html-comments.ts";

/** What somebody asks to be done with a paper of the list, as written. */
export interface WrittenCorrection {
  readonly kind: "edit" | "remove";
  /** A field that is not answered is absent. */
  readonly answers: ReadonlyMap<CorrectionField["name"], string>;
}

const [paper, reason] = removalFields;
const headings: ReadonlySet<string> = new Set(
  [...correctionFields, ...removalFields].map(({ label }) => `### ${label}`),
);

/**
 * Reads the text that GitHub makes of the forms that correct or remove an entry. They are told from the form that suggests
 * a paper by their first heading, and from each other by their second: before it stands an answer of one line, which no
 * heading can hide in. Undefined when the text is of neither.
 */
export function readCorrection(body: string): WrittenCorrection | undefined {
  const lines = withoutHtmlComments(body).split(/\r\n|\n|\r/);
  const [first, ...others] = lines.map((line) => line.trimEnd()).filter((line) => headings.has(line));
  if (first !== `### ${paper?.label}`) return undefined;
  const second = others.find((line) => line !== first);
  const kind = second === `### ${reason?.label}` ? "remove" : "edit";
  const answers = readHeadedAnswers(lines, kind === "remove" ? removalFields : correctionFields);
  return answers && { kind, answers };
}
