import { isPlainTitle, normalizeTitle } from "./normalize-title.ts";
import { hasWords, isTelling, joinWords, nicknameWords, numbering, separatorAt } from "./title-parts.ts";

/** What two titles share that differ in form only: the joined words of a title and of its parts. */
export interface TitleKeys {
  readonly whole: string;
  /** What stands before the colon; the whole of a title that has one part. */
  readonly main: string;
  /** Empty where there is one part. */
  readonly rest: string;
  readonly isTelling: boolean;
  /** The rest stands behind a nickname, and is telling by itself. */
  readonly isRestTelling: boolean;
}

/** The keys of `titleParts`, and five times as fast for most titles, since every paper of every list comes by here. */
export function titleKeys(title: string): TitleKeys {
  const isPlain = isPlainTitle(title);
  const text = isPlain ? title.toLowerCase() : normalizeTitle(title);
  const whole = isPlain ? lettersOf(text) : joinWords(text);
  const at = separatorAt(title);
  const before = at === 0 ? "" : isPlain ? text.slice(0, at) : normalizeTitle(title.slice(0, at));
  const main = isPlain ? lettersOf(before) : joinWords(before);
  const rest = whole.slice(main.length);
  const isOne = main === "" || rest === "" || !whole.startsWith(main) || numbering.test(main) || numbering.test(rest);
  if (isOne) return { whole, main: whole, rest: "", isTelling: isTelling(text), isRestTelling: false };
  const isRestTelling =
    !hasWords(before, nicknameWords + 1) && isTelling(isPlain ? text.slice(at) : text.slice(before.length));
  return { whole, main, rest, isTelling: isRestTelling || isTelling(text), isRestTelling };
}

function lettersOf(text: string): string {
  return text.replaceAll(/[^a-z0-9]+/g, "");
}
