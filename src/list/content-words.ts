/** Beyond this a text adds nothing but work; most abstracts are shorter. */
const longestRead = 4_000;

const stopWords = new Set(
  (
    "a an and are as at be been between beyond but by can do does for from has have how in into is it its not of on or our over " +
    "such than that the their these they this to toward towards under up upon using use via was we what when where which while " +
    "who why will with within without you your"
  ).split(" "),
);

/** Scripts that put no space between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/v;
const runs =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|[[\p{L}\p{M}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]+/gv;

/**
 * The words of a text that say what it is about, in its order, each as often as it stands there: in lower case, an English plural
 * as its singular, without stop words, numbers and single letters. Of a text longer than 4,000 characters the beginning.
 *
 * Chinese and Japanese count by every two neighbouring characters, as search engines do. `Intl.Segmenter` would know words, but by a
 * dictionary that comes with Node's ICU: the same list would then suggest other categories after an update of Node.
 */
export function contentWords(text: string): readonly string[] {
  const found = text.slice(0, longestRead).normalize("NFKC").toLowerCase().match(runs) ?? [];
  return found.flatMap((run) => (unspaced.test(run) ? pairs(run) : isContent(run) ? [singular(run)] : []));
}

function isContent(word: string): boolean {
  return word.length > 1 && !stopWords.has(word) && !/^\p{N}+$/u.test(word);
}

function singular(word: string): string {
  return /^[a-z]{2,}[a-rtv-z]s$/.test(word) ? word.slice(0, -1) : word;
}

function pairs(run: string): readonly string[] {
  const characters = Array.from(run);
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}
