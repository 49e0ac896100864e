import { distance } from "fastest-levenshtein";
import { isTelling, joinWords, nicknameOf, titleParts, type TitleParts } from "./title-parts.ts";
import { numeralsOf } from "./title-numerals.ts";

/** How one title is like another. */
export interface TitleLikeness {
  /** `part`: one is what stands before or behind the other's colon; `cut`: one ends in dots where the other goes on; `words`: most words are the same. */
  readonly how: "same" | "part" | "cut" | "words";
  /** 0 to 1; 1 for titles that differ in form only. */
  readonly similarity: number;
  /** The name before the colon that both have. */
  readonly nickname?: string;
}

/** What is compared of a title, made once. */
export interface ComparedTitle {
  readonly parts: TitleParts;
  readonly key: string;
  readonly numerals: string;
  readonly isCut: boolean;
}

/** Words that most titles have weigh little. */
const commonWords = new Set(
  "a an and as at by can for from how in into is its of on or over the through to toward towards under using via we what when with without".split(
    " ",
  ),
);
const commonWeight = 0.25;
const mostWords = 64;
/** In a title of so few words each one tells: `Qwen2.5 Technical Report` and `Qwen2.5-VL Technical Report`. */
const fewWords = 5;
const ofFewWords = 0.8;
const otherNickname = 0.9;
/** So many words at the beginning of another title are no chance. */
const longBeginning = 5;

/** Linear in the title. */
export function prepareTitle(title: string): ComparedTitle {
  const parts = titleParts(title);
  const isCut = /(?:\.{2,}|…)["'”’)\]*\s]{0,5}$/.test(title.slice(-10));
  return { parts, key: joinWords(parts.whole), numerals: numeralsOf(parts.whole), isCut };
}

/** Symmetric, and bounded whatever the titles are. Undefined for numbered sequels and where nothing is alike. */
export function compareTitles(a: ComparedTitle, b: ComparedTitle): TitleLikeness | undefined {
  if (a.key === "" || b.key === "") return undefined;
  if (a.key === b.key) return { how: "same", similarity: 1 };
  if (a.key > b.key) return compareTitles(b, a);
  const part = partLikeness(a, b) ?? partLikeness(b, a);
  if (part !== undefined) return part;
  if (a.numerals !== b.numerals) return undefined;
  const nickname = nicknameOf(a.parts);
  const other = nicknameOf(b.parts);
  const similarity = overlap(a.parts, b.parts);
  if (nickname === undefined || other === undefined) return { how: "words", similarity };
  if (joinWords(nickname) === joinWords(other)) return { how: "words", similarity, nickname };
  const isLonger = ` ${nickname} `.includes(` ${other} `) || ` ${other} `.includes(` ${nickname} `);
  return { how: "words", similarity: isLonger ? similarity : similarity * otherNickname };
}

/** Whether `short` is a part of `long`. */
function partLikeness(short: ComparedTitle, long: ComparedTitle): TitleLikeness | undefined {
  const { main, rest } = long.parts;
  if (short.isCut && short.key.length >= 12 && long.key.startsWith(short.key)) return { how: "cut", similarity: 0.95 };
  if (isBeginning(short.parts.whole, long.parts.whole)) return { how: "part", similarity: 0.9 };
  if (rest === "") return undefined;
  if (short.key === joinWords(rest)) return { how: "part", similarity: isTelling(rest) ? 0.95 : 0.7 };
  if (short.key !== joinWords(main)) return undefined;
  const nickname = nicknameOf(long.parts);
  return nickname === undefined ? { how: "part", similarity: 0.9 } : { how: "part", similarity: 0.8, nickname };
}

function isBeginning(short: string, long: string): boolean {
  if (!long.startsWith(`${short} `) || short.split(" ", longBeginning).length < longBeginning) return false;
  const [next = "", second = ""] = long.slice(short.length + 1).split(" ", 2);
  return numeralsOf(`${next} ${second}`) === "";
}

/** The share of words that two titles have in common, those apart by a slip of the pen too. */
function overlap(a: TitleParts, b: TitleParts): number {
  const left = a.whole.split(" ", mostWords);
  const right = b.whole.split(" ", mostWords);
  const sum = weigh(left) + weigh(right);
  const onlyLeft = without(left, right);
  const onlyRight = without(right, left);
  let apart = weigh(onlyLeft) + weigh(onlyRight);
  // Pre-training and pretraining.
  if (onlyLeft.join("") === onlyRight.join("")) apart = 0;
  for (const word of onlyLeft) {
    const at = onlyRight.findIndex((other) => isSlip(word, other));
    if (at === -1) continue;
    onlyRight.splice(at, 1);
    apart -= 2 * 0.8;
  }
  const similarity = Math.max(0, 1 - apart / sum);
  return apart >= 1 && Math.min(weigh(left), weigh(right)) < fewWords ? similarity * ofFewWords : similarity;
}

/** A letter or two of a long word. Short words are other words: `image` and `mirage`. */
function isSlip(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  return longest >= 5 && longest <= 40 && Math.abs(a.length - b.length) <= 2 && distance(a, b) <= (longest < 8 ? 1 : 2);
}

function weigh(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + (commonWords.has(word) ? commonWeight : 1), 0);
}

/** The words of one that the other has not, as often as they are missing. */
function without(words: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return words.filter((word) => {
    const at = left.indexOf(word);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}
