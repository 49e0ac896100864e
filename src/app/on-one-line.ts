/** What GitHub says, as part of a sentence of ours. It is cut in `wordsOf` already. */
export function onOneLine(words: string): string {
  return words.replaceAll(/\s+/g, " ").trim();
}
