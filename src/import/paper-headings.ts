import type { Heading, ListItem, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { paperEvidence } from "./paper-evidence.ts";

/** Fewer at one depth are a coincidence. */
const fewest = 3;
/** A paper's heading is its title; a section's is a word or two. */
const leastWords = 3.5;
/** More below a heading than this is a section. */
const mostBlocks = 14;
const mostPaperLinks = 5;

/** Headings that are titles of papers, each with the blocks that say more of it. */
export function paperHeadings(blocks: readonly RootContent[]): ReadonlyMap<Heading, readonly RootContent[]> {
  const bodies = bodiesOf(blocks);
  const byDepth = Map.groupBy(bodies.keys(), ({ depth }) => depth);
  const found = new Map<Heading, readonly RootContent[]>();
  for (const headings of byDepth.values()) {
    const withPapers = headings.filter((heading) => paperEvidence(bodies.get(heading) ?? []).papers > 0 || paperEvidence([heading]).papers > 0);
    const single = withPapers.filter((heading) => isOnePaper(bodies.get(heading) ?? []));
    const words = single.reduce((sum, heading) => sum + paperEvidence([heading]).words, 0);
    if (single.length < fewest || single.length < withPapers.length * 0.6 || words < single.length * leastWords) continue;
    // Those among them without a link are papers too.
    const first = headings.indexOf(single[0] ?? headings[0] as Heading);
    for (const heading of headings.slice(first)) {
      const body = bodies.get(heading) ?? [];
      const evidence = paperEvidence([heading]);
      if (single.includes(heading) || (evidence.words >= leastWords && body.length > 0 && isOnePaper(body) && paperEvidence(body).links > 0))
        found.set(heading, body);
    }
  }
  return found;
}

/** What stands below each heading before the next one. */
function bodiesOf(blocks: readonly RootContent[]): ReadonlyMap<Heading, readonly RootContent[]> {
  const bodies = new Map<Heading, RootContent[]>();
  let body: RootContent[] = [];
  for (const block of blocks) {
    if (block.type === "heading") bodies.set(block, (body = []));
    else body.push(block);
  }
  return bodies;
}

function isOnePaper(body: readonly RootContent[]): boolean {
  const { papers } = paperEvidence(body);
  if (body.length > mostBlocks || papers > mostPaperLinks) return false;
  if (body.some(({ type }) => type === "table")) return false;
  const items = body.flatMap((block) => (block.type === "list" ? block.children : []));
  const titled = body.filter((block) => block.type === "paragraph" && block.children[0]?.type === "strong" && isTitle(toString(block.children[0])));
  return items.filter(isEntryItem).length + titled.length === 0;
}

/** An item with a title of its own beside its link. */
function isEntryItem(item: ListItem): boolean {
  const { links, words } = paperEvidence([item]);
  return links > 0 && words >= 5 && !/^[^:：\n]{1,30}[:：]/u.test(toString(item));
}

function isTitle(text: string): boolean {
  return paperEvidence([{ type: "text", value: text }]).words >= 4;
}
