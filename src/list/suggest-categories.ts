import type { List } from "./list.ts";
import type { Paper } from "./paper.ts";

/** A category that a paper may belong to, and how sure that is. */
export interface CategorySuggestion {
  readonly path: string;
  /** 0 to 1: the share of papers for which a suggestion of this strength was right, in the list itself. */
  readonly confidence: number;
}

/**
 * The three likeliest categories of a paper, likeliest first, learned from where the list's own papers stand; none where the list
 * does not teach enough: where, tried on its own papers one by one, three suggestions are not much better than the three largest categories.
 * Deterministic: the same list and paper give the same answer.
 */
export function suggestCategories(
  _list: List,
  _paper: Pick<Paper, "title"> & Partial<Pick<Paper, "abstract" | "tags" | "summary">>,
): readonly CategorySuggestion[] {
  return [];
}
