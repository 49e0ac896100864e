import { aclOfDoi } from "./acl-of-doi.ts";
import { ofDoi } from "./identifier.ts";
import { canonicalIdentifier, parseIdentifier, type Identifier } from "./identifiers.ts";
import type { IdentifierKind, Identifiers, Link, Paper } from "./paper.ts";
import { familyName } from "./first-author.ts";
import { titleKeys } from "./title-keys.ts";
import { joinWords, titleParts } from "./title-parts.ts";
import { pageKey } from "./url.ts";

/** By what two papers are seen to be the same. */
export type NameKind = IdentifierKind | "link" | "title";

/** One of the many names of a paper. */
export interface PaperName {
  readonly by: NameKind;
  /** Canonical; of a title its key. */
  readonly value: string;
  /** Equal names share it; those of titles have no colon, all others have. */
  readonly key: string;
  /** A part of the title: two papers of one nickname or one subtitle are two, unless it is the whole title of one of them. */
  readonly isPart: boolean;
}

/** What identity looks at, so that a draft can be asked about too. */
export type Named = Pick<Paper, "title"> & Partial<Pick<Paper, "identifiers" | "links" | "authors" | "date">>;

export const identifierKinds = ["arxiv", "doi", "openreview", "acl"] as const satisfies readonly IdentifierKind[];

/** Every name of a paper, surest first: identifiers given, those its paper links show, the links themselves, its title. */
export function paperNames(paper: Named): readonly PaperName[] {
  return strongNames(paper).concat(titleNames(paper));
}

/** The names that only one paper can have: identifiers, and addresses of paper pages. One may come twice. */
export function strongNames(paper: Pick<Named, "identifiers" | "links">): PaperName[] {
  const names: PaperName[] = [];
  const pages: PaperName[] = [];
  for (const { kind, value } of identifiersOf(paper.identifiers)) addNames(names, kind, value);
  for (const link of paper.links ?? []) {
    if (link.kind !== "paper") continue;
    const identifier = parseIdentifier(link.url);
    if (identifier === undefined) pages.push(nameOf("link", pageKey(link.url)));
    else addNames(names, identifier.kind, identifier.value);
  }
  return pages.length === 0 ? names : names.concat(pages);
}

/**
 * The title, where it is telling or author and year are known; what stands behind a nickname, which many lists set apart;
 * and what stands before the subtitle, with author and year.
 */
export function titleNames(paper: Named): readonly PaperName[] {
  const { whole, main, rest, isTelling, isRestTelling } = titleKeys(paper.title);
  const names: PaperName[] = [];
  if (isTelling) names.push({ by: "title", value: whole, key: whole, isPart: false });
  if (isRestTelling) names.push({ by: "title", value: rest, key: rest, isPart: true });
  const author = familyName(paper.authors?.[0]);
  const year = paper.date?.slice(0, 4);
  if (whole === "" || author === undefined || year === undefined) return names;
  const behind = ` | ${author} ${year}`;
  if (rest === "" || !isTelling) names.push({ by: "title", value: whole, key: whole + behind, isPart: false });
  if (rest !== "") names.push({ by: "title", value: main, key: main + behind, isPart: true });
  return names;
}

/** The name for people to read: a title's in words, `bc z | jang 2022`. */
export function printName({ by, value, key }: PaperName, title: string): string {
  if (by !== "title") return value;
  const { whole, main, rest } = titleParts(title);
  const [joined = ""] = key.split(" | ", 1);
  const words = [whole, main, rest].find((one) => joinWords(one) === joined) ?? joined;
  return words + key.slice(joined.length);
}

function nameOf(by: Exclude<NameKind, "title">, value: string): PaperName {
  return { by, value, key: `${by}:${value}`, isPart: false };
}

/** Identifiers that papers' links show, those of `paper` links only. The first of each kind counts. */
export function identifiersFromLinks(links: readonly Link[] | undefined): Identifiers {
  const found: { -readonly [K in IdentifierKind]?: string } = {};
  for (const link of links ?? []) {
    const identifier = link.kind === "paper" ? parseIdentifier(link.url) : undefined;
    if (identifier !== undefined) found[identifier.kind] ??= identifier.value;
  }
  return found;
}

/** The first kind of which both papers have identifiers, those of their links too, and none in common. */
export function findOtherIdentifier(
  names: readonly PaperName[],
  others: readonly PaperName[],
): IdentifierKind | undefined {
  return identifierKinds.find((kind) => {
    const values = names.filter(({ by }) => by === kind);
    const different = others.filter(({ by }) => by === kind);
    return (
      values.length > 0 && different.length > 0 && !values.some(({ key }) => different.some((one) => one.key === key))
    );
  });
}

function identifiersOf(identifiers: Identifiers | undefined): readonly Identifier[] {
  if (identifiers === undefined) return [];
  return identifierKinds.flatMap((kind) => {
    const value = identifiers[kind];
    return value === undefined ? [] : [canonicalIdentifier(kind, value) ?? { kind, value }];
  });
}

/** An identifier, and what it says about others: a DOI of arXiv or of the ACL Anthology holds their id. */
function addNames(names: PaperName[], kind: IdentifierKind, value: string): void {
  names.push(nameOf(kind, value));
  if (kind !== "doi") return;
  const arxiv = ofDoi(value);
  if (arxiv.kind === "arxiv") {
    names.push(nameOf("arxiv", arxiv.value));
    return;
  }
  const acl = aclOfDoi(value);
  if (acl !== undefined) names.push(nameOf("acl", acl));
}
