import { normalizeTitle } from "./normalize-title.ts";

/** A title in plain words, and what stands before and after its first colon, dash or question mark. */
export interface TitleParts {
  readonly whole: string;
  /** `openvla` of `OpenVLA: An Open-Source …`; the whole of a title that has one part. */
  readonly main: string;
  /** Empty where there is one part. */
  readonly rest: string;
}

/** Fewer words are shared by different papers ("Deep Learning"), and need an author and a year beside them. */
const tellingWords = 4;
/** Where words are not set apart, letters count. */
const tellingLetters = 8;
/** What stands before a colon and has no more words is a name that the authors gave their work. */
export const nicknameWords = 3;

/** `Part II`, `2`, `v2`, joined: no name and no subtitle, but another paper. */
export const numbering = /^(?:part|volume|vol|version|chapter|v)?(?:\d+|[ivx]+|one|two|three|four|five|plus)$/;

const separator = /:(?!\d)|：| [-–—|] |\? |—/;

/** Linear in the title. */
export function titleParts(title: string): TitleParts {
  const whole = normalizeTitle(title);
  const main = normalizeTitle(title.slice(0, separatorAt(title)));
  // Markup that goes across the separator may read otherwise.
  const rest = main !== "" && whole.startsWith(`${main} `) ? whole.slice(main.length + 1) : "";
  return rest === "" || numbering.test(joinWords(main)) || numbering.test(joinWords(rest))
    ? { whole, main: whole, rest: "" }
    : { whole, main, rest };
}

/** Where the first part of a title ends; 0 where it has one part. */
export function separatorAt(title: string): number {
  return Math.max(0, title.search(separator));
}

/** Words as one key that joined and divided words share: `pre-training`, `pretraining`. */
export function joinWords(words: string): string {
  return words.replaceAll(" ", "");
}

/** Whether words are enough to tell one paper from all others. Punctuation may stand between. */
export function isTelling(words: string): boolean {
  return (
    hasWords(words, tellingWords) || (words.length >= tellingLetters && /[\u3040-\u9fff\uac00-\ud7af]/.test(words))
  );
}

/** The name before the colon, `openvla`; undefined where the title has none. */
export function nicknameOf(parts: TitleParts): string | undefined {
  return parts.rest === "" || hasWords(parts.main, nicknameWords + 1) ? undefined : parts.main;
}

/** Whether a text in lower case has as many words. */
export function hasWords(text: string, count: number): boolean {
  let words = 0;
  let isInside = false;
  for (let at = 0; at < text.length && words < count; at += 1) {
    const code = text.charCodeAt(at);
    const isLetter = (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127;
    if (isLetter && !isInside) words += 1;
    isInside = isLetter;
  }
  return words >= count;
}
