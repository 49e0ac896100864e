import { combining, latex2unicode } from "unicode2latex";

const symbols: Readonly<Record<string, string | { readonly text: string }>> = latex2unicode;

/** Two that the library gives as signs of their own (∧), and one it has among the symbols. */
const accents: ReadonlyMap<string, string> = new Map([
  ...Object.entries(combining.tounicode),
  ["hat", "\u0302"],
  ["widehat", "\u0302"],
  ["vec", "\u20d7"],
]);

/** The combining mark of `\'`, `\c`, `\hat` …, by its name. */
export function findAccent(name: string): string | undefined {
  return accents.get(name);
}

/** The characters that this very source stands for: `\alpha`, `\%`, `\mathbb{R}`, `^{2}`. */
export function findSymbol(source: string): string | undefined {
  const found = Object.hasOwn(symbols, source) ? symbols[source] : undefined;
  const symbol = typeof found === "string" ? found : found?.text;
  // Some Greek letters come slanted, as mathematics prints them; nobody finds those who looks for the letter. Double-struck ones stay.
  return symbol
    ?.normalize("NFC")
    .replaceAll(/[\u{1d400}-\u{1d537}\u{1d56c}-\u{1d7ff}]/gu, (letter) => letter.normalize("NFKC"));
}
