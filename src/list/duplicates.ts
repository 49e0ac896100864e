import { haveSameFirstAuthor } from "./first-author.ts";
import {
  findOtherIdentifier,
  paperNames,
  printName,
  strongNames,
  type Named,
  type NameKind,
  type PaperName,
} from "./paper-names.ts";
import type { Paper } from "./paper.ts";

/** Papers by all their names, or whatever else has a title and links: open suggestions, past refusals. */
export interface PaperIndex<T extends Named = Paper> {
  /** In the order they came. */
  readonly papers: readonly T[];
  readonly byName: ReadonlyMap<string, OneOrMore<T>>;
  /** By parts of the title, which name a paper only to one that has no more. */
  readonly byPart: ReadonlyMap<string, OneOrMore<T>>;
}

/** An index that more papers may come into. */
export interface GrowingPaperIndex<T extends Named = Paper> extends PaperIndex<T> {
  readonly papers: T[];
  readonly byName: Map<string, OneOrMore<T>>;
  readonly byPart: Map<string, OneOrMore<T>>;
}

/** Nearly every name is that of one paper, and an array for each would be most of the index. */
type OneOrMore<T> = T | T[];

/** The paper of the index that another one is, and the name they share. */
export interface DuplicateMatch<T extends Named = Paper> {
  readonly paper: T;
  readonly by: NameKind;
  /** Canonical: `2506.20966`, a DOI, an address, a title in plain lower-case words. */
  readonly value: string;
}

/** As many papers of one title are remembered: a thousand "Introduction" must not be compared with each other. */
const mostOfOneName = 8;

const indexes = new WeakMap<readonly Named[], PaperIndex<Named>>();

/** The index of a list's papers, made at the first look at this very array. */
export function indexOf<T extends Named>(papers: readonly T[]): PaperIndex<T> {
  const known = indexes.get(papers) ?? indexPapers<Named>(papers);
  indexes.set(papers, known);
  return known as PaperIndex<T>;
}

/** An index of one's own, to add to. Linear in the papers. To take one away, index what is left. */
export function indexPapers<T extends Named>(papers: readonly T[]): GrowingPaperIndex<T> {
  const index: GrowingPaperIndex<T> = { papers: [], byName: new Map(), byPart: new Map() };
  for (const paper of papers) addToIndex(index, paper);
  return index;
}

/** Puts one more paper into the index itself. */
export function addToIndex<T extends Named>(index: GrowingPaperIndex<T>, paper: T, names = paperNames(paper)): void {
  index.papers.push(paper);
  for (const { key, isPart } of names) {
    const map = isPart ? index.byPart : index.byName;
    const known = map.get(key);
    if (known === undefined) map.set(key, paper);
    else if (Array.isArray(known)) {
      if (known.length < mostOfOneName && known.at(-1) !== paper) known.push(paper);
    } else if (known !== paper) map.set(key, [known, paper]);
  }
}

/**
 * The paper of the index that this one surely is: the first that has a name of it, surest names first. A title is no
 * such name between papers with different ids of one kind (two arXiv ids) or with different first authors. Symmetric:
 * which of two is in the index and which is asked about does not matter.
 */
export function findDuplicate<T extends Named>(
  index: PaperIndex<T>,
  paper: Named,
  names: readonly PaperName[] = paperNames(paper),
): DuplicateMatch<T> | undefined {
  for (const name of names) {
    const known = papersNamed(index, name);
    const same = name.by === "title" ? known.find((other) => mayBeOne(paper, names, other)) : known[0];
    if (same !== undefined) return { paper: same, by: name.by, value: printName(name, paper.title) };
  }
  return undefined;
}

/** Like `findDuplicate`, by identifiers and paper links only: for what must be sure. */
export function findSamePaper<T extends Named>(index: PaperIndex<T>, paper: Named): DuplicateMatch<T> | undefined {
  return findDuplicate(index, paper, strongNames(paper));
}

/** The papers that have this name, a part of a title only where it is the whole of one of the two. */
export function papersNamed<T extends Named>(index: PaperIndex<T>, { by, key, isPart }: PaperName): readonly T[] {
  const whole = index.byName.get(key);
  const part = by === "title" && !isPart ? index.byPart.get(key) : undefined;
  return part === undefined ? asArray(whole) : asArray(whole).concat(asArray(part));
}

function asArray<T>(papers: OneOrMore<T> | undefined): readonly T[] {
  if (papers === undefined) return none;
  return Array.isArray(papers) ? papers : [papers];
}

const none: readonly never[] = [];

function mayBeOne(paper: Named, names: readonly PaperName[], other: Named): boolean {
  return (
    findOtherIdentifier(names, strongNames(other)) === undefined &&
    haveSameFirstAuthor(paper.authors, other.authors) !== false
  );
}
