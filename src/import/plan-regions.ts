import type { Run } from "./build-taxonomy.ts";
import type { EntryReading } from "./entry-reading.ts";
import type { Source, Span } from "./source.ts";

/** A part of the README that is printed from the list: whole blocks, with the entries of one or more runs in them. */
export interface RegionPlan {
  readonly span: Span;
  readonly runs: readonly PlacedRun[];
}

export interface PlacedRun {
  /** Index of the run. */
  readonly run: number;
  /** Text of the region between the run before, or its beginning, and the first entry. */
  readonly before: string;
  /** Between entries: from behind the line end of one to the beginning of the next; the first entry has none. */
  readonly gaps: readonly string[];
}

/** Entries in file order as runs: a section whose entries others interrupt has several. */
export function planRuns(readings: readonly EntryReading[], included: readonly number[]): readonly Run[] {
  const runs: { section: number; entries: number[] }[] = [];
  for (const index of included) {
    const section = readings[index]?.source.section ?? 0;
    const last = runs.at(-1);
    if (last?.section === section) last.entries.push(index);
    else runs.push({ section, entries: [index] });
  }
  return runs;
}

/** Runs whose blocks overlap, as categories in one list of bullets, share a region. */
export function planRegions(
  readings: readonly EntryReading[],
  runs: readonly Run[],
  { text }: Pick<Source, "text">,
): readonly RegionPlan[] {
  const regions: { span: { start: number; end: number }; runs: number[] }[] = [];
  for (const [index, run] of runs.entries()) {
    const blocks = run.entries.flatMap((entry) => readings[entry]?.source.block ?? []);
    const start = Math.min(...blocks.map((block) => block.start));
    const end = Math.max(...blocks.map((block) => block.end));
    const last = regions.at(-1);
    if (last !== undefined && start < last.span.end) {
      last.span.end = Math.max(last.span.end, end);
      last.runs.push(index);
    } else regions.push({ span: { start, end }, runs: [index] });
  }
  return regions.map(({ span, runs: indices }) => {
    let at = span.start;
    const placed = indices.map((run): PlacedRun => {
      const spans = (runs[run]?.entries ?? []).flatMap((entry) => readings[entry]?.source.span ?? []);
      const [first = span] = spans;
      const before = text.slice(at, first.start);
      const gaps = spans
        .slice(1)
        .map(({ start }, previous) => text.slice(afterLine(text, spans[previous]?.end ?? start), start));
      at = afterLine(text, spans.at(-1)?.end ?? at);
      return { run, before, gaps };
    });
    return { span, runs: placed };
  });
}

/** What of the region stands behind its last entry. */
export function tailOf(
  region: RegionPlan,
  readings: readonly EntryReading[],
  runs: readonly Run[],
  { text }: Pick<Source, "text">,
): string {
  const last = runs[region.runs.at(-1)?.run ?? -1]?.entries.at(-1);
  const end = last === undefined ? region.span.start : (readings[last]?.source.span.end ?? region.span.start);
  return text.slice(Math.min(afterLine(text, end), region.span.end), region.span.end);
}

function afterLine(text: string, end: number): number {
  return text[end] === "\n" ? end + 1 : end;
}
