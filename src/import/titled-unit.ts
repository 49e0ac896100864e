import type { Paragraph, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { isDetail, namesPaper } from "./list-candidates.ts";
import { countWords, type EvidenceReader } from "./paper-evidence.ts";

/** More than this below a title is a text about it. */
const mostBlocks = 8;

/** How many blocks from this one on are one entry: a title by itself, and what says more of it below. 1 where it is none. */
export function titledUnit(blocks: readonly RootContent[], at: number, evidence: EvidenceReader): number {
  const first = blocks[at];
  if (first === undefined) return 1;
  if (!isTitle(first, evidence)) return isPlainTitle(first, blocks[at + 1], evidence) ? 2 : 1;
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

/** Words in one line, above a list of nothing but details. */
function isPlainTitle(block: RootContent, next: RootContent | undefined, evidence: EvidenceReader): boolean {
  if (block.type !== "paragraph" || next?.type !== "list") return false;
  const { links, words } = evidence([block]);
  if (links > 0 || words < 3 || words > 40 || /\n|[:：]\s*$/.test(toString(block))) return false;
  return evidence([next]).links > 0 && next.children.every(isDetail);
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
