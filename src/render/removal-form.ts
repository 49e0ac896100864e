import { removalFields } from "../list/correction-fields.ts";
import type { List } from "../list/list.ts";
import { formElement } from "./form-element.ts";
import { printIssueForm } from "./print-issue-form.ts";
import { visibleLine } from "./visible-text.ts";

/** The form that removes an entry. Prefilled by `?template=remove-entry.yml&paper=<id>&reason=…`. */
export function removalForm(list: List): string {
  return printIssueForm({
    name: "Remove an entry",
    description: `Ask to take a paper out of ${visibleLine(list.title).slice(0, 100)}`,
    title: "Remove: ",
    introduction:
      "Thank you. Say which paper it is and why it should go. A bot reads this and opens the pull request; a maintainer decides.",
    elements: removalFields.map((field) => formElement(field, list)),
  });
}
