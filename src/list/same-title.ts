import { compareTitles, prepareTitle } from "./title-likeness.ts";

/** Less alike, and a person did not mean this paper. */
const alike = 0.7;

/**
 * Whether a person who wrote one title may have meant the other: without its nickname or subtitle, cut off, or with a few
 * words otherwise. Asked of a person's words about one known paper; two papers are compared more strictly.
 */
export function isSameTitle(one: string, other: string): boolean {
  return (compareTitles(prepareTitle(one), prepareTitle(other))?.similarity ?? 0) >= alike;
}
