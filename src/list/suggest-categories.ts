import {
  learnCategories,
  scoreCategories,
  vectorOf,
  type CategoryModel,
  type DescribedPaper,
} from "./category-model.ts";
import type { List } from "./list.ts";
import type { Paper } from "./paper.ts";
import { leafCategories } from "./taxonomy.ts";
import { strengths, tryCategories, type CategoryTrial } from "./try-categories.ts";

/** A category that a paper may belong to, and how sure that is. */
export interface CategorySuggestion {
  readonly path: string;
  /** 0 to 1: the share of the list's own papers for which a suggestion of about this strength was right. */
  readonly confidence: number;
}

/**
 * The three likeliest categories of a paper, likeliest first, learned from where the list's own papers stand; fewer where the paper
 * shares words with fewer, none where the list does not teach enough (`tryCategories` says when). A paper that stands in the list
 * already is known by its `id` and left out of what is learned. Deterministic: the same list and paper give the same answer.
 */
export function suggestCategories(
  list: List,
  paper: DescribedPaper & Partial<Pick<Paper, "id">>,
): readonly CategorySuggestion[] {
  const { model, trial } = learn(list.papers);
  if (!trial.isOffered) return [];
  const leaves = new Set(leafCategories(list.taxonomy).map(({ path }) => path));
  const leftOut = paper.id === undefined ? undefined : model.papers.find(({ id }) => id === paper.id);
  return strengths(scoreCategories(vectorOf(model, paper), leftOut))
    .slice(0, trial.suggested)
    .map(({ category, strength }) => ({ path: category.path, confidence: trial.confidenceOf(strength) }))
    .filter(({ path, confidence }) => confidence > 0 && leaves.has(path));
}

interface Learned {
  readonly model: CategoryModel;
  readonly trial: CategoryTrial;
}

/** A list is immutable, and one issue may ask about many papers. */
const known = new WeakMap<readonly Paper[], Learned>();

function learn(papers: readonly Paper[]): Learned {
  const before = known.get(papers);
  if (before !== undefined) return before;
  const model = learnCategories(papers);
  const learned = { model, trial: tryCategories(model) };
  known.set(papers, learned);
  return learned;
}
