import { cleanLine, cleanText } from "../list/clean-text.ts";

/** What the text of an answer is written in. */
export type Markup = "latex" | "html" | "none";

/** One line of plain text: markup taken off, LaTeX and entities as the characters they stand for. */
export function plainLine(text: string, _markup: Markup): string {
  return cleanLine(text);
}

/** Plain text of several paragraphs, an empty line between two. */
export function plainParagraphs(text: string, _markup: Markup): string {
  return cleanText(text);
}
