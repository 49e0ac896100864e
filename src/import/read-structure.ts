import type { Heading, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { blockCandidates, candidateOf } from "./block-candidates.ts";
import type { Candidate } from "./candidate.ts";
import { chooseEntries } from "./choose-entries.ts";
import { headingText, plainHeading } from "./heading-text.ts";
import { paperEvidence } from "./paper-evidence.ts";
import { paperHeadings } from "./paper-headings.ts";
import type { EntrySource, LeftOutReason, ReadmeStructure, Section } from "./readme-structure.ts";
import { restorePositions } from "./restore-positions.ts";
import { spanOf, type Source, type Span } from "./source.ts";

const apart: readonly (readonly [LeftOutReason, RegExp])[] = [
  [
    "news",
    /^(?:latest |recent |breaking )*(?:news|updates?|change ?log|what'?s new|announcements?|update log|新闻|更新(?:日志)?)\b/iu,
  ],
  ["contents", /^(?:table of contents?|contents?|toc|index|outline|catalog(?:ue)?|目录)$/iu],
  [
    "related",
    /\b(?:citations?|citing|bibtex|contribut(?:e|ing|ors?|ions?)|licen[cs]e|acknowledge?ments?|star history|related (?:awesome|repos|lists))\b/iu,
  ],
];

/** One parse of the whole file, and what of it are sections and entries. Never throws for any text. */
export function readStructure({ text }: Pick<Source, "text">): ReadmeStructure {
  const root = unified().use(remarkParse).use(remarkGfm).parse(text);
  restorePositions(root, text);
  const { children } = root;
  const { sections, candidates } = readSections(children, text);
  const entries: EntrySource[] = [];
  const leftOut: { readonly span: Span; readonly because: LeftOutReason }[] = [];
  for (const { entry } of chooseEntries(candidates)) {
    const because = reasonOf(sections, entry.section);
    if (because === undefined) entries.push(entry);
    else leftOut.push({ span: entry.span, because });
  }
  return { sections, entries, leftOut, blocks: children };
}

/** Walks the top of the tree once. */
function readSections(
  blocks: readonly RootContent[],
  text: string,
): { readonly sections: readonly Section[]; readonly candidates: readonly Candidate[] } {
  const sections: Section[] = [{ span: { start: 0, end: 0 }, title: "", level: 0, form: "page" }];
  const candidates: Candidate[] = [];
  const papers = paperHeadings(blocks);
  /** Open headings, outermost first. */
  let open: { readonly depth: number; readonly section: number }[] = [];
  let heading = 0;
  /** A `<summary>` or a label below that heading. */
  let below: number | undefined;
  let stretch: RootContent[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (block === undefined) continue;
    if (block.type === "heading") {
      endStretch();
      below = undefined;
      const body = papers.get(block);
      if (body === undefined) openHeading(block);
      else {
        const outer = open.findLast(({ depth }) => depth < block.depth)?.section ?? 0;
        candidates.push(headingCandidate(block, body, outer));
        at += body.length;
      }
    } else if (block.type === "html") {
      readHtml(block.value, spanOf(block));
      stretch.push(block);
    } else if (isLabel(block, blocks[at + 1])) {
      endStretch();
      below = addSection({ span: spanOf(block), ...plainHeading(toString(block)), form: "label" }, heading);
    } else stretch.push(block);
  }
  endStretch();
  return { sections, candidates };

  function endStretch(): void {
    candidates.push(...blockCandidates(stretch, { text, section: below ?? heading, addSection }));
    stretch = [];
  }

  function openHeading(block: Heading): void {
    open = open.filter(({ depth }) => depth < block.depth);
    heading = addSection({ span: spanOf(block), ...headingText(block), form: "heading" }, open.at(-1)?.section ?? 0);
    open.push({ depth: block.depth, section: heading });
  }

  function readHtml(value: string, span: Span): void {
    const [, summary] = /<summary[^>]*>([\s\S]{0,300}?)<\/summary>/i.exec(value) ?? [];
    if (summary !== undefined) {
      endStretch();
      below = addSection({ span, ...plainHeading(summary), form: "summary" }, heading);
    } else if (/<\/details>/i.test(value)) {
      endStretch();
      below = undefined;
    }
  }

  function addSection(section: Omit<Section, "level" | "parent">, parent: number): number {
    sections.push({ ...section, level: (sections[parent]?.level ?? 0) + 1, parent });
    return sections.length - 1;
  }

  function headingCandidate(block: Heading, body: readonly RootContent[], section: number): Candidate {
    const last = body.findLast(({ type }) => type !== "thematicBreak") ?? block;
    const nodes = [block, ...body.slice(0, body.indexOf(last) + 1)];
    return candidateOf("heading", nodes, { text, section }, { start: spanOf(block).start, end: spanOf(last).end });
  }
}

/** `**2026**` above a list or a table of entries. */
function isLabel(block: RootContent, next: RootContent | undefined): boolean {
  if (block.type !== "paragraph" || (next?.type !== "list" && next?.type !== "table")) return false;
  const [only] = block.children.filter((child) => child.type !== "text" || child.value.trim().length > 1);
  if (only?.type !== "strong" || block.children.length > 3) return false;
  const evidence = paperEvidence([next]);
  const count = next.children.length;
  return evidence.papers > 0 && evidence.words > count * 4;
}

/** Why what stands in this section is no part of the list, if it is none. A heading above may be that of the whole page. */
function reasonOf(sections: readonly Section[], index: number): LeftOutReason | undefined {
  for (let at: number | undefined = index, isOwn = true; at !== undefined; at = sections[at]?.parent) {
    const { title = "", form } = sections[at] ?? {};
    const found = apart.find(([, pattern]) => pattern.test(title))?.[0];
    if (found !== undefined && (isOwn || found === "news")) return found;
    if (form === "heading") isOwn = false;
  }
  return undefined;
}
