import {
  addToIndex,
  findDuplicate,
  indexPapers,
  papersNamed,
  type DuplicateMatch,
  type PaperIndex,
} from "./duplicates.ts";
import { findLikelihood, type LikelyDuplicate } from "./likely-duplicates.ts";
import { paperNames, type PaperName } from "./paper-names.ts";
import type { Paper } from "./paper.ts";

/** A paper that is, or may be, one before it in the list. */
export type RepeatedPaper =
  | { readonly kind: "certain"; readonly index: number; readonly match: DuplicateMatch }
  | { readonly kind: "likely"; readonly index: number; readonly match: LikelyDuplicate };

/** As many of one sketch are compared. */
const mostAlike = 2;
const longestSketched = 500;

/**
 * Every paper that is one before it in the list, or may be, with that one. Linear in the papers: likely ones are looked
 * for only among those that share a part of the title, or its numbers and three longest words.
 */
export function findRepeatedPapers(papers: readonly Paper[]): readonly RepeatedPaper[] {
  const before = indexPapers<Paper>([]);
  const bySketch = new Map<number, Paper[]>();
  return papers.flatMap((paper, index): readonly RepeatedPaper[] => {
    const names = paperNames(paper);
    const sketch = sketchOf(paper.title);
    const alike = bySketch.get(sketch);
    const isNew = names.every((name) => papersNamed(before, name).length === 0);
    const certain = isNew ? undefined : findDuplicate(before, paper, names);
    const likely = certain === undefined ? findLikely(paper, isNew ? [] : namesakes(before, names), alike) : undefined;
    addToIndex(before, paper, names);
    if (alike === undefined) bySketch.set(sketch, [paper]);
    else if (alike.length < mostAlike) alike.push(paper);
    if (certain !== undefined) return [{ kind: "certain", index, match: certain }];
    return likely === undefined ? [] : [{ kind: "likely", index, match: likely }];
  });
}

function findLikely(paper: Paper, others: readonly Paper[], alike: readonly Paper[] = []): LikelyDuplicate | undefined {
  for (const other of others.concat(alike)) {
    const likelihood = findLikelihood(paper, other);
    if (likelihood !== undefined) return { paper: other, ...likelihood };
  }
  return undefined;
}

/** Papers with the same title that are not surely the same, and those with the same part of it. */
function namesakes(index: PaperIndex, names: readonly PaperName[]): readonly Paper[] {
  return names.flatMap((name) => (name.by === "title" ? papersNamed(index, name).slice(0, mostAlike) : []));
}

/**
 * Equal for most titles that are apart by a word or a slip of the pen, never but by chance for two numbers of one
 * series: a hash of the digits and of the three longest words. In one loop, since every paper of every list comes by here.
 */
function sketchOf(title: string): number {
  let digits = 0;
  let longest = { hash: 0, length: 0 };
  let second = longest;
  let third = longest;
  let hash = 0;
  let start = 0;
  const end = Math.min(title.length, longestSketched);
  for (let at = 0; at <= end; at += 1) {
    // Letters in lower case; digits are as they were.
    const code = at === end ? 0 : title.charCodeAt(at) | 0x20;
    const isDigit = code >= 48 && code <= 57;
    if (isDigit) digits = hashMore(digits, code);
    if (isDigit || (code >= 97 && code <= 122) || code > 127) {
      hash = hashMore(hash, code);
      continue;
    }
    const length = at - start;
    if (length > third.length) {
      third = { hash, length };
      if (length > second.length) [second, third] = [third, second];
      if (length > longest.length) [longest, second] = [second, longest];
    }
    hash = 0;
    start = at + 1;
  }
  return hashMore(digits, longest.hash + second.hash + third.hash);
}

function hashMore(hash: number, more: number): number {
  return (Math.imul(hash, 31) + more) | 0;
}
