import type { Code, Html, RootContent } from "mdast";
import type { ReadmeStructure } from "./readme-structure.ts";
import { spanOf } from "./source.ts";

type LeftOut = ReadmeStructure["leftOut"][number];

/** What looks like entries where Markdown is only text: each line of a comment, and a block of code as a whole. */
export function unseenEntries(blocks: readonly RootContent[], text: string): readonly LeftOut[] {
  return blocks.flatMap((block): readonly LeftOut[] => {
    if (block.type === "html") return hiddenLines(block, text);
    return block.type === "code" && holdsEntry(block) ? [{ span: spanOf(block), because: "code" }] : [];
  });
}

function hiddenLines(html: Html, text: string): readonly LeftOut[] {
  const span = spanOf(html);
  const found: LeftOut[] = [];
  let isHidden = false;
  let start = span.start;
  for (const line of text.slice(span.start, span.end).split("\n")) {
    const wasHidden = isHidden;
    // Which of the two stands last in the line says what the next line is.
    const [opens, closes] = [line.lastIndexOf("<!--"), line.lastIndexOf("-->")];
    if (opens !== closes) isHidden = opens > closes;
    if ((wasHidden || opens !== -1) && looksLikeEntry(line.replace(/^\s*<!--+/, "")))
      found.push({ span: { start, end: start + line.length }, because: "hidden" });
    start += line.length + 1;
  }
  return found;
}

function holdsEntry({ value }: Code): boolean {
  return value.split("\n").some(looksLikeEntry);
}

/** It begins as an entry does and has a link. */
function looksLikeEntry(line: string): boolean {
  return /^\s*(?:[-*+]\s|\d{1,4}[.)]\s|\||\*\*|\[)/.test(line) && /\]\(\s*https?:/.test(line);
}
