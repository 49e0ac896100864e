import { arxivMonth, oldArxivSource, parseArxivId } from "./arxiv-id.ts";
import { parseDoi } from "./doi.ts";
import { identifierExamples, identifierPatterns, isCanonical, ofDoi, type Identifier } from "./identifier.ts";
import { identifierInUrl } from "./identifier-in-url.ts";
import type { IdentifierKind } from "./paper.ts";
import { trimUrlEnd } from "./trim-url-end.ts";

export { arxivMonth, identifierExamples, identifierPatterns };
export type { Identifier };

const longestText = 2_000;

/**
 * The paper that an identifier or a URL names, in canonical form; undefined where it names none, or more than one.
 * A DOI that arXiv gave out (`10.48550/arXiv.…`) is its arXiv id, one of the ACL Anthology (`10.18653/v1/…`) stays a DOI.
 */
export function parseIdentifier(text: string): Identifier | undefined {
  if (text.length > longestText) return undefined;
  const given = text.trim().replace(/^<(.*)>$/s, "$1");
  if (/^https?:\/\//i.test(given)) return identifierInUrl(given);
  const arxiv = parseArxivId(given);
  if (arxiv !== undefined) return { kind: "arxiv", value: arxiv };
  const doi = parseDoi(given);
  if (doi !== undefined) return ofDoi(doi);
  if (isCanonical("acl", given)) return { kind: "acl", value: given };
  const prefixed = /^(openreview|acl):\s*(\S+)$/i.exec(given);
  if (prefixed?.[1] !== undefined && prefixed[2] !== undefined) {
    return canonicalIdentifier(prefixed[1].toLowerCase() === "acl" ? "acl" : "openreview", prefixed[2]);
  }
  return /^[a-z0-9.-]+\.[a-z]{2,}\/\S/i.test(given) ? identifierInUrl(`https://${given}`) : undefined;
}

/** `value` as an identifier of this kind in canonical form, however it is written; undefined if it is none. */
export function canonicalIdentifier(kind: IdentifierKind, value: string): Identifier | undefined {
  if (value.length > longestText) return undefined;
  if (isCanonical(kind, value)) return { kind, value };
  const found = parseIdentifier(value);
  return found?.kind === kind ? found : undefined;
}

/** Each part has an end, so that the search is linear in the text. */
const urlPart = "[^\\s<>\"'`|\\\\^{}[\\]\\u3000-\\u303f\\uff01-\\uff65]";
const freePattern = new RegExp(
  [
    `https?://${urlPart}{1,2000}`,
    `(?<![\\w./@-])(?:[a-z0-9-]{1,20}\\.){0,2}(?:arxiv|ar5iv|alphaxiv|doi|aclanthology)\\.org/${urlPart}{1,500}`,
    `(?<![\\w./@-])(?:openreview\\.net|huggingface\\.co/papers)/${urlPart}{1,500}`,
    `(?<![\\w./-])(?:doi:\\s?)?10\\.\\d{4,9}(?:\\.\\d{1,9}){0,3}/${urlPart}{1,300}`,
    `(?<![\\w./-])(?:arxiv:\\s?)?(?:\\d{4}\\.\\d{4,5}|${oldArxivSource})(?:v\\d{1,3})?(?![\\w/-]|\\.\\d)`,
    `(?<![\\w./-])\\d{4}\\.[a-z0-9_]{1,40}(?:-[a-z0-9_]{1,40}){1,3}\\.\\d{1,5}(?![\\w-])`,
  ].join("|"),
  "gi",
);

/** Every paper that free text names, in order, each once. Bare old ACL ids (`P19-1001`) look like much else and are not looked for. */
export function findIdentifiers(text: string): readonly Identifier[] {
  const found = new Map<string, Identifier>();
  for (const [match] of text.matchAll(freePattern)) {
    const identifier = parseIdentifier(trimUrlEnd(match));
    if (identifier === undefined) continue;
    const key = `${identifier.kind}:${identifier.value}`;
    if (!found.has(key)) found.set(key, identifier);
  }
  return [...found.values()];
}

/** The page of a paper where its identifier leads. */
export function identifierUrl(identifier: Identifier): string {
  const { kind, value } = identifier;
  switch (kind) {
    case "arxiv":
      return `https://arxiv.org/abs/${value}`;
    case "doi":
      return `https://doi.org/${encodeURI(value.toWellFormed()).replaceAll("#", "%23").replaceAll("?", "%3F")}`;
    case "openreview":
      return `https://openreview.net/forum?id=${value}`;
    case "acl":
      return `https://aclanthology.org/${value}/`;
  }
}
