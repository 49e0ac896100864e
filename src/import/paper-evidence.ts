import type { Link, Nodes } from "mdast";
import { toString } from "mdast-util-to-string";
import { visit, SKIP } from "unist-util-visit";
import { linkKindOf } from "../list/link-kind.ts";

/** What speaks for some lines being about one paper. */
export interface PaperEvidence {
  /** Links out of the page. */
  readonly links: number;
  /** Of these to a paper. */
  readonly papers: number;
  /** Links within the page. */
  readonly anchors: number;
  /** Words that are neither address nor label. */
  readonly words: number;
}

const empty: PaperEvidence = { links: 0, papers: 0, anchors: 0, words: 0 };

/** Of these nodes, but not of what is nested in them by `skip`. */
export function paperEvidence(nodes: readonly Nodes[], skip: (node: Nodes) => boolean = () => false): PaperEvidence {
  return nodes.reduce((sum, node) => add(sum, evidenceOf(node, skip)), empty);
}

function evidenceOf(root: Nodes, skip: (node: Nodes) => boolean): PaperEvidence {
  let links = 0;
  let papers = 0;
  let anchors = 0;
  let words = 0;
  visit(root, (node) => {
    if (node !== root && skip(node)) return SKIP;
    if (node.type === "link") {
      if (node.url.startsWith("#")) anchors += 1;
      else if (/^https?:/i.test(node.url) || node.url === "") {
        links += 1;
        if (linkKindOf(node.url) === "paper") papers += 1;
      }
      words += isBare(node) ? 0 : countWords(toString(node));
      return SKIP;
    }
    if (node.type === "html") {
      const [, url] = /<a\s[^>]*?href\s*=\s*["']?(https?:[^"'\s>]+)/i.exec(node.value) ?? [];
      if (url !== undefined) {
        links += 1;
        if (linkKindOf(url) === "paper") papers += 1;
      }
    }
    if (node.type === "text" || node.type === "inlineCode") words += countWords(node.value);
    return undefined;
  });
  return { links, papers, anchors, words };
}

function add(a: PaperEvidence, b: PaperEvidence): PaperEvidence {
  return {
    links: a.links + b.links,
    papers: a.papers + b.papers,
    anchors: a.anchors + b.anchors,
    words: a.words + b.words,
  };
}

/** `https://…` by itself. */
function isBare({ url, children }: Link): boolean {
  const [only] = children;
  return children.length === 1 && only?.type === "text" && (url === only.value || url.endsWith(only.value));
}

/** In scripts without spaces each two letters are one. */
function countWords(text: string): number {
  const wide = text.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  return (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) + Math.floor(wide / 2);
}
