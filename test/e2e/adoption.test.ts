import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { printEntries } from "../../src/app/print-entries.ts";
import { importReadme } from "../../src/import/import-readme.ts";
import { printCorrection } from "../../src/intake/print-form.ts";
import type { WrittenCorrection } from "../../src/intake/read-correction.ts";
import type { CorrectionField } from "../../src/list/correction-fields.ts";
import { fastPaces } from "../../src/local-sources/fast-paces.ts";
import type { KnownPaper } from "../../src/local-sources/known-paper.ts";
import { startLocalSources, type LocalSources } from "../../src/local-sources/start.ts";
import { createMetadata } from "../../src/metadata/create-metadata.ts";
import type { Metadata } from "../../src/metadata/metadata.ts";
import { startLoop, type Loop } from "../support/loop.ts";
import { form } from "../support/suggestion.ts";

/** Lists that were adopted with `import`, and the whole loop on them: what is new is written as the list writes. */

const known: KnownPaper = {
  title: "Rosetta Circuits: Reading Ancient Hardware",
  authors: ["Ada Lovelace", "Grace Hopper", "Mary Somerville"],
  abstract: "A machine that is read like a text.",
  arxiv: { id: "2305.07759", submitted: "2023-05-12" },
};
const link = "https://arxiv.org/abs/2305.07759";
const code = "https://github.com/lovelace/rosetta";

interface Adopted {
  readonly name: string;
  readonly file: URL;
  /** Where the paper is suggested. */
  readonly category: string;
  /** Lines of the new entry, with the empty line that parts it. */
  readonly entry: readonly string[];
  /** What stands before the new entry, and behind it. */
  readonly between: readonly [RegExp, RegExp];
  /** An imported paper, by its arXiv id, and words of its title. */
  readonly other: { readonly arxiv: string; readonly words: string };
}

const fixture = (name: string): URL => new URL(`../fixtures/import/${name}/README.md`, import.meta.url);
const shared = (name: string): URL => new URL(`../../../shared/data/readmes/${name}.md`, import.meta.url);

const lists: readonly Adopted[] = [
  {
    name: "bullets by date, oldest first",
    file: fixture("bullets-date-first"),
    category: "many-agents",
    entry: [`* **[2023-05]** ${known.title}. ([Paper](${link}), [Code](${code}))`, ""],
    between: [/^\* \*\*\[2023-03\]\*\* CAMEL/, /^\* \*\*\[2023-08\]\*\* MetaGPT/],
    other: { arxiv: "2405.15793", words: "Agent-Computer Interfaces" },
  },
  {
    name: "rows of a table, oldest first",
    file: fixture("table"),
    category: "weights-and-activations",
    entry: [
      `|2023.05|${known.title}|[[pdf]](${link})|[[Code]](${code}) ![](https://img.shields.io/github/stars/lovelace/rosetta.svg?style=social)||`,
    ],
    between: [/^\|2022\.11\|.*SmoothQuant/, /^\|2023\.08\|.*OmniQuant/],
    other: { arxiv: "2301.00774", words: "Massive Language Models" },
  },
  {
    name: "a heading for each paper",
    file: fixture("heading-each"),
    category: "faster",
    entry: [
      "",
      `### 5. ${known.title}`,
      "",
      "**Authors**: Ada Lovelace, Grace Hopper, Mary Somerville",
      "",
      "<details span>",
      "<summary><b>Abstract</b></summary>",
      known.abstract,
      "</details>",
      "",
      `[📄 Paper](${link}) | [💻 Code](${code})`,
    ],
    between: [/^\[📄 Paper\]\(https:\/\/arxiv\.org\/pdf\/2304\.06706/, /./],
    other: { arxiv: "2304.06706", words: "Grid-Based" },
  },
  {
    name: "the list of post-training, if it is there",
    file: shared("AoqunJin+Awesome-VLA-Post-Training"),
    category: "deepening-task-comprehension/human-robot-interaction",
    entry: [`* **[2023-05]** ${known.title}. ([Paper](${link}), [Code](${code}))`, ""],
    between: [/./, /^\* \*\*\[2023-10\]/],
    other: { arxiv: "2506.07961", words: "Input-Output Alignment" },
  },
  {
    name: "the list of humanoid robots, newest first, if it is there",
    file: shared("YanjieZe+awesome-humanoid-robot-learning"),
    category: "navigation",
    entry: [`- [2023.05](${link}), ${known.title}, [code](${code})`],
    between: [/^- arXiv 2025\.07/, /./],
    other: { arxiv: "2409.20514", words: "Imitating Dynamically-feasible" },
  },
  {
    name: "the list of GUI agents, with lines below each title, if it is there",
    file: shared("OSU-NLP-Group+GUI-Agents-Paper-List"),
    category: "recent-papers-from-most-recent-to",
    entry: [
      "",
      `- [${known.title}](${link})`,
      "    - Ada Lovelace, Grace Hopper, Mary Somerville",
      "    - 📅 Date: May 12, 2023",
    ],
    between: [/./, /./],
    other: { arxiv: "2602.09662", words: "Tree-Structured Verifiable Evolution" },
  },
];

describe.each(lists)("$name", ({ file, category, entry, between, other }) => {
  const isThere = existsSync(file);
  let sources: LocalSources;
  let metadata: Metadata;
  let loop: Loop;
  let imported: ReturnType<typeof importReadme>;

  beforeAll(async () => {
    if (!isThere) return;
    imported = importReadme(readFileSync(file, "utf8"), { printEntries });
    const { list, templates, readme } = imported;
    sources = await startLocalSources([known]);
    const settings = { ...sources.urls, mailto: undefined };
    metadata = createMetadata({ settings, version: "0.0.0", paces: fastPaces, now: Date.now });
    const paths = [...templates].map(([path, text]) => [`templates/${path}`, text] as const);
    loop = await startLoop({ sources: metadata, list, files: { ...Object.fromEntries(paths), "README.md": readme } });
  });
  afterAll(async () => {
    if (!isThere) return;
    await loop.close();
    await metadata.close();
    await sources.close();
  });

  const readme = async (): Promise<readonly string[]> => ((await loop.file("README.md")) ?? "").split("\n");
  const openPull = async () => {
    const { data } = await loop.as("lab").rest.pulls.list({ ...loop.route, state: "open" });
    const [pull, ...more] = data;
    if (pull === undefined || more.length > 0) throw new Error(`${data.length} pull requests are open`);
    return pull;
  };
  const accept = async (): Promise<void> => {
    await loop.as("maintainer").rest.pulls.merge({ ...loop.route, pull_number: (await openPull()).number });
    await loop.settle();
  };
  const correct = (kind: WrittenCorrection["kind"], answers: Partial<Record<CorrectionField["name"], string>>) =>
    loop.suggest(
      printCorrection({ kind, answers: new Map(Object.entries(answers) as [CorrectionField["name"], string][]) }),
      kind === "edit" ? "Correct: a paper" : "Remove: a paper",
    );

  it.skipIf(!isThere)("is left as it was imported", async () => {
    expect(await loop.file("README.md")).toBe(imported.readme);
    expect((await loop.as("lab").rest.pulls.list({ ...loop.route, state: "all" })).data).toEqual([]);
  });

  it.skipIf(!isThere)("takes a suggestion in as an entry of its own style, in its place", async () => {
    const before = await readme();
    await loop.suggest(form({ links: link, code, categories: category }));
    const pull = await openPull();
    // What number an entry will have, the preview does not know.
    const preview = inWords(pull.body ?? "");
    for (const line of entry) expect(preview).toContain(inWords(line).replace(/^\d+ /, ""));
    await accept();
    const { removed, added, last, next } = changedLines(before, await readme());
    expect({ removed, added }).toEqual({ removed: [], added: entry });
    expect(last).toMatch(between[0]);
    expect(next).toMatch(between[1]);
  });

  it.skipIf(!isThere)("changes by a corrected title in those words alone", async () => {
    const before = await loop.file("README.md");
    const paper = imported.list.papers.find(({ identifiers }) => identifiers?.arxiv === other.arxiv);
    await correct("edit", { paper: other.arxiv, title: paper?.title.replace(other.words, "Something Else") ?? "" });
    await accept();
    expect(before).toContain(other.words);
    expect(await loop.file("README.md")).toBe(before?.replaceAll(other.words, "Something Else"));
  });

  it.skipIf(!isThere)("loses by a removal the lines of that entry alone", async () => {
    const before = await readme();
    await correct("remove", { paper: link, reason: "It is retracted." });
    await accept();
    const { removed, added } = changedLines(before, await readme());
    expect({ removed, added }).toEqual({ removed: entry, added: [] });
    expect((await loop.file("README.md"))?.replaceAll("Something Else", other.words)).toBe(imported.readme);
  });
});

/** The one run of lines that is different, and the lines with words around it. */
function changedLines(before: readonly string[], after: readonly string[]) {
  const start = before.findIndex((line, at) => line !== after[at]);
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return {
    removed: before.slice(start, before.length - end),
    added: after.slice(start, after.length - end),
    last: after.slice(0, start).findLast((line) => /\w/.test(line)) ?? "",
    next: after.slice(after.length - end).find((line) => /\w/.test(line)) ?? "",
  };
}

/** A preview is Markdown that may have been printed anew: its words in order are what must be the same. */
function inWords(markdown: string): string {
  return (markdown.match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}
