const digits: ReadonlyMap<string, string> = new Map([
  ...["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"].map(
    (word, at) => [word, String(at + 1)] as const,
  ),
  ...["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"].map((word, at) => [word, String(at + 1)] as const),
]);

/**
 * What numbers a title: digits with the letters behind them (`4`, `4v`, `3d`), number words, Roman numbers that are words, and
 * `plus`. In order of their text, as one key. Titles whose keys differ are of two papers however near they are: `RT-1` and
 * `RT-2`, `Part I` and `Part II`.
 */
export function numeralsOf(words: string): string {
  const found = words.match(
    /\d+(?:[a-z]{1,2}(?![a-z]))?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|plus|[ivx]{1,4})\b/g,
  );
  if (found === null) return "";
  return found
    .map((numeral) => digits.get(numeral) ?? numeral)
    .toSorted()
    .join(" ");
}
