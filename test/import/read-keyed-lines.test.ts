import { expect, it } from "vitest";
import { keyRoles } from "../../src/import/key-roles.ts";
import { parseSource } from "../../src/import/parse-source.ts";
import { readKeyedLines } from "../../src/import/read-keyed-lines.ts";
import { readStructure } from "../../src/import/read-structure.ts";
import { saidFields } from "../support/said-fields.ts";

const title = "- [Robots That Walk Far](https://arxiv.org/abs/2405.00001)";

function read(...markdown: readonly string[]) {
  const source = parseSource(["# Robots", "", ...markdown, ""].join("\n"));
  const { entries } = readStructure(source);
  const roles = keyRoles(entries, source.text);
  return entries.map((entry) => {
    const { fields, claimed } = readKeyedLines(entry, source, roles);
    return {
      said: saidFields(fields, source.text),
      claimed: claimed.map(({ start, end }) => source.text.slice(start, end)),
    };
  });
}

it.each([
  ["Ada Byron, Mary Hill", ["authors: Ada Byron,Mary Hill in Ada Byron, Mary Hill"]],
  ["Ada Byron, Mary Hill **CoRL 2024**", ["authors: Ada Byron,Mary Hill in Ada Byron, Mary Hill", "venue: CoRL 2024"]],
  ["Ada Byron", ["authors: Ada Byron"]],
  ["**Authors**: Ada Byron and Mary Hill", ["authors: Ada Byron,Mary Hill in Ada Byron and Mary Hill"]],
  ["**Authors:** Ada Byron, Mary Hill, et al.", ["authors: Ada Byron,Mary Hill in Ada Byron, Mary Hill"]],
  ["📅 Date: February 10, 2026", ["date: 2026-02-10 in February 10, 2026"]],
  ["Publish Date: 2024.13", ["date: undefined in 2024.13"]],
  ["Publisher: CoRL 2024", ["venue: CoRL 2024"]],
  [
    "Publisher: University of Ants, Bee Lab",
    ["institutions: University of Ants,Bee Lab in University of Ants, Bee Lab"],
  ],
  ["🏛️ Institutions: Unknown", ["institutions: Unknown"]],
  ["🔑 Key: [walking], [world model]", ["tag: walking", "tag: world model"]],
  ["关键词：行走；世界模型", ["tag: 行走", "tag: 世界模型"]],
  ["📖 TLDR: Robots walk **far**.", ["summary: Robots walk far. in Robots walk **far**."]],
  ["摘要: 机器人走得很远。", ["abstract: 机器人走得很远。"]],
  [
    "Code: https://github.com/ant/walky",
    ["link code: Code <https://github.com/ant/walky> in Code: https://github.com/ant/walky"],
  ],
  [
    "Project Page: [Walky](https://walky.example)",
    ["link website: Walky <https://walky.example> in Project Page: [Walky](https://walky.example)"],
  ],
])("reads %s", (line, said) => {
  expect(read(title, `  - ${line}`)).toEqual([{ said, claimed: [expect.stringContaining(line)] }]);
});

it("keeps what is nested below a key as it is written", () => {
  expect(
    read(title, "  - Summary：", "    - Robots walk.", "    - They walk *far*.", "  - Ada Byron, Mary Hill")[0]?.said,
  ).toEqual([
    "summary: - Robots walk.\n    - They walk *far*.",
    "authors: Ada Byron,Mary Hill in Ada Byron, Mary Hill",
  ]);
});

it("takes unknown words before a colon for a key only where several entries have them", () => {
  const entry = (at: number, line: string): readonly string[] => [
    `- [Robots That Walk ${at}](https://arxiv.org/abs/2405.0000${at})`,
    `  - ${line}`,
  ];
  const thrice = [1, 2, 3].flatMap((at) => entry(at, `Gait: trot ${at}`));
  expect(read(...thrice).map(({ said }) => said)).toEqual([["gait: trot 1"], ["gait: trot 2"], ["gait: trot 3"]]);
  expect(read(...entry(1, "Robots: they walk a long way"))).toEqual([{ said: [], claimed: [] }]);
});

it("reads bullets below a title that stands by itself", () => {
  const markdown = [
    "**Robots That Walk Far**",
    "",
    "- Paper: https://arxiv.org/abs/2405.00001",
    "- Homepage: https://walky.example",
  ];
  expect(read(...markdown)[0]?.said).toEqual([
    "link paper: Paper <https://arxiv.org/abs/2405.00001> in Paper: https://arxiv.org/abs/2405.00001",
    "link website: Homepage <https://walky.example> in Homepage: https://walky.example",
  ]);
});
