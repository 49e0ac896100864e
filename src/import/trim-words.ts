import type { Span } from "./source.ts";

const pairs: ReadonlyMap<string, string> = new Map([
  ["**", "**"],
  ["__", "__"],
  ["*", "*"],
  ["_", "_"],
  ["`", "`"],
  ["~~", "~~"],
  ['"', '"'],
  ["“", "”"],
  ["”", "”"],
  ["«", "»"],
  ["「", "」"],
  ["『", "』"],
  ["《", "》"],
  ["[", "]"],
  ["(", ")"],
  ["【", "】"],
  ["（", "）"],
  ["{", "}"],
] as const);

/**
 * The words of a part of the source, without the separators at its ends, the marks and brackets around the whole of it, and a
 * bracket that has no partner. A full stop at the end is none of the words, a question mark is.
 */
export function trimWords(span: Span, text: string): Span {
  let { start, end } = span;
  for (let rounds = 0; rounds < 8; rounds += 1) {
    const inner = text.slice(start, end);
    const [, before = "", core = ""] =
      /^((?:[\s,;:|/\\，。；：、·•=>～~]|\.(?![\p{L}\p{N}])|[–—-](?=\s|$)|\\(?=\n|$)|<br ?\/?>)*)(.*)$/su.exec(inner) ??
      [];
    const kept = withoutEnd(core);
    start += before.length;
    end = start + kept.length;
    const unpaired = withoutUnpaired(kept);
    start += unpaired.start;
    end = start + unpaired.length;
    const words = text.slice(start, end);
    const mark = ["**", "__", "~~", words.charAt(0)].find((one) => pairs.has(one) && words.startsWith(one));
    const close = mark === undefined ? undefined : pairs.get(mark);
    if (
      mark !== undefined &&
      close !== undefined &&
      words.length >= mark.length + close.length &&
      words.endsWith(close) &&
      isOnePair(words, mark, close)
    ) {
      start += mark.length;
      end -= close.length;
    } else if (unpaired.start === 0 && unpaired.length === kept.length) break;
  }
  return start >= end ? { start: span.start, end: span.start } : { start, end };
}

function withoutEnd(words: string): string {
  let end = words.length;
  for (; end > 0; end -= 1) {
    const last = words[end - 1] ?? "";
    if (/[\s,;:|/\\，。；：、–—·•=<@&-]/u.test(last)) continue;
    if (last === "." && !/\b(?:etc|Inc|Jr|Sr)\.$/.test(words.slice(Math.max(0, end - 5), end))) continue;
    break;
  }
  return words.slice(0, end);
}

/** Whether the first opens what the last closes. */
function isOnePair(words: string, open: string, close: string): boolean {
  const inner = words.slice(open.length, -close.length);
  if (open === close) return !inner.includes(open);
  let depth = 0;
  for (const char of inner) {
    if (char === open) depth += 1;
    else if (char === close && --depth < 0) return false;
  }
  return depth === 0;
}

/** Without brackets and quotes at the ends that belong to something else. */
function withoutUnpaired(words: string): { readonly start: number; readonly length: number } {
  let start = 0;
  let end = words.length;
  if (/^[)\]】）}»”]/u.test(words)) start += 1;
  const last = words[end - 1] ?? "";
  const first = words[start] ?? "";
  const partnerOfLast = { ")": "(", "]": "[", "】": "【", "）": "（", "}": "{" }[last];
  if (/[([【（{]/u.test(last) || (last === '"' && words.indexOf('"') === end - 1)) end -= 1;
  else if (partnerOfLast !== undefined && countOf(words, partnerOfLast) < countOf(words, last)) end -= 1;
  const partnerOfFirst = { "(": ")", "[": "]", "【": "】", "（": "）", "{": "}" }[first];
  if (partnerOfFirst !== undefined && !words.slice(0, end).includes(partnerOfFirst)) start += 1;
  else if (first === '"' && words.indexOf('"', start + 1) === -1) start += 1;
  return { start, length: Math.max(0, end - start) };
}

function countOf(words: string, char: string): number {
  return words.split(char).length - 1;
}
