import { scoreCategories, type CategoryModel, type CategoryScore, type LearnedCategory } from "./category-model.ts";
import { compareText } from "./compare-text.ts";
import { fitConfidence, type Trial } from "./confidence-curve.ts";

/** How a list's suggestions do on its own papers, each asked about as if it did not stand in the list. */
export interface CategoryTrial {
  /** How many are suggested: three, or one less than there are categories where that is fewer. */
  readonly suggested: number;
  /** The first suggestion, against always guessing the largest category. */
  readonly first: Outcome;
  /** All suggestions, against always guessing as many of the largest categories. */
  readonly any: Outcome;
  readonly isOffered: boolean;
  /** The share, 0 to 1, of suggestions of about this strength that were right. */
  confidenceOf(strength: number): number;
}

/** Numbers of papers. */
export interface Outcome {
  readonly tried: number;
  readonly right: number;
  readonly guessed: number;
  /** Right where the guess is not. */
  readonly won: number;
}

/** Of a longer list as many, evenly spread. */
const mostTried = 2_000;
const fewestPapers = 20;

/** Leave-one-out: suggestions for each paper from all others. Offered from 20 papers on, where both outcomes are much better than the guess. */
export function tryCategories(model: CategoryModel): CategoryTrial {
  const suggested = Math.max(0, Math.min(3, model.categories.length - 1));
  const largest = model.categories
    .toSorted((a, b) => b.papers - a.papers || compareText(a.path, b.path))
    .slice(0, suggested);
  const trials: Trial[] = [];
  const papers = spread(model.papers).map((paper) => {
    const isRight = (category: LearnedCategory): boolean => paper.categories.has(category);
    const suggestions = strengths(scoreCategories(paper.vector, paper)).slice(0, suggested);
    trials.push(...suggestions.map(({ category, strength }) => ({ strength, isRight: isRight(category) })));
    return { suggestions: suggestions.map(({ category }) => isRight(category)), guesses: largest.map(isRight) };
  });
  const outcome = (count: number): Outcome => {
    const right = papers.map(({ suggestions }) => suggestions.slice(0, count).includes(true));
    const guessed = papers.map(({ guesses }) => guesses.slice(0, count).includes(true));
    const number = (flags: readonly boolean[]): number => flags.filter(Boolean).length;
    const won = number(right.map((isRight, at) => isRight && guessed[at] === false));
    return { tried: papers.length, right: number(right), guessed: number(guessed), won };
  };
  const first = outcome(1);
  const any = outcome(suggested);
  const isOffered = papers.length >= fewestPapers && isMuchBetter(first) && isMuchBetter(any);
  return { suggested, first, any, isOffered, confidenceOf: fitConfidence(trials) };
}

/**
 * By a wide margin: misses at most four fifths as often as the guess, and by more than two standard deviations of what chance alone
 * would do to the papers that only one of them is right for ([McNemar's test](https://en.wikipedia.org/wiki/McNemar%27s_test)).
 */
function isMuchBetter({ tried, right, guessed, won }: Outcome): boolean {
  const lost = won - (right - guessed);
  return (tried - right) * 5 <= (tried - guessed) * 4 && won - lost > 2 * Math.sqrt(won + lost);
}

/**
 * How much each category stands out from all: 0 to 1, together 1. Of the powers one to four, the fourth tells right from wrong best on
 * the lists of `bench/categories.ts`; multiplied out, since `**` may differ in the last digit between machines.
 */
export function strengths(scores: readonly CategoryScore[]): readonly Strength[] {
  const powers = scores.map(({ score }) => score * score * score * score);
  const all = powers.reduce((sum, power) => sum + power, 0);
  return scores.map(({ category }, at) => ({ category, strength: (powers[at] ?? 0) / all }));
}

interface Strength {
  readonly category: LearnedCategory;
  readonly strength: number;
}

function spread<Item>(items: readonly Item[]): readonly Item[] {
  const step = items.length / mostTried;
  return step <= 1 ? items : items.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}
