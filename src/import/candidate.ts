import type { Nodes } from "mdast";
import type { EvidenceReader, PaperEvidence } from "./paper-evidence.ts";
import type { EntrySource, Section } from "./readme-structure.ts";
import { spanOf, wholeLines, type Span } from "./source.ts";
import { startOf, type Start } from "./start-of.ts";

/** Lines that may be an entry, and what speaks for it. */
export interface Candidate {
  readonly entry: EntrySource;
  readonly evidence: PaperEvidence;
  /** What it begins with. */
  readonly start: Start;
}

/** What the blocks of one section are read with. */
export interface Place {
  readonly text: string;
  readonly evidence: EvidenceReader;
  readonly section: number;
  /** A part of the taxonomy below `parent`; gives its index. */
  readonly addSection: (section: Omit<Section, "level" | "parent">, parent: number) => number;
}

/** About one paper, as far as its own lines tell: it leads somewhere, and says what it is. */
export function isLikeEntry({ links, words }: PaperEvidence): boolean {
  return links > 0 && words >= 3;
}

/** These nodes as one entry of the block that begins and ends with `block`. */
export function candidateOf(
  form: EntrySource["form"],
  nodes: readonly Nodes[],
  { text, section, evidence }: Omit<Place, "addSection">,
  block: Span,
  columns?: readonly string[],
): Candidate {
  const [first] = nodes;
  const last = nodes.at(-1);
  const span =
    first === undefined || last === undefined ? block : { start: spanOf(first).start, end: spanOf(last).end };
  const entry = { span: wholeLines(text, span), form, nodes, section, block: wholeLines(text, block) };
  return {
    entry: columns === undefined ? entry : { ...entry, columns },
    evidence: evidence(nodes),
    start: startOf(first),
  };
}
