/** Stands where a value is missing: a character for private use, which no glue has a use for. */
const gap = "\uE000";

/** What stands around the text: whether a value, and on which side the separator is kept that is still needed. */
export interface Around {
  readonly before: boolean;
  readonly after: boolean;
  readonly keeps: "left" | "right";
}

/**
 * The text between two values of which those between are missing. Gone are the brackets, marks, tags and addresses around
 * what is missing, lines and keys that say nothing else, and one of the two separators beside it.
 *
 * @param texts what stands between the values, one more than are missing
 */
export function withoutMissing(texts: readonly string[], around: Around): string {
  const lines = withoutWraps(texts.join(gap)).split("\n");
  const last = lines.length - 1;
  const kept: string[] = [];
  for (const [at, line] of lines.entries()) {
    const isFirst = at === 0;
    if (!line.includes(gap)) {
      // An empty line parts what is left only once.
      if (line !== "" || kept.length < 2 || kept.at(-1) !== "" || at === last) kept.push(line);
    } else if (isFirst || (at === last && around.after)) {
      kept.push(joinAround(line, { ...around, before: around.before && isFirst, after: around.after && at === last }));
    }
  }
  return kept.join("\n");
}

function withoutWraps(text: string): string {
  let left = text;
  for (let before = ""; before !== left;) {
    before = left;
    left = left
      .replaceAll(/!?\[[^\][\n]{0,100}\]\([^()\s\uE000]{0,500}\uE000[^()\s]{0,500}\)/g, gap)
      .replaceAll(/(?<mark>\*\*|__|["'`*_])[.,:;]?\uE000+[.,:;]?\k<mark>/g, gap)
      .replaceAll(
        /[([{（【“‘「《][^\p{L}\p{N}\n()[\]{}]{0,20}\uE000[^\p{L}\p{N}\n()[\]{}]{0,20}[)\]}）】”’」》]/gu,
        gap,
      )
      .replaceAll(
        /<(?<tag>[a-z]+)[^<>]{0,100}>\s{0,9}(?:<summary>[^\n]{0,200}<\/summary>\s{0,9})?\uE000\s{0,9}<\/\k<tag>>/g,
        gap,
      )
      .replaceAll(/\uE000[^\p{L}\p{N}\n()[\]{}<>"*_`]{0,9}\uE000/gu, gap);
  }
  return left;
}

/** A line around what is missing, which is one gap by now or as good as one. */
function joinAround(line: string, { before, after, keeps }: Around): string {
  const first = line.slice(0, line.indexOf(gap));
  const left = withoutKey(first) ?? first;
  const [separator, words] = splitStart(line.slice(line.lastIndexOf(gap) + 1));
  // The border of a cell is no separator.
  if (!before && /^\s*\|/.test(first)) return left + separator.slice((separator + "|").indexOf("|")) + words;
  if (!before || keeps === "left" || /(?:[([{（【“‘「《]|\s["'*_`]{1,4})$/u.test(left)) return left + words;
  const [kept, dropped] = splitEnd(left);
  const isStopped = /[.。?!][*_"'”’)]{0,4}$/u.test(kept);
  const needed = isStopped ? separator.replace(/^[.。]/, "") : separator;
  if (words !== "" || after) return kept + (separator === "" ? dropped : needed) + words;
  return kept + (/^[.。]/.exec(dropped)?.[0] ?? "") + needed.trimEnd();
}

const tokenPattern = /<br ?\/?>|[^]/gu;

function isSeparator(token: string): boolean {
  return /^(?:<br ?\/?>|[\s,.:;|–—/、，。；：·-])$/u.test(token);
}

function splitStart(text: string): readonly [separator: string, rest: string] {
  const tokens = text.match(tokenPattern) ?? [];
  const at = tokens.findIndex((token) => !isSeparator(token));
  return at === -1 ? [text, ""] : [tokens.slice(0, at).join(""), tokens.slice(at).join("")];
}

function splitEnd(text: string): readonly [rest: string, separator: string] {
  const tokens = text.match(tokenPattern) ?? [];
  const at = tokens.findLastIndex((token) => !isSeparator(token)) + 1;
  return [tokens.slice(0, at).join(""), tokens.slice(at).join("")];
}

/** What stands before `Date: `, `**Date**: ` or `📅 Date: ` at the end of the text. */
function withoutKey(text: string): string | undefined {
  const found =
    /(?:[*_`]{0,2}[\p{L}\p{Extended_Pictographic}\uFE0F][\p{L}\p{Extended_Pictographic}\uFE0F ]{0,30}[*_`]{0,2}[:：][*_`]{0,2}\s?)$/u.exec(
      text.slice(-80),
    );
  return found === null ? undefined : text.slice(0, text.length - found[0].length);
}
