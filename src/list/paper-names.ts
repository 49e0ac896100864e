import { ofDoi } from "./identifier.ts";
import { canonicalIdentifier, parseIdentifier, type Identifier } from "./identifiers.ts";
import type { IdentifierKind, Identifiers, Link, Paper } from "./paper.ts";
import { normalizeTitle } from "./normalize-title.ts";
import { canonicalUrl } from "./url.ts";

/** By what two papers are seen to be the same. */
export type NameKind = IdentifierKind | "link" | "title";

/** One of the many names of a paper, as a key that equal names share. */
export interface PaperName {
  readonly by: NameKind;
  readonly value: string;
}

/** What identity looks at, so that a draft can be asked about too. */
export type Named = Pick<Paper, "title"> & Partial<Pick<Paper, "identifiers" | "links" | "authors" | "date">>;

export const identifierKinds = ["arxiv", "doi", "openreview", "acl"] as const satisfies readonly IdentifierKind[];

/** Fewer words are shared by different papers ("Deep Learning"), and need an author and a year beside them. */
const tellingWords = 4;

/** Every name of a paper, surest first: identifiers given, those its paper links show, the links themselves, its title. */
export function paperNames(paper: Named): readonly PaperName[] {
  return [...strongNames(paper), ...titleNames(paper)];
}

/** The names that only one paper can have: identifiers, and addresses of paper pages. */
export function strongNames(paper: Pick<Named, "identifiers" | "links">): readonly PaperName[] {
  const identifiers: PaperName[] = [];
  const pages: PaperName[] = [];
  for (const { kind, value } of identifiersOf(paper.identifiers)) identifiers.push(...relatives(kind, value));
  for (const link of paper.links ?? []) {
    if (link.kind !== "paper") continue;
    const identifier = parseIdentifier(link.url);
    if (identifier === undefined) pages.push({ by: "link", value: canonicalUrl(link.url) });
    else identifiers.push(...relatives(identifier.kind, identifier.value));
  }
  const names = [...identifiers, ...pages];
  return names.length < 2 ? names : [...new Map(names.map((name) => [nameKey(name), name])).values()];
}

/** Title keys; none where the title is too short to tell and no author and year are known. */
export function titleNames(paper: Named): readonly PaperName[] {
  const title = normalizeTitle(paper.title);
  if (title.split(" ").length >= tellingWords) return [{ by: "title", value: title }];
  const author = familyName(paper.authors?.[0]);
  const year = paper.date?.slice(0, 4);
  if (title === "" || author === undefined || year === undefined) return [];
  return [{ by: "title", value: `${title} | ${author} ${year}` }];
}

export function nameKey(name: PaperName): string {
  return `${name.by}:${name.value}`;
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

function identifiersOf(identifiers: Identifiers | undefined): readonly Identifier[] {
  if (identifiers === undefined) return [];
  return identifierKinds.flatMap((kind) => {
    const value = identifiers[kind];
    return value === undefined ? [] : [canonicalIdentifier(kind, value) ?? { kind, value }];
  });
}

/** An identifier, and what it says about others: a DOI of arXiv or of the ACL Anthology holds their id. */
function relatives(kind: IdentifierKind, value: string): readonly PaperName[] {
  const own = { by: kind, value };
  if (kind !== "doi") return [own];
  const arxiv = ofDoi(value);
  if (arxiv.kind === "arxiv") return [own, { by: "arxiv", value: arxiv.value }];
  const acl = /^10\.18653\/v1\/(.+)$/.exec(value)?.[1];
  const id =
    acl === undefined ? undefined : canonicalIdentifier("acl", /^[a-z]\d\d-/.test(acl) ? acl.toUpperCase() : acl);
  return id === undefined ? [own] : [own, { by: "acl", value: id.value }];
}

/** `Xiang` of `Tian-Yu Xiang` and of `Xiang, Tian-Yu`. */
function familyName(author: string | undefined): string | undefined {
  const name =
    author?.includes(",") === true ? author.slice(0, author.indexOf(",")) : author?.trim().split(/\s+/).at(-1);
  const plain = normalizeTitle(name ?? "");
  return plain === "" ? undefined : plain;
}
