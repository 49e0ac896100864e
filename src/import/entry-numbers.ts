import type { Run } from "./build-taxonomy.ts";
import type { EntryReading } from "./entry-reading.ts";

/** How the entries of a run are numbered: on from the first, with jumps before the entries at some places, or all alike. */
export type Numbering =
  | { readonly first: number; readonly jumps: ReadonlyMap<number, number> }
  | { readonly all: number };

/** By what most of them have; a number that only one entry has is a slip. Undefined where entries have no numbers. */
export function numberingOf({ entries }: Run, readings: readonly EntryReading[]): Numbering | undefined {
  const numbers = entries.map((entry) => numberIn(readings[entry]));
  const known = numbers.flatMap((number, at) => (number === undefined ? [] : [{ at, number, offset: number - at }]));
  const [start] = known;
  if (start === undefined) return undefined;
  const alike = known.filter(({ number }) => number === start.number).length;
  if (alike > 1 && alike * 2 > known.length) return { all: start.number };
  const steady = known.find(({ offset }, index) => known[index + 1]?.offset === offset) ?? start;
  let offset = steady.offset;
  const jumps = new Map<number, number>();
  for (const [index, one] of known.entries()) {
    if (one.at < steady.at || one.offset === offset || known[index + 1]?.offset !== one.offset) continue;
    jumps.set(one.at, one.offset - offset);
    ({ offset } = one);
  }
  return { first: steady.offset, jumps };
}

/** What the template of the region counts for each entry of a run. */
export function countNumbers(numbering: Numbering | undefined, length: number): readonly number[] {
  if (numbering === undefined) return Array.from({ length }, () => 1);
  if ("all" in numbering) return Array.from({ length }, () => numbering.all);
  let shift = numbering.first;
  return Array.from({ length }, (_, at) => {
    shift += numbering.jumps.get(at) ?? 0;
    return shift + at;
  });
}

function numberIn(reading: EntryReading | undefined): number | undefined {
  const field = reading?.fields.find((one) => one.field === "number");
  return field?.field === "number" ? field.value : undefined;
}
