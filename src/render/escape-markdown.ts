import { visibleLine } from "./visible-text.ts";

/** Shown as nothing; stops a mention, a reference or an address from being recognised, as Renovate does. */
export const breaker = "&#8203;";

/** Anything that could need work. Nearly every title and name has none of it, and is returned as it is. */
const risky =
  /[^A-Za-z0-9 ,.;:()'"?/\u2013\u2014\u2019\u00c0-\u024f-]|^[^A-Za-z0-9("\u00c0-\u024f]|^\d+[.)](?: |$)|:\/\/|www\.|gh-\d| $/i;

const special =
  /[\\`*_[\]<>~|$&]|@|#(?=\w)|#|(?:https?|ftp)(?=:\/\/)|www(?=\.)|gh-(?=\d)|\{(?=[{%])|!$|^[-+=:]|^\d+(?=[.)](?:\s|$))/gi;

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
