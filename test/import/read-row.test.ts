import { expect, it } from "vitest";
import { columnRoles } from "../../src/import/column-roles.ts";
import { parseSource } from "../../src/import/parse-source.ts";
import { readRow } from "../../src/import/read-row.ts";
import { readStructure } from "../../src/import/read-structure.ts";
import { saidFields } from "../support/said-fields.ts";

function read(table: readonly string[]) {
  const source = parseSource(["# Robots", "", ...table, ""].join("\n"));
  const { entries } = readStructure(source);
  const roles = columnRoles(entries);
  return entries.map((entry) => {
    const reading = readRow(entry, source, roles.get(entry.block.start) ?? []);
    return { ...reading, said: saidFields(reading.fields, source.text) };
  });
}

it.each([
  {
    name: "a date, a title with marks, a nickname and institutions, badges and stars",
    table: [
      "|Date|Title|Paper|Code|Recom|",
      "|:---:|:---:|:---:|:---:|:---:|",
      "|2024.05|🔥[**Walky**] Walky: Robots That Walk(@Ant Labs&Bee)|[[pdf]](https://arxiv.org/abs/2405.00001)|[[walky]](https://github.com/ant/walky) ![](https://img.shields.io/github/stars/ant/walky.svg)|⭐️⭐️ |",
    ],
    said: [
      "date: 2024-05 in 2024.05",
      "mark: 🔥",
      "nickname: Walky",
      "title: Walky: Robots That Walk",
      "institutions: Ant Labs,Bee in Ant Labs&Bee",
      "link paper: pdf <https://arxiv.org/abs/2405.00001> in [[pdf]](https://arxiv.org/abs/2405.00001)",
      "link code: walky <https://github.com/ant/walky> in [[walky]](https://github.com/ant/walky)",
      "repository: ant/walky",
      "mark: ⭐️",
      "mark: ⭐️",
    ],
  },
  {
    name: "a badge that is the link, the title below it, a venue with its year, and nothing there",
    table: [
      "| Model | Paper | Venue | Website |",
      "|:-:|:-|:-:|:-:|",
      "| `Walky` | [![arXiv](https://img.shields.io/badge/arXiv-2405.00001-red)](https://arxiv.org/abs/2405.00001)<br>Walky: Robots That Walk. | CoRL 2024 | - |",
    ],
    said: [
      "nickname: Walky",
      "link paper: arXiv <https://arxiv.org/abs/2405.00001> in [![arXiv](https://img.shields.io/badge/arXiv-2405.00001-red)](https://arxiv.org/abs/2405.00001)",
      "arxiv: 2405.00001",
      "title: Walky: Robots That Walk",
      "venue: CoRL 2024",
    ],
  },
  {
    name: "a linked title, authors, a linked venue and a column that is none of ours",
    table: [
      "| Year | Paper Title | Authors | Published in | Simulator | Code |",
      "|---|---|---|---|---|---|",
      "| 2024 | [Robots That **Walk** Far](https://arxiv.org/abs/2405.00001) | Ada Byron and Mary Hill | [CoRL](https://corl.example) | [Gym](https://gym.example) 2 | N/A |",
    ],
    said: [
      "date: 2024",
      "wraps paper:  <https://arxiv.org/abs/2405.00001> in [Robots That **Walk** Far](https://arxiv.org/abs/2405.00001)",
      "title: Robots That Walk Far in Robots That **Walk** Far",
      "authors: Ada Byron,Mary Hill in Ada Byron and Mary Hill",
      "wraps website:  <https://corl.example> in [CoRL](https://corl.example)",
      "venue: CoRL",
      "simulator: [Gym](https://gym.example) 2",
    ],
  },
  {
    name: "a title that goes on with what the paper is about",
    table: [
      "| **Paper** | **Links** |",
      "|---|---|",
      "| 1) **Walky** - a robot that walks on [ice](https://ice.example); it hardly falls.<br>● It learns fast. | [Paper](https://arxiv.org/abs/2405.00001) |",
    ],
    said: [
      "number: 1",
      "title: Walky",
      "note: a robot that walks on [ice](https://ice.example); it hardly falls.<br>● It learns fast.",
      "link paper: Paper <https://arxiv.org/abs/2405.00001> in [Paper](https://arxiv.org/abs/2405.00001)",
    ],
  },
  {
    name: "a title without marks, and prose behind two spaces",
    table: [
      "| Paper | Links |",
      "|---|---|",
      "| 2) Robots That Walk  This paper lets robots walk wherever they want. They hardly ever fall. | [Paper](https://arxiv.org/abs/2405.00001) |",
    ],
    said: [
      "number: 2",
      "title: Robots That Walk",
      "note: This paper lets robots walk wherever they want. They hardly ever fall.",
      "link paper: Paper <https://arxiv.org/abs/2405.00001> in [Paper](https://arxiv.org/abs/2405.00001)",
    ],
  },
  {
    name: "a nickname before a long title, which is no prose",
    table: [
      "| Paper | Links |",
      "|---|---|",
      "| **Walky**: Robots That Walk Wherever They Want and Hardly Ever Fall on Ice or Snow | [Paper](https://arxiv.org/abs/2405.00001) |",
    ],
    said: [
      "title: Walky: Robots That Walk Wherever They Want and Hardly Ever Fall on Ice or Snow in Walky**: Robots That Walk Wherever They Want and Hardly Ever Fall on Ice or Snow",
      "link paper: Paper <https://arxiv.org/abs/2405.00001> in [Paper](https://arxiv.org/abs/2405.00001)",
    ],
  },
  {
    name: "Chinese columns",
    table: [
      "| 序号 | 标题 | 作者 | 机构 | 时间 | 代码 |",
      "|---|---|---|---|---|---|",
      "| 1 | [会走路的机器人研究](https://arxiv.org/abs/2405.00001) | 张三，李四 | 蚂蚁大学 | 2024年5月 | [链接](https://github.com/ant/walky) |",
    ],
    said: [
      "number: 1",
      "wraps paper:  <https://arxiv.org/abs/2405.00001> in [会走路的机器人研究](https://arxiv.org/abs/2405.00001)",
      "title: 会走路的机器人研究",
      "authors: 张三,李四 in 张三，李四",
      "institutions: 蚂蚁大学",
      "date: 2024-05 in 2024年5月",
      "link code: 链接 <https://github.com/ant/walky> in [链接](https://github.com/ant/walky)",
    ],
  },
])("reads $name", ({ table, said }) => {
  expect(read(table).map((reading) => reading.said)).toEqual([said]);
});

it("tells columns without names by what they hold", () => {
  const [first, second] = read([
    "| | | | |",
    "|---|---|---|---|",
    "| 2024-05 | Robots That Walk Far and Wide | CoRL 2024 | [pdf](https://arxiv.org/abs/2405.00001) |",
    "| 2024-06 | Robots That Swim in Deep Water | ICRA 2024 | [pdf](https://arxiv.org/abs/2406.00002) |",
  ]);
  expect(first?.fields.map(({ field }) => field)).toEqual(["date", "title", "venue", "link"]);
  expect(second?.title).toBe("Robots That Swim in Deep Water");
});

it("takes the year of the venue for the date only where there is none", () => {
  const table = (date: string): readonly string[] => [
    "| Date | Title | Venue | Link |",
    "|---|---|---|---|",
    `| ${date} | Robots That Walk Far | CoRL'24 | [pdf](https://arxiv.org/abs/2405.00001) |`,
  ];
  expect(read(table("-"))[0]?.implied).toEqual({ date: "2024" });
  expect(read(table("2023.05"))[0]?.implied).toEqual({});
});

it("reads a row with too few and one with too many cells", () => {
  const readings = read([
    "| Title | Link |",
    "|---|---|",
    "| [Robots That Walk Far](https://arxiv.org/abs/2405.00001)",
    "| Robots That Swim Deep | [pdf](https://arxiv.org/abs/2406.00002) | more | and more |",
  ]);
  expect(readings.map(({ title }) => title)).toEqual(["Robots That Walk Far", "Robots That Swim Deep"]);
});
