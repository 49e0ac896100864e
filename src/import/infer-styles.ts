import type { EntryReading } from "./entry-reading.ts";
import type { EntryStyle, InferredStyles, KeptText } from "./entry-style.ts";
import { slotsOf, type SlottedEntry } from "./slots.ts";
import { fitEntry, inferModel, type StyleModel } from "./style-model.ts";
import { styleTemplate } from "./style-template.ts";

/** A section has the style that prints at least this share of its entries from their fields. */
const leastShare = 0.5;
/** More templates than this nobody would keep in order. */
const mostStyles = 12;

interface Style {
  readonly model: StyleModel;
  readonly sections: readonly number[];
}

/**
 * How the entries of each section are written. All sections of a form together first; those that this style does not print
 * have one of their own, and so on.
 */
export function inferStyles(readings: readonly EntryReading[], text: string): InferredStyles {
  const slotted = readings.map((reading) => slotsOf(reading, text));
  const bySection = Map.groupBy(readings.keys(), (index) => readings[index]?.source.section ?? 0);
  const byForm = Map.groupBy(bySection.keys(), (section) => formOf(readings, bySection.get(section) ?? []));
  const entriesOf = (section: number): readonly SlottedEntry[] =>
    (bySection.get(section) ?? []).flatMap((index) =>
      readings[index]?.title === undefined ? [] : (slotted[index] ?? []),
    );
  const styles = [...byForm.values()]
    .flatMap((sections) => splitStyles(sections, entriesOf))
    .toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const styleOfSection = new Map(
    styles.flatMap(({ sections }, index) => sections.map((section) => [section, index] as const)),
  );
  const styleOf = readings.map(({ source }) => styleOfSection.get(source.section) ?? 0);
  const prints = (index: number, field: string): boolean =>
    styles[styleOf[index] ?? 0]?.model.order.some((key) => key.split(/[:#]/)[0] === field) === true;
  return { styles: styles.map(printStyle), styleOf, prints, keptOf };

  function sizeOf({ sections }: Style): number {
    return sections.reduce((sum, section) => sum + (bySection.get(section)?.length ?? 0), 0);
  }

  function keptOf(index: number, forced: boolean): KeptText {
    const entry = slotted[index];
    const style = styles[styleOf[index] ?? 0];
    if (entry === undefined || style === undefined || readings[index]?.title === undefined) return { entry: true };
    return fitEntry(entry, style.model, forced).asWritten ?? { entry: true };
  }
}

/** Entries of other forms in the same section are kept as they are. */
function formOf(readings: readonly EntryReading[], indices: readonly number[]): string {
  const forms = Map.groupBy(indices, (index) => {
    const source = readings[index]?.source;
    return source === undefined ? "" : `${source.form} ${source.columns?.join("|") ?? ""}`;
  });
  return [...forms].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? "";
}

function splitStyles(
  sections: readonly number[],
  entriesOf: (section: number) => readonly SlottedEntry[],
  depth = 0,
): readonly Style[] {
  const model = inferModel(sections.flatMap(entriesOf));
  const isGood = (section: number): boolean => {
    const entries = entriesOf(section);
    const right = entries.filter((entry) => fitEntry(entry, model, false).asWritten !== undefined).length;
    return right >= entries.length * leastShare;
  };
  const good = sections.filter(isGood);
  const bad = sections.filter((section) => !good.includes(section));
  if (bad.length === 0 || depth === mostStyles) return [{ model, sections }];
  if (good.length > 0)
    return [{ model: inferModel(good.flatMap(entriesOf)), sections: good }, ...splitStyles(bad, entriesOf, depth + 1)];
  // None is printed by what is common to all: begin with the largest.
  const [largest, ...others] = sections.toSorted((a, b) => entriesOf(b).length - entriesOf(a).length);
  if (largest === undefined || others.length === 0) return [{ model, sections }];
  const alike = inferModel(entriesOf(largest));
  const like = others.filter((section) => {
    const entries = entriesOf(section);
    return (
      entries.filter((entry) => fitEntry(entry, alike, false).asWritten !== undefined).length >=
      entries.length * leastShare
    );
  });
  const rest = others.filter((section) => !like.includes(section));
  const own = { model: inferModel([largest, ...like].flatMap(entriesOf)), sections: [largest, ...like] };
  return rest.length === 0 ? [own] : [own, ...splitStyles(rest, entriesOf, depth + 1)];
}

function printStyle({ model }: Style, index: number): EntryStyle {
  return { name: index === 0 ? "entry" : `entry-${index + 1}`, template: styleTemplate(model) };
}
