import type { Nodes } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { longestForLinks, parseLinks } from "./parse-markdown.ts";

/** One line of a text as a reader sees it. */
export interface TextLine {
  readonly text: string;
  readonly links: readonly TextLink[];
  /** The list items it is in, the outermost first, by the line each begins on. */
  readonly items: readonly number[];
  /** The line on which its paragraph begins. */
  readonly paragraph: number;
}

export interface TextLink {
  readonly url: string;
  readonly text: string;
}

/** The lines of paragraphs and headings: quotes, code and HTML left out. None of a text that is made to break parsers. */
export function readLines(body: string): readonly TextLine[] {
  const tree = parseLinks(body);
  if (tree === undefined) return [];
  const source = body.slice(0, longestForLinks).split(/\r\n|\n|\r/);
  const lines: TextLine[] = [];
  walk(tree, []);
  return lines;

  /** No deeper than `parseLinks` lets a text be. */
  function walk(node: Nodes, items: readonly number[]): void {
    if (node.type === "paragraph" || node.type === "heading") {
      addLines(node, items);
    } else if (node.type !== "blockquote" && "children" in node) {
      const inside = node.type === "listItem" ? [...items, node.position?.start.line ?? 0] : items;
      for (const child of node.children) walk(child, inside);
    }
  }

  function addLines(block: Nodes, items: readonly number[]): void {
    if (block.position === undefined) return;
    const links = new Map<number, TextLink[]>();
    visit(block, "link", (link) => {
      const line = link.position?.start.line ?? 0;
      links.set(line, [...(links.get(line) ?? []), { url: link.url, text: textOf(link).trim() }]);
    });
    const { start, end } = block.position;
    for (let line = start.line; line <= end.line; line += 1) {
      lines.push({ text: source[line - 1] ?? "", links: links.get(line) ?? [], items, paragraph: start.line });
    }
  }
}
