import type { List } from "../list/list.ts";
import type { Paper } from "../list/paper.ts";
import { buildTaxonomy } from "./build-taxonomy.ts";
import { numberingOf } from "./entry-numbers.ts";
import { entryTemplates } from "./entry-style.ts";
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
import { varyingWordsAsNotes } from "./varying-words.ts";
import { widenNotes } from "./widen-notes.ts";
import { withRegions } from "./with-regions.ts";
import { withoutRegions } from "./without-regions.ts";

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
export function importReadme(
  original: string,
  { printEntries }: ImportPorts,
  options: ImportOptions = {},
): ImportedList {
  const source = parseSource(withoutRegions(original));
  const { text } = source;
  const structure = readStructure(source);
  const readings = widenNotes(varyingWordsAsNotes(readEntries(structure, source), text), text);
  const styles = inferStyles(readings, text);
  const joined = joinPapers(readings, styles);
  const left = new Set(joined.left);
  const runs = planRuns(
    readings,
    [...readings.keys()].filter((index) => !left.has(index)),
  );
  const { paths } = buildTaxonomy(structure.sections, runs, () => undefined);
  const numberings = runs.map((run) => numberingOf(run, readings));
  const kept = keepTexts({ papers: joined.papers, readings, runs, paths, numberings, styles, text, printEntries });
  const paperOf = new Map(
    kept.flatMap(({ paper, printed }) => [...printed.keys()].map((entry) => [entry, paper] as const)),
  );
  const papersOf = runs.map(({ entries }) => entries.flatMap((entry) => paperOf.get(entry) ?? []));
  const { taxonomy } = buildTaxonomy(structure.sections, runs, (run) => papersOf[run]?.map(({ id }) => id));
  const list: List = {
    $schema: "./list.schema.json",
    title: titleOf(structure.sections, options.title),
    taxonomy,
    papers: kept.map(({ paper }) => paper),
  };
  const regions = planRegions(readings, runs, source);
  const names = regions.map(({ runs: [first] }) => (paths[first?.run ?? 0] ?? "papers").replaceAll("/", "."));
  // Entries that stay as text may have had a style of their own; nothing would use it.
  const used = styles.styles.filter((style, index) => index === 0 || runs.keys().some((run) => styleOf(run) === style));
  const templates = entryTemplates(used);
  const overall = orderKeyOf(papersOf, "last");
  for (const [index, region] of regions.entries())
    templates.set(`README.md/${names[index]}.liquid`, templateOf(region));
  const readme = withRegions(
    source,
    regions.map(({ span }, index) => ({ span, name: names[index] ?? "" })),
  );
  return { list, templates, readme, report: importReport({ source, structure, readings, joined, kept, list }) };

  function styleOf(run: number): (typeof styles.styles)[number] | undefined {
    return styles.styles[styles.styleOf[runs[run]?.entries[0] ?? 0] ?? 0];
  }

  function templateOf(region: RegionPlan): string {
    return regionTemplate(region.runs.map(runOf), tailOf(region, readings, runs, source));
  }

  function runOf({ run, before, gaps }: RegionPlan["runs"][number]): RunTemplate {
    const papers = papersOf[run] ?? [];
    return {
      path: paths[run] ?? "",
      order: orderKeyOf([papers], overall),
      style: styleOf(run)?.name ?? "entry",
      before,
      papers: papers.map(({ id }, at) => ({ id, gap: gaps[at - 1] })),
      number: numberings[run],
    };
  }
}

function titleOf(
  sections: readonly { readonly title: string; readonly form: string; readonly level: number }[],
  given: string | undefined,
): string {
  return sections.find(({ form, level }) => form === "heading" && level === 1)?.title ?? given ?? "Papers";
}
