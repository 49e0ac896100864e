import { correctionFields } from "../list/correction-fields.ts";
import type { List } from "../list/list.ts";
import { formElement } from "./form-element.ts";
import { printIssueForm } from "./print-issue-form.ts";
import { visibleLine } from "./visible-text.ts";

/**
 * The form that corrects an entry. A link prefills it: `?template=correct-entry.yml&paper=<id>&venue=…`, by the fields' ids.
 * The paper's title is `paper-title` there, since `title` is the issue's own.
 * https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue#creating-an-issue-from-a-url-query
 */
export function correctionForm(list: List): string {
  return printIssueForm({
    name: "Correct an entry",
    description: `Correct a paper of ${visibleLine(list.title).slice(0, 100)}`,
    title: "Correct: ",
    introduction:
      "Thank you. Say which paper it is, and fill in only what should change: all else stays as it is. What you answer with a single `-` is taken out. A bot reads this and opens the pull request.",
    elements: correctionFields.map((field) =>
      formElement(field, list, field.name === "title" ? "paper-title" : field.name),
    ),
  });
}
