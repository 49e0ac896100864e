import type { RootContent, Table } from "mdast";
import { toString } from "mdast-util-to-string";
import { candidateOf, type Candidate, type Place } from "./candidate.ts";
import { listCandidates } from "./list-candidates.ts";
import { paragraphCandidates } from "./paragraph-candidates.ts";
import { spanOf } from "./source.ts";
import { titledUnit } from "./titled-unit.ts";

/** The candidates in these blocks, which stand one after the other between two headings. */
export function blockCandidates(blocks: readonly RootContent[], place: Place): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (block === undefined) continue;
    const length = titledUnit(blocks, at, place.evidence);
    if (length > 1) {
      const unit = blocks.slice(at, at + length);
      found.push(
        candidateOf("paragraph", unit, place, { start: spanOf(block).start, end: spanOf(unit.at(-1) ?? block).end }),
      );
      at += length - 1;
    } else for (const candidate of candidatesIn(block, place)) found.push(candidate);
  }
  return found;
}

function candidatesIn(block: RootContent, place: Place): readonly Candidate[] {
  switch (block.type) {
    case "list":
      return listCandidates(block, place, spanOf(block));
    case "table":
      return rowCandidates(block, place);
    case "paragraph":
      return paragraphCandidates(block, place);
    default:
      return [];
  }
}

function rowCandidates(table: Table, place: Place): readonly Candidate[] {
  const [head, ...rows] = table.children;
  const columns = head?.children.map((cell) => toString(cell).trim()) ?? [];
  return rows
    .filter((row) => toString(row).trim() !== "" || place.evidence([row]).links > 0)
    .map((row) => candidateOf("row", [row], place, spanOf(table), columns));
}
