import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

/** Emphasis costs time in the square of the text where it is hostile, and means nothing to us. */
const withoutEmphasis = { disable: { null: ["attention", "characterEscape", "hardBreakEscape"] } };
const withoutLinks = { disable: { null: ["labelEnd", "labelStartImage", "labelStartLink", "autolink", "definition"] } };

const blocks = unified().use(remarkParse).data("micromarkExtensions", [withoutEmphasis, withoutLinks]).freeze();
const links = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .data("micromarkExtensions", [withoutEmphasis])
  .freeze();

/** Nobody quotes a quote of a quote twenty times; parsers that recurse run out of stack on it. */
const tooDeep = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){20}/m;
/** More than this is not read by a person either; GitHub's own bound is 65,536. */
const longest = 65_536;
/** Link syntax still costs the square of a hostile text; what people suggest stands at the beginning. */
const longestForLinks = 16_000;

/** The Markdown of a text from outside, in bounded time: where its blocks and code are. Undefined for a text made to break parsers. */
export function parseBlocks(text: string): Root | undefined {
  return isHostile(text) ? undefined : blocks.parse(text);
}

/** The same with its links, bare ones too, of the first 16,000 characters. */
export function parseLinks(text: string): Root | undefined {
  const beginning = text.slice(0, longestForLinks);
  return isHostile(beginning) ? undefined : links.parse(beginning);
}

function isHostile(text: string): boolean {
  return text.length > longest || tooDeep.test(text);
}
