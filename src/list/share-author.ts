import { normalizeTitle } from "./normalize-title.ts";

/**
 * Whether one of these people may be one of those: the family name of one is a word in the other's name. Given names are
 * spelled out here and initials there, and who writes `Xiang Tian-Yu` puts the family first.
 */
export function shareAuthor(some: readonly string[], others: readonly string[]): boolean {
  return hasFamilyOf(some, others) || hasFamilyOf(others, some);
}

function hasFamilyOf(some: readonly string[], others: readonly string[]): boolean {
  const words = new Set(others.flatMap((name) => normalizeTitle(name).split(" ")));
  words.delete("");
  return some.some((name) => words.has(familyName(name)));
}

/** The last word, or what stands before a comma; `et al.` is nobody. */
function familyName(name: string): string {
  const [beforeComma = "", afterComma] = name.replace(/\bet\.? al\b.*$/i, "").split(",", 2);
  const family = normalizeTitle(beforeComma);
  return afterComma === undefined || family.includes(" ") ? family.slice(family.lastIndexOf(" ") + 1) : family;
}
