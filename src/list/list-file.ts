import { checkReferences } from "./check-references.ts";
import { checkShape } from "./check-shape.ts";
import { inKeyOrder } from "./in-key-order.ts";
import { parseJson } from "./json-text.ts";
import type { List } from "./list.ts";
import { listShape } from "./list-shape.ts";
import { compareText } from "./compare-text.ts";
import type { Result } from "./problem.ts";
import { exceedsBytes } from "./exceeds-bytes.ts";

export interface ParseListOptions {
  /** Refuse a text of more bytes (UTF-8) than this, before anything else is done with it. */
  readonly maxBytes?: number;
}

/**
 * Reads `list.json`: its syntax, then its shape, then that ids are unique and categories exist. All problems of a stage
 * at once, each with its path, a syntax error with its position (`locateProblems` gives the others theirs).
 * What no shape can say, such as dates and duplicates, is for `checkList`.
 */
export function parseList(text: string, options: ParseListOptions = {}): Result<List> {
  const { maxBytes } = options;
  if (maxBytes !== undefined && exceedsBytes(text, maxBytes)) {
    const message = `The list is larger than ${Math.floor(maxBytes / 1_000_000)} MB, the limit here.`;
    return { ok: false, problems: [{ code: "too-large", severity: "error", field: "list", message }] };
  }
  const json = parseJson(text);
  if (!json.ok) return json;
  const wrong = checkShape(json.value, listShape);
  // A list in part is enough to say what else is wrong with it; papers of a wrong shape are passed over.
  const problems = [...wrong, ...checkReferences(json.value, wrong)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: json.value as List };
}

/** The one canonical form: papers by id, keys in a fixed order, two spaces, a line end. Equal lists are equal bytes. */
export function printList(list: List): string {
  const papers = list.papers.toSorted((a, b) => compareText(a.id, b.id));
  return `${JSON.stringify(inKeyOrder({ ...list, papers }, listShape), undefined, 2)}\n`;
}
