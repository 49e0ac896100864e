import type { Paragraph, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import type { EvidenceReader } from "./paper-evidence.ts";
import { countWords } from "./paper-evidence.ts";
import { namesPaper } from "./list-candidates.ts";

/** More than this below a title is a text about it. */
const mostBlocks = 8;

/** How many blocks from this one on are one entry: a title by itself, and what says more of it below. 1 where it is none. */
export function titledUnit(blocks: readonly RootContent[], at: number, evidence: EvidenceReader): number {
  const first = blocks[at];
  if (first === undefined || !isTitle(first, evidence)) return 1;
  let length = 1;
  let links = 0;
  for (; length <= mostBlocks; length += 1) {
    const block = blocks[at + length];
    if (block === undefined || endsUnit(block, evidence)) break;
    links += evidence([block]).links;
  }
  return links > 0 ? length : 1;
}

/** Bold words, or the only item of a list, that lead nowhere yet. */
function isTitle(block: RootContent, evidence: EvidenceReader): boolean {
  if (block.type === "paragraph")
    return startsWithTitle(block) && (evidence([block]).links === 0 || isBoldAlone(block));
  if (block.type !== "list" || block.children.length !== 1) return false;
  const { links, words } = evidence([block]);
  return links === 0 && words >= 3;
}

function endsUnit(block: RootContent, evidence: EvidenceReader): boolean {
  switch (block.type) {
    case "paragraph":
      return startsWithTitle(block) || isAnchorAlone(block) || /^#{1,6}\S/.test(toString(block));
    case "list":
      return isTitle(block, evidence) || block.children.some((item) => namesPaper(item, evidence));
    case "html":
      return /<\/?(?:details|a\s+(?:name|id)|h[1-6])\b|^<!--/i.test(block.value) && !/<summary/i.test(block.value);
    default:
      return block.type !== "blockquote";
  }
}

/** `**Title of three words**`, or one after a number or a mark. */
function startsWithTitle({ children }: Paragraph): boolean {
  const at = children.findIndex((child) => child.type !== "text" || child.value.trim() !== "");
  const [first, second] = children.slice(at === -1 ? 0 : at);
  const strong = first?.type === "text" && first.value.trim().length <= 8 && !/\n/.test(first.value) ? second : first;
  return strong?.type === "strong" && countWords(toString(strong)) >= 3 && !/[:：]\s*$/.test(toString(strong));
}

/** `**[Title](…)**` and nothing else of weight. */
function isBoldAlone({ children }: Paragraph): boolean {
  return children.every(
    (child) => child.type === "strong" || (child.type === "text" && child.value.trim().length <= 1),
  );
}

/** `<a name="here"></a>` */
function isAnchorAlone({ children }: Paragraph): boolean {
  return children.every((child) => child.type === "html" || (child.type === "text" && child.value.trim() === ""));
}
