import type { Html, Link, LinkReference, Nodes, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { linkKindOf } from "../list/link-kind.ts";
import { isLinkLabel, kindOfLabel } from "./link-label.ts";

/** What speaks for some lines being about one paper. */
export interface PaperEvidence {
  /** Links out of the page, those without an address included. */
  readonly links: number;
  /** Of these to a paper, by their address or by what their label says. */
  readonly papers: number;
  /** Links within the page. */
  readonly anchors: number;
  /** Words that are neither address nor label: those of a title, of names. */
  readonly words: number;
}

/** Of these nodes and all that is in them. */
export type EvidenceReader = (nodes: readonly Nodes[]) => PaperEvidence;

const none: PaperEvidence = { links: 0, papers: 0, anchors: 0, words: 0 };

/** Reads the nodes of one tree; each is looked at once, however often it is asked about. */
export function evidenceReader(blocks: readonly RootContent[]): EvidenceReader {
  const addresses = new Map<string, string>();
  for (const block of blocks) if (block.type === "definition") addresses.set(block.identifier, block.url);
  const known = new WeakMap<Nodes, PaperEvidence>();
  return (nodes) => sumOf(nodes);

  function sumOf(nodes: readonly Nodes[]): PaperEvidence {
    const sum = { links: 0, papers: 0, anchors: 0, words: 0 };
    for (const node of nodes) {
      const { links, papers, anchors, words } = read(node);
      sum.links += links;
      sum.papers += papers;
      sum.anchors += anchors;
      sum.words += words;
    }
    return sum;
  }

  function read(node: Nodes): PaperEvidence {
    const before = known.get(node);
    if (before !== undefined) return before;
    const found = evidenceOf(node);
    known.set(node, found);
    return found;
  }

  function evidenceOf(node: Nodes): PaperEvidence {
    switch (node.type) {
      case "link":
        return linkEvidence(node, node.url);
      case "linkReference": {
        const url = addresses.get(node.identifier);
        return url === undefined ? sumOf(node.children) : linkEvidence(node, url);
      }
      case "html":
        return htmlEvidence(node);
      case "text":
      case "inlineCode":
        return { ...none, words: countWords(node.value) };
      default:
        return "children" in node ? sumOf(node.children) : none;
    }
  }
}

function linkEvidence(node: Link | LinkReference, url: string): PaperEvidence {
  if (url.startsWith("#")) return { ...none, anchors: 1, words: countWords(toString(node)) };
  const text = toString(node);
  const isLabel = isLinkLabel(text);
  const words = isLabel || isBare(text, url) ? 0 : countWords(toString(node, { includeImageAlt: false }));
  // An address within the repository, or none yet, is a link where a word on it says so.
  if (!/^https?:/i.test(url) && url !== "" && !isLabel) return { ...none, words };
  const isPaper = linkKindOf(url) === "paper" || (isLabel && kindOfLabel(text) === "paper");
  return { links: 1, papers: isPaper ? 1 : 0, anchors: 0, words };
}

/** Of a tag that stands among Markdown. */
function htmlEvidence({ value }: Html): PaperEvidence {
  const [, url] = value.startsWith("<!--")
    ? []
    : (/<a\s[^>]{0,200}?href\s*=\s*["']?(https?:[^"'\s>]+)/i.exec(value) ?? []);
  return url === undefined ? none : { ...none, links: 1, papers: linkKindOf(url) === "paper" ? 1 : 0 };
}

/** `https://…` by itself. */
function isBare(text: string, url: string): boolean {
  return text !== "" && url.endsWith(text) && /^(?:https?:|www\.)/i.test(text);
}

/** In scripts without spaces each two letters are one. */
export function countWords(text: string): number {
  const wide = text.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  return (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) + Math.floor(wide / 2);
}
