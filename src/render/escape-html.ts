import { breaker } from "./escape-markdown.ts";
import { visibleLine, visibleLines } from "./visible-text.ts";

const special =
  /["'&<>\\`*_[\]~|$]|@|#|(?:https?|ftp)(?=:\/\/)|www(?=\.)|gh-(?=\d)|\{(?=[{%])|!$|^[-+=:]|(?<=^\d+)[.)](?=\s|$)/gi;

/**
 * Text for HTML, between tags or in a quoted attribute. Also what only Markdown gives a meaning is a character
 * reference, since GitHub reads Markdown between inline tags.
 */
export function escapeHtml(text: string): string {
  return visibleLine(text).replaceAll(special, escapeOne);
}

const named: Readonly<Record<string, string>> = { '"': "&quot;", "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function escapeOne(found: string, at: number, whole: string): string {
  if (found.length > 1 || found === "@" || found === "{") return found + breaker;
  const reference = named[found] ?? `&#${found.charCodeAt(0)};`;
  return found === "#" && /^\w/.test(whole.slice(at + 1, at + 2)) ? reference + breaker : reference;
}

const inBlock = /<|&(?=#?\w+;)|@(?=\w)|#(?=\w)|gh-(?=\d)/gi;

/**
 * Text for a block of HTML, where no Markdown is read up to the next empty line: its lines are kept, empty ones are not.
 * GitHub looks for mentions and references there too. https://spec.commonmark.org/0.31.2/#html-blocks
 */
export function escapeHtmlBlock(text: string): string {
  return visibleLines(text)
    .replaceAll(/\n(?:[ \t]*\n)+/g, "\n")
    .replaceAll(inBlock, (found) => named[found] ?? found + breaker);
}
