import { checkReferences } from "./check-references.ts";
import { checkShape } from "./check-shape.ts";
import { exceedsBytes } from "./exceeds-bytes.ts";
import { parseJson } from "./json-text.ts";
import type { List } from "./list.ts";
import { listShape } from "./list-shape.ts";
import type { JsonPath, Problem } from "./problem.ts";

export interface ParseListOptions {
  /** Refuse a text of more bytes (UTF-8) than this, before anything else is done with it. */
  readonly maxBytes?: number;
}

export interface ListDraft {
  /** The list where there are no problems; else it says what a person is about to change, and is good for nothing else. */
  readonly draft?: List;
  readonly problems: readonly Problem[];
}

/**
 * Reads `list.json` as far as it goes. A text of the right shape is a draft also where ids repeat (all papers are in it,
 * and the first of an id is meant), categories are not there, or identifiers are written otherwise (those are corrected).
 */
export function parseListDraft(text: string, { maxBytes }: ParseListOptions = {}): ListDraft {
  if (maxBytes !== undefined && exceedsBytes(text, maxBytes)) {
    const message = `The list is larger than ${Math.floor(maxBytes / 1_000_000)} MB, the limit here.`;
    return { problems: [{ code: "too-large", severity: "error", field: "list", message }] };
  }
  const json = parseJson(text);
  if (!json.ok) return json;
  const wrong = checkShape(json.value, listShape);
  // A list in part is enough to say what else is wrong with it; papers of a wrong shape are passed over.
  const problems = [...wrong, ...checkReferences(json.value, wrong)];
  if (wrong.some(({ code }) => code !== "not-canonical")) return { problems };
  for (const { path = [], nearest } of wrong) setAt(json.value, path, nearest);
  return { draft: json.value as List, problems };
}

/** In what was just parsed, and where the shape found a text: nobody else has it yet. */
function setAt(value: unknown, path: JsonPath, text: string | undefined): void {
  const last = path.at(-1);
  let at = value as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as typeof at;
  if (last !== undefined && text !== undefined) at[last] = text;
}
