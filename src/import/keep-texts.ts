import { makePaperId } from "../list/paper-id.ts";
import type { Paper } from "../list/paper.ts";
import type { Run } from "./build-taxonomy.ts";
import { countNumbers, type Numbering } from "./entry-numbers.ts";
import type { EntryReading } from "./entry-reading.ts";
import { entryTemplates, type InferredStyles, type KeptText } from "./entry-style.ts";
import type { ImportPorts } from "./import-readme.ts";
import type { JoinedPaper } from "./join-papers.ts";

/** How a paper comes out of the templates, and what was kept for it. */
export interface KeptPaper {
  readonly paper: Paper;
  /** Of each of its entries, by index of the reading. */
  readonly printed: ReadonlyMap<number, "from-fields" | "with-kept-parts" | "as-written">;
}

export interface KeepInput {
  readonly papers: readonly JoinedPaper[];
  readonly readings: readonly EntryReading[];
  readonly runs: readonly Run[];
  /** By index of a run. */
  readonly paths: readonly string[];
  /** By index of a run. */
  readonly numberings: readonly (Numbering | undefined)[];
  readonly styles: InferredStyles;
  readonly text: string;
  readonly printEntries: ImportPorts["printEntries"];
}

/** One entry, and what the template of its section makes of its paper. */
interface Printing {
  readonly paper: number;
  readonly entry: number;
  readonly category: string;
}

/**
 * Papers with what must be kept as written so that each entry is printed as it was: nothing where its fields do it, else the
 * parts that are written otherwise, else the whole entry. Three rounds, each only of those that the last did not print.
 */
export function keepTexts(input: KeepInput): readonly KeptPaper[] {
  const { papers, readings, styles, text } = input;
  const categoryOf = new Map(
    input.runs.flatMap(({ entries }, run) => entries.map((entry) => [entry, input.paths[run] ?? ""] as const)),
  );
  const numbers = new Map(
    input.runs.flatMap(({ entries }, run) => {
      const counted = countNumbers(input.numberings[run], entries.length);
      return entries.map((entry, at) => [entry, counted[at] ?? 1] as const);
    }),
  );
  const ids = idsOf(papers.map(({ paper }) => paper));
  const plain = papers.map(({ paper, entries }, index): Paper => {
    const categories = [...new Set(entries.map((entry) => categoryOf.get(entry) ?? ""))];
    return { ...paper, id: ids[index] ?? "", categories };
  });
  const printings = papers.flatMap(({ entries }, paper) =>
    entries.map((entry): Printing => ({ paper, entry, category: categoryOf.get(entry) ?? "" })),
  );
  const kept = papers.map(({ base }) => styles.keptOf(base, false));
  let wrong = printings.filter(({ paper }) => kept[paper]?.entry === true);
  wrong = [...wrong, ...misprints(printings.filter(({ paper }) => kept[paper]?.entry !== true))];
  // Where the entry that the fields are of came out otherwise, all parts that can be are kept.
  const again = new Set(
    wrong
      .filter(({ paper, entry }) => papers[paper]?.base === entry && kept[paper]?.entry !== true)
      .map(({ paper }) => paper),
  );
  for (const paper of again) kept[paper] = styles.keptOf(papers[paper]?.base ?? 0, true);
  wrong = [
    ...wrong.filter(({ paper }) => !again.has(paper)),
    ...misprints(printings.filter(({ paper }) => again.has(paper))),
  ];
  const wrongByPaper = Map.groupBy(wrong, ({ paper }) => paper);
  return papers.map(({ entries }, index) => {
    const asWritten = new Map(
      (wrongByPaper.get(index) ?? []).map(({ entry, category }) => [category, entryText(entry)] as const),
    );
    const isWhole = asWritten.size === (plain[index]?.categories.length ?? 0);
    const parts = isWhole ? {} : partsOf(kept[index] ?? {});
    const printed = new Map(
      entries.map((entry) => {
        const isKept = asWritten.has(categoryOf.get(entry) ?? "");
        return [
          entry,
          isKept ? "as-written" : Object.keys(parts).length > 0 ? "with-kept-parts" : "from-fields",
        ] as const;
      }),
    );
    return { paper: withTexts(plain[index] as Paper, parts, asWritten, isWhole), printed };
  });

  function misprints(some: readonly Printing[]): readonly Printing[] {
    const byStyle = Map.groupBy(some, ({ entry }) => styles.styleOf[entry] ?? 0);
    return [...byStyle].flatMap(([style, those]) => {
      const templates = entryTemplates(styles.styles);
      const asked = those.map(({ paper, entry, category }) => ({
        paper: withTexts(plain[paper] as Paper, partsOf(kept[paper] ?? {}), new Map(), false),
        category,
        number: numbers.get(entry) ?? 1,
      }));
      const lines = input.printEntries(templates, styles.styles[style]?.name ?? "entry", asked);
      return those.filter(({ entry }, at) => lines[at] !== `${entryText(entry)}\n`);
    });
  }

  function entryText(entry: number): string {
    const { start = 0, end = 0 } = readings[entry]?.source.span ?? {};
    return text.slice(start, end);
  }
}

function partsOf({ entry: _entry, ...parts }: KeptText): Omit<KeptText, "entry"> {
  return parts;
}

function withTexts(
  paper: Paper,
  parts: Omit<KeptText, "entry">,
  entries: ReadonlyMap<string, string>,
  isWhole: boolean,
): Paper {
  const [only] = entries.values();
  const isOne = isWhole && new Set(entries.values()).size === 1;
  const entry = entries.size === 0 ? undefined : isOne ? only : Object.fromEntries(entries);
  if (Object.keys(parts).length === 0 && entry === undefined) return paper;
  return { ...paper, asWritten: { ...parts, ...(entry !== undefined && { entry }) } };
}

/** A function of the papers, not of their order: who has the same words gets more of them. */
function idsOf(papers: readonly JoinedPaper["paper"][]): readonly string[] {
  const taken = new Set<string>();
  return papers.map((paper) => {
    const id = makePaperId({ ...paper, categories: [] }, taken);
    taken.add(id);
    return id;
  });
}
