import type { Heading, Paragraph, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { blockCandidates } from "./block-candidates.ts";
import { candidateOf, type Candidate, type Place } from "./candidate.ts";
import { headingText, plainHeading, type HeadingText } from "./heading-text.ts";
import { isLabel } from "./is-label.ts";
import { paperHeadings } from "./paper-headings.ts";
import type { Section } from "./readme-structure.ts";
import { spanOf, type Span } from "./source.ts";

/** What stands before any heading is in it. */
export const thePage: Section = { span: { start: 0, end: 0 }, title: "", level: 0, form: "page" };

/** Tags that make a section, and those that end one. */
const sectionTags =
  /<(?<close>\/?)details\b|<summary\b[^>]{0,200}>(?<summary>[\s\S]{0,300}?)<\/summary>|<h(?<depth>[1-6])\b[^>]{0,300}>(?<heading>[\s\S]{0,500}?)<\/h\k<depth>\s*>/gi;
/** Summaries that say only that there is more, or what of one paper it is. */
const noSection =
  /^(?:toggle|click|expand|unfold|show|see|view|more|details?|abstract|tl;?dr|bib(?:tex)?|cite|citation|summary|figure|点击|展开|查看|更多|摘要)(?:$|[^\p{L}])/iu;

/** Walks the top of the tree once. */
export function readSections(
  blocks: readonly RootContent[],
  { text, evidence }: Pick<Place, "text" | "evidence">,
): { readonly sections: readonly Section[]; readonly candidates: readonly Candidate[] } {
  const sections: Section[] = [thePage];
  const candidates: Candidate[] = [];
  const papers = paperHeadings(blocks, evidence);
  /** Open headings, outermost first. */
  let open: readonly { readonly depth: number; readonly section: number }[] = [];
  let heading = 0;
  /** Headings with more below them than other headings. */
  const filled = new Set<number>();
  /** A `<summary>` or a label below that heading. */
  let below: number | undefined;
  /** What `below` was before each open `<details>`. */
  let outer: (number | undefined)[] = [];
  let stretch: RootContent[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (block === undefined) continue;
    const body = block.type === "heading" ? papers.get(block) : undefined;
    if (block.type === "heading" && body !== undefined) {
      endStretch();
      below = undefined;
      candidates.push(headingCandidate(block, body));
      filled.add(heading);
      at += body.length;
    } else if (block.type === "heading") openHeading(block.depth, spanOf(block), headingText(block));
    else if (block.type === "paragraph" && isUnspacedHeading(block)) {
      const [marks = ""] = /^#+/.exec(toString(block)) ?? [];
      openHeading(marks.length, spanOf(block), plainHeading(toString(block).slice(marks.length)));
    } else if (block.type === "paragraph" && isLabel(block, blocks[at + 1], evidence)) {
      endStretch();
      below = addSection(
        { span: spanOf(block), ...headingText(block), form: "label" },
        outer.length > 0 ? (outer.at(-1) ?? heading) : heading,
      );
    } else {
      if (block.type === "html") readTags(block.value, spanOf(block));
      stretch.push(block);
    }
  }
  endStretch();
  return { sections, candidates };

  function endStretch(): void {
    if (stretch.some(({ type }) => type !== "html" && type !== "thematicBreak")) filled.add(heading);
    for (const candidate of blockCandidates(stretch, { text, evidence, section: below ?? heading, addSection }))
      candidates.push(candidate);
    stretch = [];
  }

  function openHeading(level: number, span: Span, title: HeadingText): void {
    endStretch();
    below = undefined;
    outer = [];
    // Years right below a topic are its parts, though their headings are of the same level.
    const topic = open.findLast((one) => one.depth === level);
    const isPart = topic !== undefined && isYear(title.title) && !filled.has(topic.section);
    const depth = isPart ? level + 0.5 : level;
    open = open.filter((one) => one.depth < depth);
    heading = addSection({ span, ...title, form: "heading" }, open.at(-1)?.section ?? 0);
    if (isYear(title.title) && !isPart) filled.add(heading);
    open = [...open, { depth, section: heading }];
  }

  function readTags(html: string, span: Span): void {
    if (html.startsWith("<!--")) return;
    for (const { groups = {} } of html.matchAll(sectionTags)) {
      if (groups["heading"] !== undefined) {
        const title = plainHeading(groups["heading"]);
        if (title.title !== "") openHeading(Number(groups["depth"]), span, title);
      } else if (groups["summary"] !== undefined) {
        const title = plainHeading(groups["summary"]);
        if (title.title === "" || noSection.test(title.title)) continue;
        endStretch();
        below = addSection({ span, ...title, form: "summary" }, outer.at(-1) ?? heading);
      } else if (groups["close"] === "") outer.push(below);
      else if (outer.length > 0) {
        const before = outer.pop();
        if (before !== below) endStretch();
        below = before;
      }
    }
  }

  function addSection(section: Omit<Section, "level" | "parent">, parent: number): number {
    sections.push({ ...section, level: (sections[parent]?.level ?? 0) + 1, parent });
    return sections.length - 1;
  }

  function headingCandidate(block: Heading, body: readonly RootContent[]): Candidate {
    const length = body.findLastIndex(({ type }) => type !== "thematicBreak") + 1;
    const nodes = [block, ...body.slice(0, length)];
    const section = open.findLast(({ depth }) => depth < block.depth)?.section ?? 0;
    const span = { start: spanOf(block).start, end: spanOf(nodes.at(-1) ?? block).end };
    return candidateOf("heading", nodes, { text, section, evidence }, span);
  }
}

function isYear(title: string): boolean {
  return /^(?:19|20)\d\d$/.test(title);
}

/** `#Title`, which is a heading to its author only. */
function isUnspacedHeading(block: Paragraph): boolean {
  const [only] = block.children;
  return (
    block.children.length === 1 &&
    only?.type === "text" &&
    /^#{1,6}[^\s#][^\n]{1,100}$/.test(only.value) &&
    !/https?:/.test(only.value)
  );
}
