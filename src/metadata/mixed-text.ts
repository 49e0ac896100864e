import { plainLine, plainParagraphs } from "./plain-text.ts";

/** A command or a formula; a lone `~` or `--` is more often just that. Linear: what is between dollars holds none. */
const latex = /\\[a-zA-Z(['"^`]|\$[^$]+\$/;

/** One plain line of what indexes copy from everywhere: HTML, JATS, LaTeX in it, or plain text. Empty where there is none. */
export function mixedLine(text: string | undefined): string {
  const line = plainLine(text ?? "", "html");
  return latex.test(line) ? plainLine(line, "latex") : line;
}

/** The same for several paragraphs. */
export function mixedParagraphs(text: string | undefined): string {
  const paragraphs = plainParagraphs(text ?? "", "html");
  return latex.test(paragraphs) ? plainParagraphs(paragraphs, "latex") : paragraphs;
}
