import { Document } from "yaml";
import { categoryOption } from "../list/category-option.ts";
import type { List } from "../list/list.ts";
import { type PaperField, paperFields } from "../list/paper-fields.ts";
import { leafCategories } from "../list/taxonomy.ts";
import { visibleLine } from "./visible-text.ts";

const mark = " awesome-papers:generated";

/** Over this a choice is no help to anybody, and the form takes the paths as text. */
const mostOptions = 200;

/**
 * The issue form of this list. Headings and answers are read back by `paperFields` and `parseCategory`.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
 */
export function issueForm(list: List): string {
  const title = visibleLine(list.title).slice(0, 100);
  const document = new Document({
    name: "Suggest a paper",
    description: `Suggest a paper for ${title}`,
    title: "Suggest: ",
    body: [
      {
        type: "markdown",
        attributes: {
          value:
            "Thank you for suggesting a paper. Fill in what you know: a bot reads this, says if something is missing, and opens the pull request.",
        },
      },
      ...paperFields.map((field) => formElement(field, list)),
    ],
  });
  document.commentBefore = `${mark} from the taxonomy in list.json; changes here are lost`;
  return document.toString({ lineWidth: 0 });
}

/** Whether the file is one we wrote. */
export function isOurIssueForm(text: string): boolean {
  return /^\uFEFF?#\s*awesome-papers:generated/.test(text);
}

function formElement(field: PaperField, list: List): object {
  const { name, label, description, placeholder, required } = field;
  const attributes = { label, description, ...(placeholder === undefined ? {} : { placeholder }) };
  const validations = { validations: { required } };
  if (field.shape === "line") return { type: "input", id: name, attributes, ...validations };
  if (field.shape !== "categories") return { type: "textarea", id: name, attributes, ...validations };
  const leaves = leafCategories(list.taxonomy);
  const options = [...new Set(leaves.map((leaf) => visibleLine(categoryOption(leaf))))];
  if (options.length > 0 && options.length <= mostOptions) {
    return { type: "dropdown", id: name, attributes: { label, description, multiple: true, options }, ...validations };
  }
  const example = leaves[0]?.path;
  const hint = {
    label,
    description: `${description} One path a line.`,
    ...(example === undefined ? {} : { placeholder: example }),
  };
  return { type: "textarea", id: name, attributes: hint, ...validations };
}
