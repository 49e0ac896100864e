import { categoryOption } from "../list/category-option.ts";
import type { CorrectionField } from "../list/correction-fields.ts";
import type { List } from "../list/list.ts";
import { leafCategories } from "../list/taxonomy.ts";
import { visibleLine } from "./visible-text.ts";

/** Over this a choice is no help to anybody, and the form takes the paths as text. */
const mostOptions = 200;

/**
 * One field of an issue form. Its heading in the issue is its label; `id` is what a link prefills it by.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
 */
export function formElement(field: CorrectionField, list: List, id: string = field.name): object {
  const { label, description, placeholder, required } = field;
  const attributes = { label, description, ...(placeholder === undefined ? {} : { placeholder }) };
  const validations = { validations: { required } };
  if (field.shape === "line") return { type: "input", id, attributes, ...validations };
  if (field.shape !== "categories") return { type: "textarea", id, attributes, ...validations };
  const leaves = leafCategories(list.taxonomy);
  const options = [...new Set(leaves.map((leaf) => visibleLine(categoryOption(leaf))))];
  if (options.length > 0 && options.length <= mostOptions) {
    return { type: "dropdown", id, attributes: { label, description, multiple: true, options }, ...validations };
  }
  const example = leaves[0]?.path;
  const hint = {
    label,
    description: `${description} One path a line.`,
    ...(example === undefined ? {} : { placeholder: example }),
  };
  return { type: "textarea", id, attributes: hint, ...validations };
}
