import type { List } from "../list/list.ts";
import { paperFields } from "../list/paper-fields.ts";
import { formElement } from "./form-element.ts";
import { printIssueForm } from "./print-issue-form.ts";
import { visibleLine } from "./visible-text.ts";

/** The form that suggests a paper. Headings and answers are read back by `paperFields` and `parseCategory`. */
export function issueForm(list: List): string {
  return printIssueForm({
    name: "Suggest a paper",
    description: `Suggest a paper for ${visibleLine(list.title).slice(0, 100)}`,
    title: "Suggest: ",
    introduction:
      "Thank you for suggesting a paper. Fill in what you know: a bot reads this, says if something is missing, and opens the pull request.",
    elements: paperFields.map((field) => formElement(field, list)),
  });
}
