import { findDuplicate, indexPapers, type PaperIndex } from "./duplicates.ts";
import { haveSameFirstAuthor } from "./first-author.ts";
import { normalizeTitle } from "./normalize-title.ts";
import { findOtherIdentifier, strongNames, type Named } from "./paper-names.ts";
import type { IdentifierKind, Paper } from "./paper.ts";
import { prepareTitle, compareTitles, type TitleLikeness } from "./title-likeness.ts";
import { findByWords, indexWords, type WordIndex } from "./word-index.ts";

/** How likely two papers are one. */
export interface Likelihood {
  /** How sure, from `leastScore` to 1. */
  readonly score: number;
  /** What the score is made of, the title first. */
  readonly reasons: readonly LikelyReason[];
}

/** A paper that another one may be. */
export interface LikelyDuplicate<T extends Named = Paper> extends Likelihood {
  readonly paper: T;
}

/** What speaks for two papers being one, or, `other-…`, against it. */
export type LikelyReason =
  | { readonly kind: "title"; readonly how: TitleLikeness["how"]; readonly similarity: number }
  | { readonly kind: "nickname"; readonly nickname: string }
  | { readonly kind: "first-author" }
  | { readonly kind: "year" }
  | { readonly kind: "other-first-author" }
  | { readonly kind: "other-year" }
  | { readonly kind: "other-identifier"; readonly by: IdentifierKind };

/** Less is not worth a question. */
export const leastScore = 0.8;
/** Nothing lifts less than that so high. */
const leastSimilarity = 0.6;
const mostFound = 3;
const mostCompared = 32;

const wordIndexes = new WeakMap<PaperIndex<Named>, WordIndex>();

/**
 * The papers of the index that this one may be, at most three, the likeliest first; none that `findDuplicate` is sure of.
 * The first question of an index that grew since the last makes the index of its words: linear in its papers.
 */
export function findLikelyDuplicates<T extends Named>(
  index: PaperIndex<T>,
  paper: Named,
): readonly LikelyDuplicate<T>[] {
  const asked = prepareTitle(paper.title);
  return [...findByWords(wordsOf(index), asked.parts.whole, mostCompared)]
    .flatMap((at) => {
      const other = index.papers[at];
      if (other === undefined) return [];
      const judged = judge(paper, other, compareTitles(asked, prepareTitle(other.title)));
      const isSure = judged !== undefined && findDuplicate(indexPapers([other]), paper) !== undefined;
      return judged === undefined || isSure ? [] : [{ paper: other, ...judged }];
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostFound);
}

function wordsOf(index: PaperIndex<Named>): WordIndex {
  const known = wordIndexes.get(index);
  if (known?.weights.length === index.papers.length) return known;
  const made = indexWords(index.papers.map((paper) => normalizeTitle(paper.title)));
  wordIndexes.set(index, made);
  return made;
}

/** How sure it is that two papers are one, and why; undefined where it is not worth a question. Symmetric. */
export function findLikelihood(a: Named, b: Named): Likelihood | undefined {
  return judge(a, b, compareTitles(prepareTitle(a.title), prepareTitle(b.title)));
}

function judge(a: Named, b: Named, title: TitleLikeness | undefined): Likelihood | undefined {
  if (title === undefined || title.similarity < leastSimilarity) return undefined;
  const reasons: LikelyReason[] = [{ kind: "title", how: title.how, similarity: title.similarity }];
  let score = title.similarity;
  if (title.nickname !== undefined) {
    reasons.push({ kind: "nickname", nickname: title.nickname });
    score += (1 - score) / 4;
  }
  const isSameAuthor = haveSameFirstAuthor(a.authors, b.authors);
  if (isSameAuthor === true) {
    reasons.push({ kind: "first-author" });
    score += (1 - score) / 4;
  }
  const by = findOtherIdentifier(strongNames(a), strongNames(b));
  if (by !== undefined) {
    // A preprint put up anew has its title, and its first author where both are known.
    if (title.how !== "same" || isSameAuthor === false) return undefined;
    reasons.push({ kind: "other-identifier", by });
    score *= 0.9;
  }
  if (isSameAuthor === false) {
    reasons.push({ kind: "other-first-author" });
    score *= title.how === "same" ? 0.85 : 0.6;
  }
  const years = yearsApart(a.date, b.date);
  if (years === 0) reasons.push({ kind: "year" });
  if (years !== undefined && years > 1) {
    reasons.push({ kind: "other-year" });
    score *= 0.95;
  }
  return score < leastScore ? undefined : { score, reasons };
}

function yearsApart(a: string | undefined, b: string | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4)));
}
