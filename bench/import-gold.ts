import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { parseIdentifier } from "../src/list/identifiers.ts";

/** What an import says of one paper, as far as it is scored. */
export interface ScoredPaper {
  readonly title: string;
  readonly authors?: readonly string[];
  readonly date?: string;
  readonly links?: readonly { readonly url: string }[];
}

/** Shares from 0 to 1 of what the maintainers' own data says that the import says too, by exact match after white space. */
export interface GoldScore {
  /** Of the papers that the README holds: those of either side that were found on the other. */
  readonly matched: number;
  readonly title: number;
  readonly authors: number;
  /** At the precision that the maintainers give. */
  readonly date: number;
  readonly links: number;
  /** For people: the first differences. */
  readonly differences: readonly string[];
}

const folder = new URL("../../shared/data/gold/", import.meta.url);

/** The two README whose maintainers keep the same papers as data, and where that data is. */
const golds: ReadonlyMap<string, { readonly file: string; readonly paperOf: (record: GoldRecord) => ScoredPaper }> =
  new Map([
    [
      "MrNeRF+awesome-3D-gaussian-splatting@2024-12-30.md",
      { file: "MrNeRF+awesome-3D-gaussian-splatting@2024-12-30.yaml", paperOf: ofSplatting },
    ],
    [
      "OSU-NLP-Group+GUI-Agents-Paper-List.md",
      { file: "OSU-NLP-Group+GUI-Agents-Paper-List.papers.yaml", paperOf: ofAgents },
    ],
  ]);

type GoldRecord = Readonly<Record<string, unknown>>;

/** Undefined where there is no such data: of this README, or on this machine. */
export function scoreGold(readme: string, papers: readonly ScoredPaper[]): GoldScore | undefined {
  const gold = golds.get(readme);
  if (gold === undefined || !existsSync(new URL(gold.file, folder))) return undefined;
  const records = (parse(readFileSync(new URL(gold.file, folder), "utf8")) as readonly GoldRecord[]).map(gold.paperOf);
  const pairs = pair(records, papers);
  const differences: string[] = [];
  const share = (
    name: string,
    said: (paper: ScoredPaper) => readonly string[],
    isTold: (want: string, got: readonly string[]) => boolean,
  ): number => {
    const all = pairs.flatMap(([record, paper]) => said(record).map((want) => ({ want, got: said(paper), paper })));
    const wrong = all.filter(({ want, got }) => !isTold(want, got));
    differences.push(
      ...wrong.slice(0, 20).map(({ want, got, paper }) => `${name} of ${paper.title}: ${want} | ${got.join(", ")}`),
    );
    return (all.length - wrong.length) / Math.max(1, all.length);
  };
  const includes = (want: string, got: readonly string[]): boolean => got.includes(want);
  return {
    matched: new Set(pairs.map(([, paper]) => paper)).size / Math.min(records.length, papers.length),
    title: share("title", ({ title }) => [squeezed(title)], includes),
    authors: share(
      "authors",
      ({ authors = [] }) => (authors.length === 0 ? [] : [squeezed(authors.join(", "))]),
      includes,
    ),
    date: share(
      "date",
      ({ date }) => (date === undefined ? [] : [date]),
      (want, got) => got[0]?.startsWith(want) === true,
    ),
    links: share("links", ({ links = [] }) => links.map(({ url }) => url.trim()), includes),
    differences,
  };
}

function ofSplatting(record: GoldRecord): ScoredPaper {
  return {
    ...told(record),
    authors:
      textOf(record, "authors")
        ?.split(/,\s*|\s+and\s+/u)
        .filter((name) => name !== "") ?? [],
    links: ["paper", "project_page", "code", "video"]
      .flatMap((key) => textOf(record, key) ?? [])
      .map((url) => ({ url })),
  };
}

function ofAgents(record: GoldRecord): ScoredPaper {
  return {
    ...told(record),
    authors: record["authors"] as readonly string[],
    links: [{ url: textOf(record, "link") ?? "" }],
  };
}

function told(record: GoldRecord): ScoredPaper {
  const date = textOf(record, "date") ?? textOf(record, "year");
  return { title: textOf(record, "title") ?? "", ...(date !== undefined && { date }) };
}

function textOf(record: GoldRecord, key: string): string | undefined {
  const value = record[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** By the address or the arXiv id of a link, else by the letters of the title. */
function pair(
  records: readonly ScoredPaper[],
  papers: readonly ScoredPaper[],
): readonly (readonly [ScoredPaper, ScoredPaper])[] {
  const byName = new Map(papers.toReversed().flatMap((paper) => namesOf(paper).map((name) => [name, paper] as const)));
  return records.flatMap((record) => {
    const name = namesOf(record).find((one) => byName.has(one));
    const paper = name === undefined ? undefined : byName.get(name);
    return paper === undefined ? [] : [[record, paper] as const];
  });
}

function namesOf({ title, links = [] }: ScoredPaper): readonly string[] {
  const ids = links.flatMap(({ url }) => parseIdentifier(url)?.value ?? []);
  return [title.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ""), ...ids];
}

function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
