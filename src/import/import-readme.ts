import type { List } from "../list/list.ts";
import type { Paper } from "../list/paper.ts";
import { buildTaxonomy } from "./build-taxonomy.ts";
import type { EntryReading } from "./entry-reading.ts";
import { importReport, type ImportReport } from "./import-report.ts";
import { inferStyles } from "./infer-styles.ts";
import { joinPapers } from "./join-papers.ts";
import { keepTexts } from "./keep-texts.ts";
import { parseSource } from "./parse-source.ts";
import { planRegions, planRuns, tailOf, type RegionPlan } from "./plan-regions.ts";
import { readEntries } from "./read-entries.ts";
import { readStructure } from "./read-structure.ts";
import { orderKeyOf } from "./reading-order.ts";
import { regionTemplate, type RunTemplate } from "./region-template.ts";
import { withRegions } from "./with-regions.ts";

/** A README as a list with the templates that print it. */
export interface ImportedList {
  readonly list: List;
  /** By path under `templates/`. */
  readonly templates: ReadonlyMap<string, string>;
  /** The README with the marks of regions around its entries, and every other byte as it was. */
  readonly readme: string;
  readonly report: ImportReport;
}

/** The port by which what a template prints is known: the very engine that `build` uses. */
export interface ImportPorts {
  /** The lines of each paper by `templates/NAME.liquid`, as they are printed in its category; undefined where the template fails. */
  readonly printEntries: (
    templates: ReadonlyMap<string, string>,
    name: string,
    papers: readonly { readonly paper: Paper; readonly category: string; readonly number: number }[],
  ) => readonly (string | undefined)[];
}

export interface ImportOptions {
  /** Of the list, where the page has no heading of its own. */
  readonly title?: string;
}

/** Reads any README of papers. Pure and linear in its length; throws for no text. */
export function importReadme(original: string, { printEntries }: ImportPorts, options: ImportOptions = {}): ImportedList {
  const source = parseSource(original);
  const { text } = source;
  const structure = readStructure(source);
  const readings = readEntries(structure, source);
  const joined = joinPapers(readings);
  const left = new Set(joined.left);
  const runs = planRuns(readings, [...readings.keys()].filter((index) => !left.has(index)));
  const { paths } = buildTaxonomy(structure.sections, runs, () => undefined);
  const styles = inferStyles(readings, text);
  const kept = keepTexts({ papers: joined.papers, readings, runs, paths, styles, text, printEntries });
  const paperOf = new Map(kept.flatMap(({ paper, printed }) => [...printed.keys()].map((entry) => [entry, paper] as const)));
  const orders = runs.map(({ entries }) => entries.flatMap((entry) => paperOf.get(entry)?.id ?? []));
  const { taxonomy } = buildTaxonomy(structure.sections, runs, (run) => orders[run]);
  const list: List = {
    $schema: "./list.schema.json",
    title: titleOf(structure.sections, options.title),
    taxonomy,
    papers: kept.map(({ paper }) => paper),
  };
  const regions = planRegions(readings, runs, source);
  const names = regions.map(({ runs: [first] }) => (paths[first?.run ?? 0] ?? "papers").replaceAll("/", "."));
  const templates = new Map(styles.styles.map(({ name, template }) => [`${name}.liquid`, template]));
  const overall = orderKeyOf([...readings.keys()].flatMap((entry) => paperOf.get(entry) ?? []), "last");
  for (const [index, region] of regions.entries()) templates.set(`README.md/${names[index]}.liquid`, templateOf(region));
  const readme = withRegions(source, regions.map(({ span }, index) => ({ span, name: names[index] ?? "" })));
  return { list, templates, readme, report: importReport({ source, structure, readings, joined, kept, list }) };

  function templateOf(region: RegionPlan): string {
    return regionTemplate(region.runs.map(runOf), tailOf(region, readings, runs, source));
  }

  function runOf({ run, before, gaps }: RegionPlan["runs"][number]): RunTemplate {
    const { entries = [] } = runs[run] ?? {};
    const papers = entries.flatMap((entry) => paperOf.get(entry) ?? []);
    return {
      path: paths[run] ?? "",
      order: orderKeyOf(papers, overall),
      style: styles.styles[styles.styleOf[entries[0] ?? 0] ?? 0]?.name ?? "entry",
      before,
      papers: papers.map(({ id }, at) => ({ id, gap: gaps[at - 1] })),
      number: numbersOf(entries.flatMap((entry) => readings[entry] ?? [])),
    };
  }
}

/** Numbered on from the first, or all with the same number. */
function numbersOf(readings: readonly EntryReading[]): RunTemplate["number"] {
  const numbers = readings.map(({ fields }) => fields.find((field) => field.field === "number")?.value);
  const [first] = numbers;
  if (typeof first !== "number") return undefined;
  const counted = numbers.filter((number, at) => number === first + at).length;
  const same = numbers.filter((number) => number === first).length;
  return same > counted ? { all: first } : { first };
}

function titleOf(sections: readonly { readonly title: string; readonly form: string; readonly level: number }[], given: string | undefined): string {
  return given ?? sections.find(({ form, level }) => form === "heading" && level === 1)?.title ?? "Papers";
}
