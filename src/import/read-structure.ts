import type { Candidate } from "./candidate.ts";
import { chooseEntries } from "./choose-entries.ts";
import { leftOutReason } from "./left-out-reason.ts";
import { evidenceReader } from "./paper-evidence.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { readSections, thePage } from "./read-sections.ts";
import type { EntrySource, ReadmeStructure } from "./readme-structure.ts";
import { restorePositions } from "./restore-positions.ts";
import type { Source } from "./source.ts";
import { unseenEntries } from "./unseen-entries.ts";

/** One parse of the whole file, and what of it are sections and entries. Never throws for any text. */
export function readStructure({ text }: Pick<Source, "text">): ReadmeStructure {
  try {
    return structureOf(text);
  } catch (error) {
    // Trees are walked by recursion, by us and by remark; thousands of quotations in each other are no list of papers.
    if (error instanceof RangeError) return { sections: [thePage], entries: [], leftOut: [], blocks: [] };
    throw error;
  }
}

function structureOf(text: string): ReadmeStructure {
  const root = parseMarkdown(text);
  restorePositions(root, text);
  const { children: blocks } = root;
  const { sections, candidates } = readSections(blocks, { text, evidence: evidenceReader(blocks) });
  const byReason = Map.groupBy(candidates, ({ entry }) => leftOutReason(sections, entry.section));
  const entries = entriesOf(byReason.get(undefined) ?? []);
  const leftOut = [...byReason].flatMap(([because, some]) =>
    because === undefined
      ? []
      : some.filter(({ evidence }) => evidence.papers > 0).map(({ entry: { span } }) => ({ span, because })),
  );
  return {
    sections,
    entries,
    leftOut: [...leftOut, ...unseenEntries(blocks, text)].toSorted((a, b) => a.span.start - b.span.start),
    blocks,
  };
}

/** A line belongs to one entry: of two items on one line, as in `- - [Title](…)`, to the first. */
function entriesOf(candidates: readonly Candidate[]): readonly EntrySource[] {
  let end = -1;
  return chooseEntries(candidates).flatMap(({ entry }) => {
    if (entry.span.start <= end) return [];
    ({ end } = entry.span);
    return [entry];
  });
}
