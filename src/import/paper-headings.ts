import type { Heading, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { namesPaper } from "./list-candidates.ts";
import { countWords, type EvidenceReader } from "./paper-evidence.ts";

/** Fewer at one depth are a coincidence. */
const fewest = 3;
/** A paper's heading is its title; a section's is a word or two. */
const leastWords = 3.5;
/** More below a heading than this is a section. */
const mostBlocks = 14;
const mostPaperLinks = 5;

/** Headings that are titles of papers, each with the blocks that say more of it. */
export function paperHeadings(
  blocks: readonly RootContent[],
  evidence: EvidenceReader,
): ReadonlyMap<Heading, readonly RootContent[]> {
  const found = new Map<Heading, readonly RootContent[]>();
  for (const headings of Map.groupBy(bodiesOf(blocks), ([{ depth }]) => depth).values()) {
    const withPapers = headings.filter(([heading, body]) => evidence([heading, ...body]).papers > 0);
    const single = withPapers.filter(([, body]) => isOnePaper(body));
    const words = single.reduce((sum, [heading]) => sum + evidence([heading]).words, 0);
    if (single.length < fewest || single.length < withPapers.length * 0.6 || words < single.length * leastWords)
      continue;
    const isPaper = new Set(single.map(([heading]) => heading));
    let isAfterFirst = false;
    for (const [heading, body] of headings) {
      isAfterFirst ||= isPaper.has(heading);
      // Those among them without a link to a paper are papers too.
      if (isPaper.has(heading) || (isAfterFirst && isLikePaper(heading, body))) found.set(heading, body);
    }
  }
  return found;

  function isLikePaper(heading: Heading, body: readonly RootContent[]): boolean {
    return evidence([heading]).words >= leastWords && isOnePaper(body) && evidence([heading, ...body]).links > 0;
  }

  function isOnePaper(body: readonly RootContent[]): boolean {
    if (body.length > mostBlocks || evidence(body).papers > mostPaperLinks) return false;
    return !body.some(
      (block) =>
        block.type === "table" ||
        (block.type === "list" && block.children.some((item) => namesPaper(item, evidence))) ||
        (block.type === "paragraph" &&
          block.children[0]?.type === "strong" &&
          countWords(toString(block.children[0])) >= 4),
    );
  }
}

/** What stands below each heading before the next one. */
function bodiesOf(blocks: readonly RootContent[]): readonly (readonly [Heading, readonly RootContent[]])[] {
  const bodies: [Heading, RootContent[]][] = [];
  for (const block of blocks) {
    if (block.type === "heading") bodies.push([block, []]);
    else bodies.at(-1)?.[1].push(block);
  }
  return bodies;
}
