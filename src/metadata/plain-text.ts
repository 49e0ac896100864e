import { cleanLine } from "../list/clean-text.ts";
import { htmlToText } from "./html-to-text.ts";
import { latexToText } from "./latex-to-text.ts";

/** What the text of an answer is written in. `html` is JATS and MathML too. */
export type Markup = "latex" | "html" | "none";

/** How far text is read, in UTF-16 units: more than the longest abstract of a list takes, and 50 ms at the worst. */
const longest: Readonly<Record<Markup, number>> = { latex: 20_000, html: 50_000, none: 50_000 };

/** One line of plain text: markup taken off, LaTeX and entities as the characters they stand for. */
export function plainLine(text: string, markup: Markup): string {
  return cleanLine(withoutMarkup(text, markup));
}

/** Plain text of several paragraphs, an empty line between two. A line break alone is a space. */
export function plainParagraphs(text: string, markup: Markup): string {
  const paragraphs = withoutMarkup(text, markup).split(/\n\s*\n/);
  return paragraphs
    .map(cleanLine)
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

/** Composed, since what is hidden is judged by the characters it stands between. */
function withoutMarkup(text: string, markup: Markup): string {
  const given = text.slice(0, longest[markup]).normalize("NFC");
  switch (markup) {
    case "latex":
      return latexToText(given).normalize("NFC");
    case "html":
      return htmlToText(given).normalize("NFC");
    case "none":
      return given;
  }
}
