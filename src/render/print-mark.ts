import { type SafeText, safeText } from "./safe-text.ts";

/** https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#using-emojis */
const onlyEmoji =
  /^(?:[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\ufe0f\u200d]|:[a-z0-9_+-]{1,60}:)+$/u;

/** Emoji, and names of emoji, are printed as they are; anything else is text. */
export function printMark(mark: string): SafeText | string {
  return onlyEmoji.test(mark) ? safeText(mark) : mark;
}
