import { visibleLine } from "./visible-text.ts";

/** Shown as nothing; stops a mention, a reference or an address from being recognised, as Renovate does. */
export const breaker = "&#8203;";

/** Anything that could need work. Nearly every title and name has none of it, and is returned as it is. */
const risky =
  /[^A-Za-z0-9 ,.;:()'"?/\u2013\u2014\u2019\u00c0-\u024f-]|^[^A-Za-z0-9("\u00c0-\u024f]|^\d+[.)](?: |$)|:\/\/|www\.|gh-\d| $/i;

/**
 * What is left alone can be nothing in CommonMark and GFM, whatever stands around the text:
 * - `&` before what is no entity: https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references
 * - `*` between spaces and `_` between letters flank nothing, `~` between a space and a letter can only open and finds
 *   nothing that closes: https://spec.commonmark.org/0.31.2/#delimiter-run
 *   https://github.github.com/gfm/#strikethrough-extension-
 * - `<` before what begins no tag and no address: https://spec.commonmark.org/0.31.2/#raw-html
 *   (one of e-mail needs an `@`, which is broken)
 * - `>` behind the first character, where it is no quote, nor the end of a comment
 * - `#` right behind another character, where it neither begins nor closes a heading:
 *   https://spec.commonmark.org/0.31.2/#atx-headings
 */
const special = new RegExp(
  [
    /[\\`[\]|$@]/,
    /&(?=#|[a-z][a-z\d]+(?:;|$))/,
    /(?<! )\*|\*(?! )/,
    /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u,
    /(?<! )~|~(?![\p{L}\p{N}])/u,
    /<(?=[a-z/!?]|$)/,
    /(?<=^|--|--!)>/,
    /(?<![^\s#])#|#(?=\w)/,
    /(?:https?|ftp)(?=:\/\/)|www(?=\.)|gh-(?=\d)|\{(?=[{%])/,
    /!$|^[-+=:]|^\d+(?=[.)](?:\s|$))/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "giu",
);

/**
 * Text as inert Markdown: it shows the same characters and makes no structure, link, mention or reference,
 * in a paragraph, a list line, a heading, a table cell or a link's text, at the beginning of a line or later.
 * Lines become one; what cannot be seen is dropped.
 * https://spec.commonmark.org/0.31.2/#backslash-escapes https://github.github.com/gfm/#autolinks-extension-
 */
export function escapeMarkdown(text: string): string {
  return risky.test(text) ? visibleLine(text).replaceAll(special, escapeOne) : text;
}

function escapeOne(found: string, at: number, whole: string): string {
  switch (found) {
    case "@":
    case "{":
      return found + breaker;
    case "#":
      return /^\w/.test(whole.slice(at + 1, at + 2)) ? `\\#${breaker}` : "\\#";
    default:
      if (found.length === 1) return isDigit(found) ? `${found}\\` : `\\${found}`;
      return isDigit(found) ? `${found}\\` : found + breaker;
  }
}

function isDigit(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}
