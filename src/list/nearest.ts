import { distance } from "fastest-levenshtein";

/** Longer texts are not misspellings of a name, and the distance costs their product. */
const longestCompared = 100;

/**
 * The allowed word that `given` is probably meant to be, in any case; undefined when none is really near:
 * at most a third of the longer one's letters may differ.
 */
export function findNearest(given: string, allowed: Iterable<string>): string | undefined {
  const wanted = given.trim().toLowerCase();
  if (wanted === "" || wanted.length > longestCompared) return undefined;
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const word of allowed) {
    if (word.length > longestCompared) continue;
    const far = distance(wanted, word.toLowerCase());
    if (far < bestDistance && far <= Math.max(wanted.length, word.length) / 3) {
      best = word;
      bestDistance = far;
    }
  }
  return best;
}
