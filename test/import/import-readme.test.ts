import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { printEntries } from "../../src/app/print-entries.ts";
import { importReadme } from "../../src/import/import-readme.ts";
import { withoutRegions } from "../../src/import/without-regions.ts";
import type { Paper } from "../../src/list/paper.ts";
import { buildImported } from "../support/build-imported.ts";

interface Expected {
  readonly entries: number;
  readonly papers: number;
  readonly categories: number;
  /** Of some papers, known by their title: what they must say, among other things. */
  readonly fields: readonly (Partial<Paper> & Pick<Paper, "title">)[];
}

const folder = new URL("../fixtures/import/", import.meta.url);
const fixtures = globSync("*/README.md", { cwd: folder })
  .map((path) => path.split(/[\\/]/)[0] ?? "")
  .toSorted()
  .map((name) => {
    const original = readFileSync(new URL(`${name}/README.md`, folder), "utf8");
    const expected = JSON.parse(readFileSync(new URL(`${name}/expected.json`, folder), "utf8")) as Expected;
    return { name, original, expected, imported: importReadme(original, { printEntries }) };
  });

describe.each(fixtures)("the list $name", ({ original, expected, imported }) => {
  const { list, report } = imported;

  it("has these entries, papers and categories", () => {
    const { entries, papers, categories } = expected;
    expect(report).toMatchObject({ entries, papers, categories, notUnderstood: [] });
  });

  it.each(expected.fields)("says of $title what it says there", (paper) => {
    expect(list.papers.find(({ title }) => title === paper.title)).toMatchObject(paper);
  });

  it("comes back byte for byte, as imported and as built", async () => {
    expect(withoutRegions(imported.readme)).toBe(original);
    expect(withoutRegions(await buildImported(imported))).toBe(original);
  });

  it("is the same list when what was built of it is imported", async () => {
    const built = await buildImported(imported);
    const again = importReadme(built, { printEntries });
    expect(again.readme).toBe(imported.readme);
    expect(again.list).toEqual(list);
    expect(again.templates).toEqual(imported.templates);
  });

  it("changes by an edited title in that title alone", async () => {
    const printed = list.papers.filter(({ asWritten }) => asWritten?.entry === undefined);
    const edited = printed.filter((_, at) => at % 3 === 0);
    expect(printed.length).toBeGreaterThanOrEqual(list.papers.length * 0.75);
    const papers = list.papers.map((paper) =>
      edited.includes(paper) ? { ...paper, title: `${paper.title} Revisited` } : paper,
    );
    const before = await buildImported(imported);
    const after = await buildImported({ ...imported, list: { ...list, papers } });
    expect(after.replaceAll(" Revisited", "")).toBe(before);
    const entries = edited.reduce((sum, { categories }) => sum + categories.length, 0);
    expect(after.split(" Revisited")).toHaveLength(entries + 1);
  });
});

const fine = "- [Mamba](https://arxiv.org/abs/2312.00752): Linear-Time Sequence Modeling with Selective State Spaces";
const other = "- [Hyena Hierarchy](https://arxiv.org/abs/2302.10866): Towards Larger Convolutional Language Models";
const nested = Array.from({ length: 20 }, (_, depth) => `${"  ".repeat(depth)}- Part ${depth}`).join("\n");

describe("a README that is hard to read", () => {
  it.each([
    ["is empty", "", 0],
    ["holds no paper", "# A tool\n\nInstall it, then run it.\n\n- [Docs](https://docs.example.org)\n", 0],
    ["holds a hundred thousand lines", `# Log\n\n${"Nothing to see on this line.\n\n".repeat(50_000)}`, 0],
    ["opens details and closes none", `# A\n\n<details>\n<summary>More</summary>\n\n${fine}\n${other}\n`, 2],
    [
      "has ragged rows",
      "# A\n\n| Title | Paper |\n| --- | --- |\n| Long Short-Term Memory | [doi](https://doi.org/10.1162/neco.1997.9.8.1735) | more | more |\n| Distilling the Knowledge in a Neural Network |\n| Mamba: Linear-Time Sequence Modeling | [pdf](https://arxiv.org/abs/2312.00752)\n",
      3,
    ],
    ["nests lists twenty deep", `# A\n\n${nested}\n${"  ".repeat(20)}${fine}\n${"  ".repeat(20)}${other}\n`, 2],
    ["shows entries in code", `# A\n\nWrite entries so:\n\n\`\`\`md\n${fine}\n${other}\n\`\`\`\n`, 0],
    [
      "has links by reference",
      "# A\n\n- [Mamba: Linear-Time Sequence Modeling][1]\n- [Hyena Hierarchy][hyena]\n\n[1]: https://arxiv.org/abs/2312.00752\n[hyena]: https://arxiv.org/abs/2302.10866\n",
      2,
    ],
    ["holds characters of no text", `# A\n\n${fine} \uFFFD\n${other} \uD800 \u0001\n- \u0000\n`, 2],
    ["opens brackets without end", `# A\n\n${fine}\n- ${"[".repeat(3_000)}a](https://arxiv.org/abs/2302.10866)\n`, 1],
    ["stresses without end", `# A\n\n${fine}\n- ${"*a_ ".repeat(2_000)}\n`, 2],
    ["quotes without end", `# A\n\n${">".repeat(300)} ${fine}\n`, 0],
    [
      "is one line of cells",
      `# A\n\n| a |${" b |".repeat(5_000)}\n| - |${" - |".repeat(5_000)}\n| ${"|".repeat(5_000)}\n`,
      0,
    ],
    ["has template code in its entries", `# A\n\n${fine} {{ paper.id }} {% raw %}\n${other} {% endraw %} {{\n`, 2],
  ])(
    "%s: it comes back, and what was found is told",
    async (_, original, entries) => {
      const imported = importReadme(original, { printEntries });
      expect(imported.report.entries).toBe(entries);
      expect(withoutRegions(imported.readme)).toBe(original);
      expect(imported.list.papers.length === 0 ? original : withoutRegions(await buildImported(imported))).toBe(
        original,
      );
      // No measurement: it only tells a hang from a busy machine.
    },
    300_000,
  );
});

it("gives a section without numbers a template of its own beside numbered ones", () => {
  const entry = (id: number) =>
    `**[On the Cooking of Potatoes, Part ${id}](https://arxiv.org/abs/2401.0000${id})** Wait.`;
  const original = `# A\n\n## B\n\n${[1, 2, 3, 4].map((id) => `${id}. ${entry(id)}`).join("\n")}\n\n## C\n\n${[5, 6].map((id) => `- ${entry(id)}`).join("\n")}\n`;
  const { list, templates } = importReadme(original, { printEntries });
  expect(list.papers.filter(({ asWritten }) => asWritten !== undefined)).toEqual([]);
  expect(templates.get("entry-2.liquid")).toContain("- **[{{ paper.title }}]({{ paper.headLink.url }})**");
});

it("asks in a template for nothing twice: what ends a link is there where it begins", () => {
  const entry = (words: string, id: number) =>
    `- **On the Boiling of Eggs, Part ${id}** [[${words}](https://arxiv.org/abs/2401.0000${id})]`;
  const entries = ["CVPR 2024", "Website", "ICCV 2023", "Website"].map(entry);
  const { templates } = importReadme(`# A\n\n## B\n\n${entries.join("\n")}\n`, { printEntries });
  expect(templates.get("entry.liquid")).toContain("{% if paper.headLink %}");
  expect(templates.get("entry.liquid")).not.toContain("{% elsif paper.headLink %}[");
});

it("prints the date of a new paper only where it has no venue, if that is how the list is written", async () => {
  const entry = (when: string, id: number) =>
    `- **On the Peeling of Carrots, Part ${id}.** ${when}. [paper](https://arxiv.org/abs/2401.0000${id})`;
  const original = `# A\n\n## B\n\n${["CVPR 2024", "2024", "ICCV 2023", "2023"].map(entry).join("\n")}\n`;
  const imported = importReadme(original, { printEntries });
  const paper = {
    id: "new",
    title: "Carrots",
    date: "2024-09",
    venue: "ICLR 2025",
    categories: ["b"],
    links: [{ kind: "paper", url: "https://arxiv.org/abs/2409.12345" }],
  } as const;
  const { list } = imported;
  const built = await buildImported({ ...imported, list: { ...list, papers: [...list.papers, paper] } });
  expect(built).toContain("- **Carrots.** ICLR 2025. [paper](https://arxiv.org/abs/2409.12345)\n");
});

it("keeps an entry that stays as text when the paper behind it is removed", async () => {
  const entry = (id: number) => `- [On the Mashing of Turnips, Part ${id}](https://arxiv.org/abs/2401.0000${id})`;
  const original = `# A\n\n## B\n\n${[1, 2, 1, 3, 4].map(entry).join("\n")}\n\nEnd.\n`;
  const imported = importReadme(original, { printEntries });
  const [taxonomy] = imported.list.taxonomy;
  const papers = imported.list.papers.filter(({ title }) => !title.endsWith("3"));
  const order = taxonomy?.order?.filter((id) => papers.some((paper) => paper.id === id)) ?? [];
  const list = { ...imported.list, papers, taxonomy: taxonomy === undefined ? [] : [{ ...taxonomy, order }] };
  const built = withoutRegions(await buildImported({ ...imported, list }));
  expect(built).toBe(`# A\n\n## B\n\n${[1, 2, 4, 1].map(entry).join("\n")}\n\nEnd.\n`);
});
