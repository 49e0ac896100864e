import { arxivIdPattern, parseArxivId } from "./arxiv-id.ts";
import { doiPattern } from "./doi.ts";
import type { IdentifierKind } from "./paper.ts";

/** One name of one paper, in canonical form. */
export interface Identifier {
  readonly kind: IdentifierKind;
  readonly value: string;
}

/** ACL Anthology, https://aclanthology.org/info/ids/: `2023.acl-long.1`, before 2020 `P19-1001`. */
const aclPattern = "(?:[0-9]{4}\\.[a-z0-9_]{1,40}(?:-[a-z0-9_]{1,40}){1,3}\\.[0-9]{1,5}|[A-Z][0-9]{2}-[0-9]{4,5})";
const openreviewPattern = "[A-Za-z0-9_-]{5,40}";

/** Canonical form of each kind, as a pattern without anchors. */
export const identifierPatterns: Readonly<Record<IdentifierKind, string>> = {
  arxiv: arxivIdPattern,
  doi: doiPattern,
  openreview: openreviewPattern,
  acl: aclPattern,
};

export const identifierExamples: Readonly<Record<IdentifierKind, string>> = {
  arxiv: "2506.20966",
  doi: "10.1109/lra.2024.3366010",
  openreview: "QwNj5TP9gm",
  acl: "2023.acl-long.1",
};

const regExps = Object.fromEntries(
  Object.entries(identifierPatterns).map(([kind, pattern]) => [kind, new RegExp(`^(?:${pattern})$`, "u")]),
);

/** Whether this is the one canonical form of an identifier of this kind. */
export function isCanonical(kind: IdentifierKind, value: string): boolean {
  return regExps[kind]?.test(value) === true;
}

/** The arXiv id behind a DOI of arXiv's own, else the DOI. */
export function ofDoi(doi: string): Identifier {
  const arxiv = doi.startsWith("10.48550/arxiv.") ? parseArxivId(doi.slice("10.48550/arxiv.".length)) : undefined;
  return arxiv === undefined ? { kind: "doi", value: doi } : { kind: "arxiv", value: arxiv };
}
