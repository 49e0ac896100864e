import { compareText } from "./compare-text.ts";
import { contentWords } from "./content-words.ts";
import type { Paper } from "./paper.ts";

/** What is read of a paper to say where it belongs. */
export type DescribedPaper = Pick<Paper, "title"> & Partial<Pick<Paper, "abstract" | "summary" | "tags">>;

/** Which words stand in which categories of a list. */
export interface CategoryModel {
  /** Those that hold a paper. */
  readonly categories: readonly LearnedCategory[];
  readonly papers: readonly LearnedPaper[];
  /** The title, and what at least half of the papers have: a field that few have would compare a paper with nobody. */
  readonly fields: readonly (keyof DescribedPaper)[];
  readonly words: ReadonlyMap<string, Word>;
}

export interface LearnedCategory {
  readonly path: string;
  papers: number;
  /** The square of the length of its papers' sum, with words weighted. */
  square: number;
}

export interface LearnedPaper {
  readonly id: string;
  readonly categories: ReadonlySet<LearnedCategory>;
  readonly vector: Vector;
}

interface Word {
  papers: number;
  /** How much of the word each category's papers hold. */
  readonly sums: Map<LearnedCategory, number>;
}

/** How much of each word a paper holds; all squares add up to 1, so that a long abstract weighs no more than a short title. */
type Vector = ReadonlyMap<Word, number>;

export interface CategoryScore {
  readonly category: LearnedCategory;
  /** Above 0; the nearest category's is 1. */
  readonly score: number;
}

export function learnCategories(papers: readonly Paper[]): CategoryModel {
  const fields = (["title", "abstract", "summary", "tags"] as const).filter(
    (field) => papers.filter((paper) => paper[field] !== undefined).length * 2 >= papers.length,
  );
  const words = new Map<string, Word>();
  const categories = new Map<string, LearnedCategory>();
  const learned = papers.map((paper) => {
    const own = new Set(
      paper.categories.map((path) => getOrMake(categories, path, () => ({ path, papers: 0, square: 0 }))),
    );
    for (const category of own) category.papers += 1;
    const vector = makeVector(paper, fields, (text) => getOrMake(words, text, () => ({ papers: 0, sums: new Map() })));
    for (const [word, amount] of vector) {
      word.papers += 1;
      for (const category of own) word.sums.set(category, (word.sums.get(category) ?? 0) + amount);
    }
    return { id: paper.id, categories: own, vector };
  });
  for (const word of words.values())
    for (const [category, sum] of word.sums) category.square += sum * sum * weight(word.papers);
  return { categories: [...categories.values()], papers: learned, fields, words };
}

/** The paper as far as the list knows its words. */
export function vectorOf(model: CategoryModel, paper: DescribedPaper): Vector {
  return makeVector(paper, model.fields, (text) => model.words.get(text));
}

/**
 * The categories that share words with the paper, the nearest first, by the cosine between it and the sum of a category's papers.
 * `leftOut` is taken out of every count first, as if the list, read by the same fields, had been learned without it.
 */
export function scoreCategories(vector: Vector, leftOut?: LearnedPaper): readonly CategoryScore[] {
  const products = new Map<LearnedCategory, number>();
  for (const [word, amount] of vector) {
    const out = leftOut?.vector.get(word) ?? 0;
    const each = amount * weight(out > 0 ? word.papers - 1 : word.papers);
    for (const [category, sum] of word.sums) {
      const rest = leftOut?.categories.has(category) === true ? sum - out : sum;
      products.set(category, (products.get(category) ?? 0) + rest * each);
    }
  }
  const changes = new Map<LearnedCategory, number>();
  for (const [word, out] of leftOut?.vector ?? [])
    for (const [category, sum] of word.sums) {
      const rest = leftOut?.categories.has(category) === true ? sum - out : sum;
      const change = rest * rest * weight(word.papers - 1) - sum * sum * weight(word.papers);
      changes.set(category, (changes.get(category) ?? 0) + change);
    }
  const cosines = [...products].map(([category, product]) => {
    // One more: as if a paper that shares no word with any stood there too. Else a category of one or two papers is near too often.
    const square = category.square + (changes.get(category) ?? 0) + 1;
    return { category, cosine: product / Math.sqrt(square) };
  });
  const highest = cosines.reduce((most, { cosine }) => Math.max(most, cosine), 1e-9);
  return cosines
    .map(({ category, cosine }) => ({ category, score: rounded(cosine / highest) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || compareText(a.category.path, b.category.path));
}

/** What differs only by the order of additions is a tie, and nothing is left of what was taken out. */
function rounded(score: number): number {
  return Math.round(score * 1e9) / 1e9;
}

/** The more papers have a word, the less it says. A root, since a logarithm may differ in the last digit between machines. */
function weight(papers: number): number {
  return papers > 0 ? 1 / Math.sqrt(papers) : 0;
}

function makeVector(
  paper: DescribedPaper,
  fields: CategoryModel["fields"],
  wordOf: (text: string) => Word | undefined,
): Vector {
  const counts = new Map<Word, number>();
  let all = 0;
  for (const field of fields) {
    const given = paper[field] ?? "";
    for (const text of contentWords(typeof given === "string" ? given : given.join("\n"))) {
      all += 1;
      const word = wordOf(text);
      if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return new Map([...counts].map(([word, count]) => [word, Math.sqrt(count / all)]));
}

function getOrMake<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
