import { LRUCache } from "lru-cache";
import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

/** Emphasis and underlined headings cost time in the square of the text where it is hostile, and mean nothing to us. */
const withoutEmphasis = { disable: { null: ["attention", "characterEscape", "hardBreakEscape", "setextUnderline"] } };
const withoutLinks = { disable: { null: ["labelEnd", "labelStartImage", "labelStartLink", "autolink", "definition"] } };

const blocks = unified().use(remarkParse).data("micromarkExtensions", [withoutEmphasis, withoutLinks]).freeze();
const links = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .data("micromarkExtensions", [withoutEmphasis])
  .freeze();

/** Nobody quotes a quote of a quote twenty times; parsers that recurse run out of stack on it. */
const tooDeep = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){20}/m;
/** Where a line is within quotes and list items. */
const containers = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))+/;
/** Each that begins or ends costs time by all there were before; measured with the texts in the test. */
const mostQuotes = 100;
const mostItems = 500;
/** An HTML comment or the like; one that does not end is looked for to the end of the text. */
const mostOpenings = 100;
/** More than this is not read by a person either; GitHub's own bound is 65,536. */
const longest = 65_536;
/** Link syntax still costs the square of a hostile text; what people suggest stands at the beginning. */
export const longestForLinks = 16_000;
/** Each may end a link, so each is looked for among all that might begin one. */
const mostBrackets = 2_000;
/** From each at the end of an address all that follow are looked at, whether they are the end. */
const mostReferences = 300;

/** One look asks several times what stands in the same text. Nobody changes a tree. */
const linkTrees = new LRUCache<string, Root>({ max: 10 });

/** The Markdown of a text from outside, in bounded time: where its blocks and code are. Undefined for a text made to break parsers. */
export function parseBlocks(text: string): Root | undefined {
  return isHostile(text) ? undefined : blocks.parse(text);
}

/** The same with its links, bare ones too, of the first 16,000 characters. */
export function parseLinks(text: string): Root | undefined {
  const beginning = text.slice(0, longestForLinks);
  const known = linkTrees.get(beginning);
  if (known !== undefined || isHostile(beginning)) return known;
  if (countOf(/\]/g, beginning) > mostBrackets || countOf(/&[a-z]+;/gi, beginning) > mostReferences) return undefined;
  const tree = links.parse(beginning);
  linkTrees.set(beginning, tree);
  return tree;
}

function isHostile(text: string): boolean {
  return (
    text.length > longest || tooDeep.test(text) || countOf(/<[!?]/g, text) > mostOpenings || hasTooManyContainers(text)
  );
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}

/** Counts more than Markdown would see, never less. */
function hasTooManyContainers(text: string): boolean {
  let quotes = 0;
  let items = 0;
  let before = "";
  for (const line of text.split(/\r\n|\n|\r/)) {
    const markers = containers.exec(line)?.[0].replace(/[ \t]/g, "") ?? "";
    const depth = markers.split(">").length - 1;
    if (markers !== before) quotes += depth;
    if (markers.length > depth) items += markers.match(/[-+*.)]/g)?.length ?? 0;
    if (quotes > mostQuotes || items > mostItems) return true;
    before = markers;
  }
  return false;
}
