import type { List, ListItem, Nodes, Paragraph } from "mdast";
import type { EntrySource } from "./readme-structure.ts";
import { spanOf, type Span } from "./source.ts";

/** A line of an entry below its first one, or the first one where it begins with a key. */
export interface EntryLine {
  /** With its bullet and what is nested below it. */
  readonly span: Span;
  /** Of its words, behind the bullet. */
  readonly start: number;
  /** What stands before the colon, in lower case, where something does. */
  readonly key?: string;
  /** What stands behind the colon, or the whole line; of what is nested the lines too. */
  readonly value: Span;
  readonly nodes: readonly Nodes[];
  readonly isBullet: boolean;
  readonly hasNested: boolean;
  /** The entry's own first line. */
  readonly isFirst: boolean;
}

/** No entry has more. */
const mostLines = 200;

const keyed =
  /^(?:[\s>*_+#-]|\p{Extended_Pictographic}|[\ufe0f\u200d])*(?<key>\p{L}(?:[\p{L}\p{N} &/;'-]|\([\p{L} ]{1,12}\)){0,32}?)(?:\*\*|__|[*_`])? ?(?:[:：](?:\*\*|__|[*_`])?|$)[ \t]*/u;

/** The lines of an entry, of bullets below it each as one, in order. */
export function entryLines({ nodes, form }: EntrySource, text: string): readonly EntryLine[] {
  if (form === "row") return [];
  const lines: EntryLine[] = [];
  const blocks = nodes.flatMap((node): readonly Nodes[] => (node.type === "listItem" ? node.children : [node]));
  for (const block of blocks) {
    if (block.type === "paragraph")
      lines.push(...paragraphLines(block, text, lines.length === 0 && form !== "heading"));
    else if (block.type === "list") lines.push(...bulletLines(block, text));
  }
  return lines.slice(0, mostLines);
}

function paragraphLines(block: Paragraph, text: string, isFirst: boolean): readonly EntryLine[] {
  const { start, end } = spanOf(block);
  const lines: EntryLine[] = [];
  for (let at = start; at < end;) {
    const next = text.indexOf("\n", at);
    const stop = next === -1 || next > end ? end : next;
    lines.push(
      lineOf({ start: at, end: stop }, stop, [block], text, {
        isBullet: false,
        hasNested: false,
        isFirst: isFirst && at === start,
      }),
    );
    at = stop + 1;
  }
  return lines;
}

function bulletLines({ children }: List, text: string): readonly EntryLine[] {
  return children.map((item: ListItem): EntryLine => {
    const [head] = item.children;
    const span = spanOf(item);
    const first = head === undefined || head.type === "list" ? { start: span.end, end: span.end } : spanOf(head);
    const nested = item.children.find((child) => child !== head || child.type === "list");
    const line = { start: first.start, end: first.end };
    return {
      ...lineOf(line, span.end, [item], text, { isBullet: true, hasNested: nested !== undefined, isFirst: false }),
      span,
    };
  });
}

function lineOf(
  { start, end }: Span,
  whole: number,
  nodes: readonly Nodes[],
  text: string,
  more: Pick<EntryLine, "isBullet" | "hasNested" | "isFirst">,
): EntryLine {
  const line = text.slice(start, end);
  const match = keyed.exec(line);
  const key = match?.groups?.["key"];
  // Words without a colon are a key only above what is nested.
  const isKey =
    key !== undefined &&
    (/[:：]/u.test(match?.[0] ?? "") || more.hasNested) &&
    !/^[:：]?\/\//u.test(line.slice(match?.[0].length));
  const from = start + (isKey ? (match?.[0].length ?? 0) : line.length - line.trimStart().length);
  return {
    span: { start, end },
    start: start + (line.length - line.trimStart().length),
    value: valueOf(text, from, whole),
    nodes,
    ...more,
    ...(isKey && { key: key.trim().toLowerCase().replaceAll(/\s+/g, " ") }),
  };
}

/** Without space, the break at its end and the bullet's line end before what is nested. */
function valueOf(text: string, from: number, to: number): Span {
  const value = text.slice(from, to);
  const start = from + (value.length - value.trimStart().length);
  const end = from + value.replace(/(?:\s|\\(?=\s*$)|<br ?\/?>(?=\s*$)){1,9}$/u, "").length;
  return { start: Math.min(start, Math.max(from, end)), end: Math.max(from, end) };
}
