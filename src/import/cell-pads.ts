import { columnsOf, padCells, splitCells } from "../list/pad-cells.ts";
import type { EntryReading } from "./entry-reading.ts";
import type { SlottedEntry } from "./slots.ts";

/** So many cells of a column have the width of all. */
const leastShare = 0.5;
/** Of these so many are filled up: a space too many in a row or two is a slip. */
const leastFilled = 0.2;
const mostWidths = 3;
const fewestRows = 4;
/** Each needs a template of its own; where there are more, only so many rows are worth one. */
const mostPads = 6;
const manyRows = 12;
const alignments = ["", "c", "C", "r"];

/** Of each row whose cells were made even with those of its table, by where it begins, the widths for `pad_cells`. */
export function rowPads(readings: readonly EntryReading[], text: string): ReadonlyMap<number, string> {
  const tables = Map.groupBy(
    readings.filter(({ source }) => source.form === "row"),
    ({ source }) => source.block.start,
  );
  const found = new Map<number, string>();
  for (const table of tables.values()) {
    let rows = table.map(({ source: { span } }) => ({ start: span.start, row: text.slice(span.start, span.end) }));
    // Rows that came later may have been made even among themselves.
    for (let rounds = 0; rounds < mostWidths; rounds += 1) {
      const pads = widthsOf(rows.map(({ row }) => splitCells(row).slice(1, -1)));
      const even = pads === undefined ? [] : rows.filter(({ row }) => padCells(row, pads) === row);
      if (pads === undefined || even.length < fewestRows) break;
      for (const { start } of even) found.set(start, pads);
      rows = rows.filter(({ start }) => !found.has(start));
    }
  }
  const counts = Map.groupBy(found.values(), (pads) => pads);
  return new Map(
    [...found].filter(([, pads]) => counts.size <= mostPads || (counts.get(pads) ?? []).length >= manyRows),
  );
}

function widthsOf(rows: readonly (readonly string[])[]): string | undefined {
  const columns: string[][] = [];
  for (const row of rows) for (const [at, cell] of row.entries()) (columns[at] ??= []).push(cell);
  const widths = columns.map(widthOf);
  // Spaces that are the same in all rows are glue.
  const isVaried = (cells: readonly string[]): boolean =>
    new Set(evenCells(cells).map((cell) => columnsOf(cell.trim()))).size > 1;
  return columns.some((cells, at) => widths[at] !== "0" && isVaried(cells)) ? widths.join(" ") : undefined;
}

/** Those of the usual width, if most are. */
function evenCells(cells: readonly string[]): readonly string[] {
  const byWidth = Map.groupBy(cells, columnsOf);
  const even = [...byWidth.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
  return even.length < cells.length * leastShare ? [] : even;
}

/** `0` where the cells of a column are not filled up to one width. */
function widthOf(cells: readonly string[]): string {
  const even = evenCells(cells);
  const width = columnsOf(even[0] ?? "");
  const filled = even.filter((cell) => columnsOf(cell.trim()) < width - 2);
  if (filled.length < Math.max(2, even.length * leastFilled)) return "0";
  const counts = alignments.map((align) => {
    const asked = `${width - 2}${align}`;
    return { asked, count: even.filter((cell) => padCells(`|${cell}|`, asked) === `|${cell}|`).length };
  });
  return counts.toSorted((a, b) => b.count - a.count).find(({ count }) => count > 0)?.asked ?? "0";
}

/** The entry without what fills its cells. */
export function withoutPads(entry: SlottedEntry, pads: string | undefined): SlottedEntry {
  if (pads === undefined) return entry;
  const slots = entry.slots.map((slot, at) => {
    const before = evenGlue(slot.before);
    const isBorder = slot.key.startsWith("cell:");
    return { ...slot, before: at === 0 ? before.trimStart() : isBorder ? before.trimEnd() : before };
  });
  return { ...entry, slots, after: evenGlue(entry.after).trimEnd(), pads };
}

/** One space beside each border. */
function evenGlue(glue: string): string {
  const pieces = splitCells(glue);
  const last = pieces.length - 1;
  const even = pieces.map((piece, at) => (at === 0 ? piece.trimEnd() : at === last ? piece.trimStart() : piece.trim()));
  return last === 0 ? glue : even.join(" | ");
}
