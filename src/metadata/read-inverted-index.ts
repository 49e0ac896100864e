import { entriesAt } from "./json-answer.ts";

/** A long abstract has some 500 words; these bounds hold an answer that says otherwise to a megabyte. */
const mostWords = 5_000;
const longestWord = 200;

/**
 * The text of an inverted index, each word with the places where it stands (`{"We": [0, 7], …}`), as OpenAlex gives abstracts:
 * https://docs.openalex.org/api-entities/works/work-object. Empty where it is none.
 */
export function readInvertedIndex(index: unknown): string {
  const words = new Map<number, string>();
  for (const [word, places] of entriesAt(index)) {
    if (word.length > longestWord || !Array.isArray(places)) continue;
    for (const place of places as readonly unknown[])
      if (typeof place === "number" && Number.isInteger(place) && place >= 0 && place < mostWords)
        words.set(place, word);
  }
  return [...words]
    .toSorted(([a], [b]) => a - b)
    .map(([, word]) => word)
    .join(" ");
}
