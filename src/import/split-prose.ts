import type { PhrasingContent, Text } from "mdast";
import { toString } from "mdast-util-to-string";
import { isNames } from "./find-authors.ts";
import { countWords } from "./paper-evidence.ts";
import { spanOf, type Span } from "./source.ts";
import { withoutEnds } from "./without-ends.ts";

/** Behind a title on its line; so much in small letters at its beginning, or more in sentences, is what the paper is about. */
const leastWords = 5;
const leastWordsOfSentence = 12;
/** Below a title so much more may be names and a venue. */
const leastWordsBelow = 30;
/** Characters of it that tell. */
const mostLookedAt = 500;
/** More is no title. */
const mostWordsOfTitle = 25;

/** A cell that goes on after its title, as `1) **Title** - what it is about<br>and more`. */
export interface ProseCell {
  readonly title: readonly PhrasingContent[];
  readonly prose: Span;
}

/** Undefined where a cell holds no more than a title and short words beside it. */
export function splitProse(cell: readonly PhrasingContent[], text: string): ProseCell | undefined {
  const end = cell.at(-1)?.position?.end.offset ?? 0;
  let words = 0;
  for (const [at, node] of cell.entries()) {
    const span = spanOf(node);
    if (node.type === "html" && /^<br\b/i.test(node.value) && words > 0) {
      const below = text.slice(span.end, end);
      return countWords(below) < leastWordsBelow || isNames(below) ? undefined : proseFrom(span.end, cell.slice(0, at));
    }
    if (node.type === "text") {
      const source = text.slice(span.start, span.end);
      const isAfterBold = at > 0 && words > 0;
      const gap = (isAfterBold ? /^\s*[-–—:：]\s+(?=\S)/u.exec(source) : null) ?? / {2,}/.exec(source);
      const before = source.slice(0, gap?.index);
      const start = span.start + before.length + (gap?.[0].length ?? 0);
      if (
        gap !== null &&
        words + wordsIn(before) > 0 &&
        isProse(text.slice(start, Math.min(end, start + mostLookedAt)))
      )
        return proseFrom(start, [...cell.slice(0, at), ...textOf(before, span.start)]);
    }
    words += wordsIn(toString(node, { includeImageAlt: false }));
    if (words > mostWordsOfTitle) return undefined;
  }
  return undefined;

  function proseFrom(start: number, title: readonly PhrasingContent[]): ProseCell {
    return { title, prose: withoutEnds({ start, end }, text) };
  }
}

/** Without the number of an entry. */
function wordsIn(text: string): number {
  return countWords(text.replace(/^\s*\d+[.)]?/, ""));
}

/** The rest of a title in capitals, as behind a nickname, is none. */
function isProse(words: string): boolean {
  const count = countWords(words);
  return /^\p{Ll}/u.test(words)
    ? count >= leastWords
    : count >= leastWordsOfSentence && (/[.;]\s/u.test(words) || words.trimEnd().endsWith("."));
}

function textOf(value: string, offset: number): readonly Text[] {
  const point = (at: number): { line: number; column: number; offset: number } => ({ line: 1, column: 1, offset: at });
  const position = { start: point(offset), end: point(offset + value.length) };
  return value === "" ? [] : [{ type: "text", value, position }];
}
