import { findDuplicate, indexPapers } from "./duplicates.ts";
import type { Paper } from "./paper.ts";

/** Papers that are the same under another id. */
export interface MovedPaper {
  readonly from: string;
  readonly to: string;
}

/** The papers that are one (`findDuplicate`), each in one pair at most: of those that fit, the surest for both. */
export function pairSamePapers(papers: readonly Paper[], others: readonly Paper[]): readonly MovedPaper[] {
  if (papers.length === 0 || others.length === 0) return [];
  const [index, otherIndex] = [indexPapers(papers), indexPapers(others)];
  return papers.flatMap((paper) => {
    const other = findDuplicate(otherIndex, paper)?.paper;
    const isMutual = other !== undefined && findDuplicate(index, other)?.paper === paper;
    return isMutual ? [{ from: paper.id, to: other.id }] : [];
  });
}

/** Those of `papers` whose id none of `others` has. */
export function papersNotIn(papers: readonly Paper[], others: readonly Paper[]): readonly Paper[] {
  const ids = new Set(others.map((paper) => paper.id));
  return papers.filter((paper) => !ids.has(paper.id));
}
