import { distance } from "fastest-levenshtein";
import { normalizeTitle } from "./normalize-title.ts";
import type { Identifiers } from "./paper.ts";
import type { PaperRecord } from "./paper-record.ts";
import { identifierKinds } from "./paper-names.ts";
import { shareAuthor } from "./share-author.ts";

/**
 * Whether two sources speak of one paper: they share an identifier, or nearly the same title stands over people of whom one
 * is among both. Two arXiv ids are two papers; two DOIs need not be, a preprint may have one of its own.
 */
export function isSamePaper(a: PaperRecord, b: PaperRecord): boolean {
  if (shareIdentifier(a.identifiers, b.identifiers)) return true;
  if (a.identifiers.arxiv !== undefined && b.identifiers.arxiv !== undefined) return false;
  if (!isNearlySameTitle(a.title, b.title)) return false;
  return a.authors === undefined || b.authors === undefined || shareAuthor(a.authors, b.authors);
}

function shareIdentifier(a: Identifiers, b: Identifiers): boolean {
  return identifierKinds.some((kind) => a[kind] !== undefined && a[kind] === b[kind]);
}

/**
 * Stricter than `isSameTitle`, which asks whether a person meant this one: here nobody is asked. The same but for hyphens and
 * at most two misspelled or otherwise spelled long words; `RT-1` and `RT-2`, Part I and Part II, supervised and unsupervised differ.
 */
export function isNearlySameTitle(one: string, other: string): boolean {
  const [a, b] = [normalizeTitle(one), normalizeTitle(other)];
  if (a === "" || b === "") return false;
  if (a.replaceAll(" ", "") === b.replaceAll(" ", "")) return true;
  const [left, right] = [a.split(" "), b.split(" ")];
  if (left.length !== right.length) return false;
  const different = left.flatMap((word, at) => (word === right[at] ? [] : [[word, right[at] ?? ""] as const]));
  return different.length <= 2 && different.length < left.length && different.every(isSpellingOf);
}

function isSpellingOf([one, other]: readonly [string, string]): boolean {
  const shorter = Math.min(one.length, other.length);
  if (shorter < 5 || one.length + other.length > 60 || one[0] !== other[0] || /\p{N}/u.test(one + other)) return false;
  return distance(one, other) <= (shorter < 8 ? 1 : 2);
}
