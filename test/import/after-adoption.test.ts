import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { printEntries } from "../../src/app/print-entries.ts";
import { importReadme } from "../../src/import/import-readme.ts";
import { checkList } from "../../src/list/check-list.ts";
import type { Category } from "../../src/list/list.ts";
import type { Paper } from "../../src/list/paper.ts";
import { readOutputEdits } from "../../src/render/read-output-edits.ts";
import { buildImported } from "../support/build-imported.ts";

const folder = new URL("../fixtures/import/", import.meta.url);
const names = globSync("*/README.md", { cwd: folder })
  .map((path) => path.split(/[\\/]/)[0] ?? "")
  .toSorted();
const adopt = (name: string) =>
  importReadme(readFileSync(new URL(`${name}/README.md`, folder), "utf8"), { printEntries });

/** As the look-up fills in a suggestion of a link: no nickname, institutions, notes, tags or marks. */
const suggested: Omit<Paper, "categories"> = {
  id: "rosetta-circuits",
  title: "Rosetta Circuits: Reading Ancient Hardware",
  authors: ["Ada Lovelace", "Grace Hopper", "Mary Somerville"],
  date: "2023-05-12",
  identifiers: { arxiv: "2305.07759" },
  links: [
    { kind: "paper", url: "https://arxiv.org/abs/2305.07759" },
    { kind: "code", url: "https://github.com/lovelace/rosetta" },
  ],
};
const [pdf, code] = ["https://arxiv.org/abs/2305.07759", "https://github.com/lovelace/rosetta"];

describe("a new paper in an adopted list", () => {
  it.each([
    ["bare-urls", ["**T**", "", `- Paper: ${pdf}`, `- Code: ${code}`]],
    ["bibliographic", [`**[6]** A, B, and C. "**T**." (2023). [[pdf]](${pdf}) [[Code]](${code})`]],
    ["bold-title", ["**T** \\", "*A, B, C* \\", `[[Paper](${pdf})] [[Github](${code})] \\`, "12 May 2023"]],
    ["bullets-date-first", [`* **[2023-05]** T. ([Paper](${pdf}), [Code](${code}))`]],
    [
      "chinese",
      ["- **T**", "  - 作者：A、B、C", "  - 日期：2023年5月12日", `  - 论文：[arXiv](${pdf})　代码：[GitHub](${code})`],
    ],
    ["crlf-bom", [`5. *T* [paper](${pdf}) | [code](${code})\r`]],
    ["heading-each", ["### 5. T", "", "**Authors**: A, B, C", "", `[📄 Paper](${pdf}) | [💻 Code](${code})`]],
    ["html-inside", [`- **T**<br><sub>A, B, C</sub><br>[[Paper]](${pdf}) [[Code]](${code})`]],
    ["sub-bullets", [`- [T](${pdf})`, "    - A, B, C", "    - 📅 Date: May 12, 2023"]],
    [
      "table",
      [
        `|2023.05|T|[[pdf]](${pdf})|[[Code]](${code}) ![](https://img.shields.io/github/stars/lovelace/rosetta.svg?style=social)||`,
      ],
    ],
    ["two-styles", [`| T | A, B, C | 2023 | [arXiv](${pdf}), [code](${code}) |`]],
    ["year-in-heading", [`- [T](${pdf}) — A, B, C`]],
  ] as const)("is written as the entries of %s are", async (name, expected) => {
    const imported = adopt(name);
    const { list } = imported;
    const before = (await buildImported(imported)).split("\n");
    const categories = [lastLeaf(list.taxonomy)];
    const after = await buildImported({
      ...imported,
      list: { ...list, papers: [...list.papers, { ...suggested, categories }] },
    });
    const added = addedLines(before, after.split("\n")).filter(
      (line, at, all) => line.trim() !== "" || (at > 0 && at < all.length - 1),
    );
    const short = added.map((line) =>
      line
        .replace(suggested.title, "T")
        .replace("Ada Lovelace", "A")
        .replace("Grace Hopper", "B")
        .replace("Mary Somerville", "C"),
    );
    expect(short).toEqual(expected);
  });
});

describe.each(names)("the adopted list %s", (name) => {
  const imported = adopt(name);
  const { list, templates } = imported;

  it("has no mistake", () => {
    expect(checkList(list).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("says of an edit in each of its lines what changed, or that it is not understood, and never another paper", async () => {
    const before = await buildImported(imported);
    for (const { id, title } of list.papers) {
      const after = before.replace(title, `${title} Revisited`);
      const edits = await readOutputEdits({ before, after, path: "README.md", list, templates });
      const ids = edits.changes.map((change) => (change.kind === "edit" ? change.id : change.kind));
      expect(ids.filter((one) => one !== id)).toEqual([]);
    }
  });
});

it.each([
  [
    "a title",
    "Reflexion: Language Agents",
    "Reflexion: Better Agents",
    "reflexion-language-agents-with-verbal-reinforcement",
    "title",
  ],
  ["a date", "**[2024-05]** SWE", "**[2024-06]** SWE", "swe-agent-agent-computer-interfaces-enable", "date"],
  [
    "an address",
    "https://webarena.dev",
    "https://webarena.example",
    "webarena-a-realistic-web-environment-for",
    "links",
  ],
] as const)("reads %s back that a person edits in the README", async (_name, from, to, id, field) => {
  const imported = adopt("bullets-date-first");
  const { list, templates } = imported;
  const before = await buildImported(imported);
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  const { changes, notUnderstood } = await readOutputEdits({ before, after, path: "README.md", list, templates });
  expect(notUnderstood).toEqual([]);
  expect(changes).toMatchObject([{ kind: "edit", id }]);
  expect(changes.flatMap((change) => (change.kind === "edit" ? Object.keys(change.set) : []))).toEqual([field]);
});

function lastLeaf(taxonomy: readonly Category[], above = ""): string {
  const { id = "", categories } = taxonomy.at(-1) ?? {};
  return categories === undefined ? `${above}${id}` : lastLeaf(categories, `${above}${id}/`);
}

function addedLines(before: readonly string[], after: readonly string[]): readonly string[] {
  const start = before.findIndex((line, at) => line !== after[at]);
  return after.slice(start, start + after.length - before.length);
}
