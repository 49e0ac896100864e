import { paperFields } from "../list/paper-fields.ts";
import type { FormAnswers } from "./read-form.ts";

/**
 * The text as our form would have written it, so that a person can paste it over theirs.
 * `readForm(printForm(answers))` gives the answers back.
 */
export function printForm(papers: readonly FormAnswers[]): string {
  return papers
    .map((answers, index) => {
      const fields = paperFields
        .filter((field) => field.required || answers.has(field.name))
        .map((field) => `### ${field.label}\n\n${answers.get(field.name) ?? "_No response_"}`);
      return [...(papers.length > 1 ? [`## Paper ${index + 1}`] : []), ...fields].join("\n\n");
    })
    .join("\n\n");
}
