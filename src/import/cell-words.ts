import type { Nodes } from "mdast";
import { toString } from "mdast-util-to-string";
import { SKIP, visit } from "unist-util-visit";
import { isLinkLabel } from "./link-label.ts";

/** How many links a cell holds, and how many words that are no label of one; of scripts without spaces two letters are a word. */
export function cellWords(cell: Nodes): { readonly links: number; readonly words: number } {
  let links = 0;
  let words = 0;
  visit(cell, (node) => {
    if (node.type === "link") {
      const label = toString(node, { includeImageAlt: false });
      links += 1;
      // A bare address is no words.
      if (!isLinkLabel(label) && !/^(?:https?:|www\.)/iu.test(label)) words += wordsIn(label);
      return SKIP;
    }
    if (node.type === "html" && /^<a\s/i.test(node.value)) links += 1;
    if (node.type === "text" || node.type === "inlineCode") words += wordsIn(node.value);
    return undefined;
  });
  return { links, words };
}

function wordsIn(text: string): number {
  const wide = text.match(/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  return (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) + Math.floor(wide / 2);
}
