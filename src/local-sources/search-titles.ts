import type { KnownPaper } from "./known-paper.ts";

/** As the services do: papers that share words with the title, the likest first, also where none of them is meant. */
export function searchTitles(papers: readonly KnownPaper[], title: string, most: number): readonly KnownPaper[] {
  const wanted = wordsOf(title);
  return papers
    .map((paper) => ({ paper, shared: wordsOf(paper.title).filter((word) => wanted.includes(word)).length }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, most)
    .map(({ paper }) => paper);
}

/** In lower case, with nothing between them that a search sees. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
