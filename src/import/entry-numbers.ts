import type { Run } from "./build-taxonomy.ts";
import type { EntryReading } from "./entry-reading.ts";

/** How the entries of a run are numbered: on from the first, or all alike. */
export type Numbering = { readonly first: number } | { readonly all: number };

/** By what fits most of them; undefined where entries have no numbers. */
export function numberingOf({ entries }: Run, readings: readonly EntryReading[]): Numbering | undefined {
  const numbers = entries.map((entry) => numberIn(readings[entry]));
  const firsts = numbers.flatMap((number, at) => (number === undefined ? [] : [number - at]));
  const [first, counted] = mostOf(firsts);
  const [all, same] = mostOf(numbers.flatMap((number) => number ?? []));
  if (first === undefined || all === undefined) return undefined;
  return same > counted ? { all } : { first };
}

/** What the template of the region counts for the entry at this place. */
export function numberAt(numbering: Numbering | undefined, at: number): number {
  if (numbering === undefined) return 1;
  return "all" in numbering ? numbering.all : numbering.first + at;
}

function numberIn(reading: EntryReading | undefined): number | undefined {
  const field = reading?.fields.find((one) => one.field === "number");
  return field?.field === "number" ? field.value : undefined;
}

function mostOf(numbers: readonly number[]): readonly [number | undefined, number] {
  const counts = new Map<number, number>();
  for (const one of numbers) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? [undefined, 0];
}
