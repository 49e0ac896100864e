import { rowPads, withoutPads } from "./cell-pads.ts";
import { between } from "./between.ts";
import type { EntryReading } from "./entry-reading.ts";
import type { EntryStyle, InferredStyles, KeptText } from "./entry-style.ts";
import { slotsOf, type SlottedEntry } from "./slots.ts";
import { fitEntry, inferModel, misfitOf, type StyleModel } from "./style-model.ts";
import { layoutTemplate, styleTemplate } from "./style-template.ts";

/** A section has the style that prints at least this share of its entries from their fields. */
const leastShare = 0.5;
/** More templates than this nobody would keep in order. */
const mostStyles = 12;

/** So many entries of a style that are written alike, but not as the others, have a layout of their own. */
const fewestOfLayout = 2;
const mostLayouts = 10;
/** So many ways of being otherwise are tried, the most frequent first. */
const mostSeeds = 5;

interface Style {
  readonly model: StyleModel;
  readonly sections: readonly number[];
}

/** A style of sections, and those of single entries in them. */
interface StyleWithLayouts extends Style {
  readonly layouts: readonly StyleModel[];
}

/**
 * How the entries of each section are written. All sections of a form together first; those that this style does not print
 * have one of their own, and so on. Entries that are written otherwise than the rest of their section have a layout, which a
 * note of their papers names.
 */
export function inferStyles(readings: readonly EntryReading[], text: string): InferredStyles {
  const pads = rowPads(readings, text);
  const slotted = readings.map((reading) => withoutPads(slotsOf(reading, text), pads.get(reading.source.span.start)));
  const bySection = Map.groupBy(readings.keys(), (index) => readings[index]?.source.section ?? 0);
  const byForm = Map.groupBy(bySection.keys(), (section) => formOf(readings, bySection.get(section) ?? []));
  const indicesOf = (section: number): readonly number[] =>
    (bySection.get(section) ?? []).filter((index) => readings[index]?.title !== undefined);
  const entriesOf = (section: number): readonly SlottedEntry[] =>
    indicesOf(section).flatMap((index) => slotted[index] ?? []);
  const modelOf: (StyleModel | undefined)[] = [];
  const layoutOf: (string | undefined)[] = [];
  const styles = [...byForm.values()]
    .flatMap((sections) => splitStyles(sections, entriesOf))
    .toSorted((a, b) => sizeOf(b) - sizeOf(a))
    .map(withLayouts);
  const styleOfSection = new Map(
    styles.flatMap(({ sections }, index) => sections.map((section) => [section, index] as const)),
  );
  const styleOf = readings.map(({ source }) => styleOfSection.get(source.section) ?? 0);
  const prints = (index: number, field: string): boolean =>
    modelOf[index]?.order.some((key) => key.split(/[:#]/)[0] === field) === true;
  return { styles: styles.map(printStyle), styleOf, layoutOf: (index) => layoutOf[index], prints, keptOf };

  function sizeOf({ sections }: Style): number {
    return sections.reduce((sum, section) => sum + (bySection.get(section)?.length ?? 0), 0);
  }

  function keptOf(index: number, forced: boolean): KeptText {
    const entry = slotted[index];
    const model = modelOf[index];
    if (entry === undefined || model === undefined) return { entry: true };
    return fitEntry(entry, model, forced).asWritten ?? { entry: true };
  }

  function withLayouts(style: Style): StyleWithLayouts {
    const layouts: StyleModel[] = [];
    const all = style.sections.flatMap(indicesOf);
    for (const index of all) modelOf[index] = style.model;
    let left = all.filter((index) => keptOf(index, false).entry === true);
    while (layouts.length < mostLayouts) {
      const { model, like } = nextLayout(left, style.model);
      if (model === undefined || like.length < fewestOfLayout) break;
      layouts.push(model);
      for (const index of like) {
        modelOf[index] = model;
        layoutOf[index] = layoutName(layouts.length);
      }
      left = left.filter((index) => layoutOf[index] === undefined);
    }
    return { ...style, layouts };
  }

  /** What prints most of these entries: inferred from all of them, or from those that are otherwise than the style in one way. */
  function nextLayout(left: readonly number[], style: StyleModel): { model?: StyleModel; like: readonly number[] } {
    const ways = Map.groupBy(left, (index) => misfitOf(slotted[index] ?? none, style));
    const seeds = [...ways.values()].toSorted((a, b) => b.length - a.length).slice(0, mostSeeds);
    const tried = [left, ...seeds].flatMap((some) => {
      if (some.length < fewestOfLayout) return [];
      const model = inferModel(some.flatMap((index) => slotted[index] ?? []));
      return [
        { model, like: left.filter((index) => fitEntry(slotted[index] ?? none, model, false).asWritten !== undefined) },
      ];
    });
    return tried.toSorted((a, b) => b.like.length - a.like.length)[0] ?? { like: [] };
  }
}

const none: SlottedEntry = { slots: [], after: "", lastPlace: between() };

/** `b`, `c`: what the style itself prints would be `a`. */
function layoutName(count: number): string {
  return String.fromCharCode("a".charCodeAt(0) + count);
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

function printStyle({ model, layouts }: StyleWithLayouts, index: number): EntryStyle {
  const name = index === 0 ? "entry" : `entry-${index + 1}`;
  const named = layouts.map((layout, at) => {
    const letter = layoutName(at + 1);
    return { layout: letter, name: `${name}-${letter}`, template: layoutTemplate(layout) };
  });
  return { name, template: styleTemplate(model, named), layouts: named };
}
