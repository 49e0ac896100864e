import { compareText } from "./compare-text.ts";
import { inKeyOrder } from "./in-key-order.ts";
import type { List } from "./list.ts";
import { parseListDraft, type ParseListOptions } from "./list-draft.ts";
import { listShape } from "./list-shape.ts";
import type { Result } from "./problem.ts";

/**
 * Reads `list.json`: its syntax, then its shape, then that ids are unique and categories exist. All problems of a stage
 * at once, each with its path, a syntax error with its position (`locateProblems` gives the others theirs).
 * What no shape can say, such as dates and duplicates, is for `checkList`.
 */
export function parseList(text: string, options?: ParseListOptions): Result<List> {
  const { draft, problems } = parseListDraft(text, options);
  return draft === undefined || problems.length > 0 ? { ok: false, problems } : { ok: true, value: draft };
}

/** The one canonical form: papers by id, keys in a fixed order, two spaces, a line end. Equal lists are equal bytes. */
export function printList(list: List): string {
  const papers = list.papers.toSorted((a, b) => compareText(a.id, b.id));
  return `${JSON.stringify(inKeyOrder({ ...list, papers }, listShape), undefined, 2)}\n`;
}
