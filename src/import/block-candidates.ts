import type { List, ListItem, Nodes, Paragraph, RootContent, Strong, Table } from "mdast";
import { toString } from "mdast-util-to-string";
import { isLikeEntry, type Candidate } from "./candidate.ts";
import { paperEvidence } from "./paper-evidence.ts";
import type { EntrySource, Section } from "./readme-structure.ts";
import { spanOf, wholeLines, type Span } from "./source.ts";

/** What the blocks of one section are read with. */
export interface BlockPlace {
  readonly text: string;
  readonly section: number;
  /** A part of the taxonomy below `section`; gives its index. */
  readonly addSection: (section: Omit<Section, "level" | "parent">, parent: number) => number;
}

type Form = EntrySource["form"];

/** The candidates in these blocks, which stand one after the other between two headings. */
export function blockCandidates(blocks: readonly RootContent[], place: BlockPlace): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (block === undefined) continue;
    if (block.type === "list") found.push(...listCandidates(block, place, place.section, spanOf(block)));
    else if (block.type === "table") found.push(...rowCandidates(block, place));
    else if (block.type === "paragraph") {
      const unit = titledUnit(blocks, at);
      if (unit.length > 1) {
        found.push(candidateOf("paragraph", unit, place, { start: spanOf(block).start, end: spanOf(unit.at(-1) ?? block).end }));
        at += unit.length - 1;
      } else found.push(...paragraphCandidates(block, place));
    }
  }
  return found;
}

export function candidateOf(
  form: Form,
  nodes: readonly Nodes[],
  { text, section }: Pick<BlockPlace, "text" | "section">,
  block: Span,
  more: { readonly columns?: readonly string[]; readonly span?: Span } = {},
): Candidate {
  const [first] = nodes;
  const last = nodes.at(-1);
  const whole = first === undefined || last === undefined ? block : { start: spanOf(first).start, end: spanOf(last).end };
  const span = wholeLines(text, more.span ?? whole);
  const { columns } = more;
  return {
    entry: { span, form, nodes, section, block: wholeLines(text, block), ...(columns && { columns }) },
    evidence: paperEvidence(nodes),
  };
}

/** A title by itself, and the blocks below it that say more of it. */
function titledUnit(blocks: readonly RootContent[], at: number): readonly RootContent[] {
  const [first] = blocks.slice(at, at + 1);
  if (first?.type !== "paragraph" || !isTitleAlone(first)) return first === undefined ? [] : [first];
  const unit: RootContent[] = [first];
  for (const block of blocks.slice(at + 1)) {
    if (block.type === "paragraph" && isTitleAlone(block)) break;
    if (block.type === "thematicBreak" || block.type === "table" || block.type === "code") break;
    if (block.type === "html" && /<\/?(?:details|a\s+(?:name|id))\b/i.test(block.value) && !/<summary/i.test(block.value)) break;
    if (block.type === "paragraph" && isAnchorAlone(block)) break;
    if (block.type === "list" && block.children.some(isEntryOfItsOwn)) break;
    unit.push(block);
    if (unit.length > mostBlocks) break;
  }
  return unit.length > 1 && paperEvidence(unit.slice(1)).links > 0 ? unit : [first];
}

/** More than this below a title is a text about it. */
const mostBlocks = 8;

/** `**Title**` and nothing else of weight. */
function isTitleAlone({ children }: Paragraph): boolean {
  const strong = children.filter((child): child is Strong => child.type === "strong");
  const [only] = strong;
  if (only === undefined || strong.length > 1 || children[0] !== only) return false;
  const rest = children.slice(1).map((child) => (child.type === "text" ? child.value : "x")).join("");
  return rest.trim().length <= 1 && words(toString(only)) >= 3;
}

/** `<a name="here"></a>` */
function isAnchorAlone({ children }: Paragraph): boolean {
  return children.every((child) => child.type === "html" || (child.type === "text" && child.value.trim() === ""));
}

/** An item that names a paper, not a detail of one: `- Paper: https://…`. */
function isEntryOfItsOwn(item: ListItem): boolean {
  const evidence = paperEvidence(item.children, (node) => node.type === "list");
  return isLikeEntry(evidence) && evidence.words >= 6 && !/^[^:：]{1,30}[:：]\s*(?:https?:|\[)/u.test(toString(item));
}

function listCandidates(list: List, place: BlockPlace, section: number, block: Span): readonly Candidate[] {
  return list.children.flatMap((item): readonly Candidate[] => {
    const nested = item.children.filter((child): child is List => child.type === "list");
    const own = paperEvidence(item.children, (node) => node.type === "list");
    const below = nested.flatMap(({ children }) => children);
    const isCategory = own.papers === 0 && below.length > 0 && below.filter(holdsEntry).length * 2 > below.length;
    if (!isCategory) return [candidateOf("item", [item], { ...place, section }, block)];
    const [head] = item.children;
    const title = head === undefined ? "" : toString(head);
    const span = spanOf(head ?? item);
    const inner = place.addSection({ span, title, form: "bullet" }, section);
    return nested.flatMap((below_) => listCandidates(below_, place, inner, block));
  });
}

/** It is an entry, or has some below. */
function holdsEntry(item: ListItem): boolean {
  const evidence = paperEvidence([item]);
  return evidence.papers > 0 && evidence.words >= 3 && !/^[\p{L}\s]{1,25}[:：]/u.test(toString(item));
}

function rowCandidates(table: Table, place: BlockPlace): readonly Candidate[] {
  const [head, ...rows] = table.children;
  const columns = head?.children.map((cell) => toString(cell).trim()) ?? [];
  return rows.flatMap((row) =>
    toString(row).trim() === "" && paperEvidence([row]).links === 0
      ? []
      : [candidateOf("row", [row], place, spanOf(table), { columns })],
  );
}

/** One entry, or several whose lines follow each other without an empty one between. */
function paragraphCandidates(paragraph: Paragraph, place: BlockPlace): readonly Candidate[] {
  const block = spanOf(paragraph);
  const starts = lineStarts(paragraph, place.text);
  const parts = starts.map((start, at) => ({ start, end: starts[at + 1] ?? block.end }));
  const pieces = parts.map(({ start, end }) => paragraph.children.filter((child) => start <= spanOf(child).start && spanOf(child).start < end));
  const isMany = pieces.length > 1 && pieces.every((nodes) => isLikeEntry(paperEvidence(nodes)));
  if (!isMany) return hasEntryShape(paragraph) ? [candidateOf("paragraph", [paragraph], place, block)] : [];
  return parts.map(({ start, end }, at) => {
    const span = { start, end: start + place.text.slice(start, end).trimEnd().length };
    const { children: _children, ...rest } = paragraph;
    return candidateOf("paragraph", [{ ...rest, children: pieces[at] ?? [] }], place, block, { span });
  });
}

/** Where lines begin with bold words, or with a link or a number as the first one does. */
function lineStarts(paragraph: Paragraph, text: string): readonly number[] {
  const [first] = paragraph.children;
  if (first === undefined) return [];
  return paragraph.children
    .filter((child) => child.type === first.type && child.type !== "text" && child.type !== "html")
    .map((child) => spanOf(child).start)
    .filter((start) => start === spanOf(first).start || /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, start - 20), start)));
}

/** Begins as an entry does: prose does not begin with bold words, a link, a quotation or a number. */
function hasEntryShape({ children }: Paragraph): boolean {
  const [first] = children;
  if (first === undefined) return false;
  return first.type !== "text" || /^\s*(?:["“«‘[(【]|\d+[.)、]|\p{Extended_Pictographic})/u.test(first.value);
}

function words(text: string): number {
  return paperEvidence([{ type: "text", value: text }]).words;
}
