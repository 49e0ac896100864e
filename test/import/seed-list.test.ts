import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { printEntries } from "../../src/app/print-entries.ts";
import { withoutRegions } from "../../src/import/without-regions.ts";
import { importReadme } from "../../src/import/import-readme.ts";
import { arxivMonth } from "../../src/list/arxiv-id.ts";
import { identifierInUrl } from "../../src/list/identifier-in-url.ts";
import { parseList } from "../../src/list/list-file.ts";
import type { Category, List } from "../../src/list/list.ts";
import type { Link, Paper } from "../../src/list/paper.ts";
import { buildImported } from "../support/build-imported.ts";

/** The list that this project began with, imported again, against our own list.json, in which its faults were mended by hand. */

const file = new URL("../../../shared/data/readmes/AoqunJin+Awesome-VLA-Post-Training.md", import.meta.url);
const isThere = existsSync(file);

describe.skipIf(!isThere)("the seed list, if it is there", () => {
  const original = isThere ? readFileSync(file, "utf8") : "";
  const imported = importReadme(original, { printEntries });
  const parsed = parseList(readFileSync(new URL("../../list.json", import.meta.url), "utf8"));
  const own = parsed.ok ? parsed.value : { title: "", taxonomy: [], papers: [] };
  const ours = byName(own);
  const theirs = byName(imported.list);

  it("has our papers, but the survey that the list belongs to", () => {
    expect([...ours.keys()].filter((name) => !theirs.has(name))).toEqual(["2506.20966"]);
    expect([...theirs.keys()].filter((name) => !ours.has(name))).toEqual([]);
  });

  it("says of them what our list says, but for faults of these kinds", () => {
    const counts: Record<string, number> = {};
    for (const [name, paper] of theirs) {
      for (const kind of differences(paper, ours.get(name))) counts[kind] = (counts[kind] ?? 0) + 1;
    }
    expect(counts).toEqual({
      "date-a-year-off": 5,
      "date-of-a-later-version": 1,
      "not-canonical": 7,
      tracked: 1,
      "label-of-another-kind": 2,
      "other-entry": 1,
    });
  });

  it("names these faults in its report", () => {
    const { remarks } = imported.report;
    const codes = Map.groupBy(remarks, ({ code }) => code);
    expect(codes.get("date-a-year-off")).toHaveLength(5);
    expect(codes.get("empty-link")).toHaveLength(4);
    expect(codes.get("not-canonical")).toHaveLength(6);
  });

  it("has our categories, by their titles", () => {
    expect(leaves(imported.list.taxonomy, titleOf)).toEqual(leaves(own.taxonomy, titleOf));
    for (const [name, paper] of theirs) {
      expect(categoriesOf(paper, imported.list)).toEqual(categoriesOf(ours.get(name), own));
    }
  });

  it("comes back byte for byte", async () => {
    expect(withoutRegions(await buildImported(imported))).toBe(original);
  });
});

function byName({ papers }: List): ReadonlyMap<string, Paper> {
  return new Map(papers.map((paper) => [paper.identifiers?.arxiv ?? paper.title, paper]));
}

function differences(imported: Paper, ours: Paper | undefined): readonly string[] {
  const kinds: string[] = [];
  if (imported.title !== ours?.title) kinds.push(`title: ${imported.title}`);
  if (imported.date !== ours?.date) kinds.push(dateFault(imported, ours?.date));
  const [links, mended] = [imported.links ?? [], ours?.links ?? []];
  for (const link of links) kinds.push(...linkFaults(link, mended));
  // Of a paper in two sections with two repositories the other one is kept in the entry as it is written there.
  if (links.length !== mended.length)
    kinds.push(typeof imported.asWritten?.entry === "object" ? "other-entry" : "links");
  return kinds;
}

function dateFault({ date = "", identifiers }: Paper, mended = ""): string {
  const month = arxivMonth(identifiers?.arxiv ?? "");
  if (mended !== month) return `date: ${date}, ${mended}`;
  return date.slice(4) === mended.slice(4) ? "date-a-year-off" : "date-of-a-later-version";
}

function linkFaults({ url, kind }: Link, mended: readonly Link[]): readonly string[] {
  if (mended.some((link) => link.url === url && link.kind === kind)) return [];
  if (mended.some((link) => link.url === url)) return ["label-of-another-kind"];
  const { value } = identifierInUrl(url) ?? {};
  if (value !== undefined && mended.some((link) => identifierInUrl(link.url)?.value === value))
    return ["not-canonical"];
  return mended.some((link) => link.url === url.split("?")[0]) ? ["tracked"] : [`link: ${url}`];
}

function leaves<T>(
  taxonomy: readonly Category[],
  valueOf: (category: Category, path: string) => T,
  above = "",
): readonly T[] {
  return taxonomy.flatMap((category) => {
    const path = `${above}${category.id}`;
    const below = category.categories ?? [];
    return below.length === 0 ? [valueOf(category, path)] : leaves(below, valueOf, `${path}/`);
  });
}

function titleOf({ title }: Category): string {
  return title;
}

function categoriesOf(paper: Paper | undefined, { taxonomy }: List): readonly string[] {
  const titles = new Map(leaves(taxonomy, ({ title }, path) => [path, title] as const));
  return (paper?.categories ?? []).map((path) => titles.get(path) ?? path).toSorted();
}
