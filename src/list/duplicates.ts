import {
  identifiersFromLinks,
  identifierKinds,
  nameKey,
  paperNames,
  strongNames,
  type Named,
  type NameKind,
} from "./paper-names.ts";
import type { Identifiers, Paper } from "./paper.ts";

/** Papers by all their names. Made once for many questions. */
export interface PaperIndex {
  readonly byName: Map<string, Paper[]>;
}

/** The paper of the list that another one is, and the name they share. */
export interface DuplicateMatch {
  readonly paper: Paper;
  readonly by: NameKind;
  /** Canonical: `2506.20966`, a DOI, an address, a title in plain lower-case words. */
  readonly value: string;
}

/** As many papers of one title are remembered: a thousand "Introduction" must not be compared with each other. */
const mostOfOneName = 8;

/** Linear in the papers. */
export function indexPapers(papers: readonly Paper[]): PaperIndex {
  const index: PaperIndex = { byName: new Map() };
  for (const paper of papers) addToIndex(index, paper);
  return index;
}

/** Puts one more paper into the index itself. */
export function addToIndex(index: PaperIndex, paper: Paper, names = paperNames(paper)): void {
  for (const name of names) {
    const key = nameKey(name);
    const known = index.byName.get(key);
    if (known === undefined) index.byName.set(key, [paper]);
    else if (known.length < mostOfOneName) known.push(paper);
  }
}

/**
 * The first paper of the index that has a name of this one, surest names first. Two papers with different ids of one kind (two arXiv ids) are not the same for having the same title.
 */
export function findDuplicate(index: PaperIndex, paper: Named): DuplicateMatch | undefined {
  return findByNames(index.byName, paper, paperNames(paper));
}

/** Like `findDuplicate`, by identifiers and paper links only: for what must be sure. */
export function findSamePaper(index: PaperIndex, paper: Named): DuplicateMatch | undefined {
  return findByNames(index.byName, paper, strongNames(paper));
}

/** Every paper that is one before it in the list, with that one. Linear in the papers. */
export function findRepeatedPapers(
  papers: readonly Paper[],
): readonly { readonly index: number; readonly match: DuplicateMatch }[] {
  const before: PaperIndex = { byName: new Map() };
  return papers.flatMap((paper, index) => {
    const names = paperNames(paper);
    const match = findByNames(before.byName, paper, names);
    addToIndex(before, paper, names);
    return match === undefined ? [] : [{ index, match }];
  });
}

function findByNames(
  byName: ReadonlyMap<string, readonly Paper[]>,
  paper: Named,
  names: ReturnType<typeof paperNames>,
): DuplicateMatch | undefined {
  for (const name of names) {
    const known = byName.get(nameKey(name));
    if (known === undefined) continue;
    const same = known.find((other) => name.by !== "title" || !haveDifferentIds(other, paper));
    if (same !== undefined) return { paper: same, by: name.by, value: name.value };
  }
  return undefined;
}

function haveDifferentIds(a: Named, b: Named): boolean {
  const left = allIdentifiers(a);
  const right = allIdentifiers(b);
  return identifierKinds.some(
    (kind) => left[kind] !== undefined && right[kind] !== undefined && left[kind] !== right[kind],
  );
}

function allIdentifiers(paper: Named): Identifiers {
  return { ...identifiersFromLinks(paper.links), ...paper.identifiers };
}
