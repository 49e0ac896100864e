import { expect, it } from "vitest";
import { printEntries } from "../../src/app/print-entries.ts";
import { importReadme } from "../../src/import/import-readme.ts";
import { buildImported } from "../support/build-imported.ts";

const head = ["# Robots", "", "| Date | Name | Paper |", "|:---:|:---:|---|"];
const rows = [
  "|  2024  |   Walky  | [Robots That Walk](https://arxiv.org/abs/2405.00001) |",
  "|  2024  |   Runny  | [Robots That Run and Never Tire](https://arxiv.org/abs/2405.00002) |",
  "|  2023  |    Up    | [Robots That Climb](https://arxiv.org/abs/2305.00003) |",
  "|  2023  |  Swimmy  | [Robots That Swim Far](https://arxiv.org/abs/2305.00004) |",
  "|  2022  |   Talky  | [Robots That Talk to Us](https://arxiv.org/abs/2205.00005) |",
];

it("prints the rows of a table that was made even from their fields, and fills a new text up", async () => {
  const imported = importReadme(`${[...head, ...rows].join("\n")}\n`, { printEntries });
  expect(imported.report.printed).toMatchObject({ fromFields: 5, asWritten: 0 });
  const papers = imported.list.papers.map((paper) =>
    paper.nickname === "Up" ? { ...paper, nickname: "Climby" } : paper,
  );
  const built = await buildImported({ ...imported, list: { ...imported.list, papers } });
  expect(built).toContain("|  2023  |  Climby  | [Robots That Climb]");
});
