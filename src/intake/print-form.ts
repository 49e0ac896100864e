import { paperFields } from "../list/paper-fields.ts";
import { correctionFields, removalFields } from "../list/correction-fields.ts";
import type { WrittenCorrection } from "./read-correction.ts";
import type { FormAnswers } from "./read-form.ts";
import { noResponse, type HeadedField } from "./read-headed-answers.ts";

/**
 * The text as our form would have written it, so that a person can paste it over theirs.
 * `readForm(printForm(answers))` gives the answers back.
 */
export function printForm(papers: readonly FormAnswers[]): string {
  return papers
    .map((answers, index) => {
      const fields = printFields(paperFields, answers);
      return papers.length > 1 ? `## Paper ${index + 1}\n\n${fields}` : fields;
    })
    .join("\n\n");
}

/** The same of the forms that correct or remove an entry; `readCorrection` reads it back. */
export function printCorrection({ kind, answers }: WrittenCorrection): string {
  const printed = printFields(kind === "remove" ? removalFields : correctionFields, answers);
  // Two headings make a form.
  return [...answers.keys()].every((name) => name === "paper") && kind === "edit"
    ? `${printed}\n\n### Title\n\n${noResponse}`
    : printed;
}

function printFields<Name extends string>(
  fields: readonly (HeadedField<Name> & { readonly required: boolean })[],
  answers: ReadonlyMap<Name, string>,
): string {
  return fields
    .filter((field) => field.required || answers.has(field.name))
    .map((field) => `### ${field.label}\n\n${answers.get(field.name) ?? noResponse}`)
    .join("\n\n");
}
