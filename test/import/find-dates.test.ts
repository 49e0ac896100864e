import { expect, it } from "vitest";
import { findDates } from "../../src/import/find-dates.ts";

it.each([
  ["2025-06", "2025-06"],
  ["2025.06", "2025-06"],
  ["2025/6", "2025-06"],
  ["2025.6.3", "2025-06-03"],
  ["2025年6月", "2025-06"],
  ["2025年6月12日", "2025-06-12"],
  ["2025年", "2025"],
  ["20250603", "2025-06-03"],
  ["Jun 2025", "2025-06"],
  ["June, 2025", "2025-06"],
  ["Sept. 2021", "2021-09"],
  ["Sep'21", "2021-09"],
  ["4 Apr 2023", "2023-04-04"],
  ["4th of April 2023", "2023-04-04"],
  ["February 10, 2026", "2026-02-10"],
  ["Feb 1st, 2026", "2026-02-01"],
  ["2024, Oct", "2024-10"],
  ["2024-Oct-07", "2024-10-07"],
  ["06/2025", "2025-06"],
  ["23.06.2025", "2025-06-23"],
  ["06/23/2025", "2025-06-23"],
  ["05/06/2025", "2025"],
  ["2025", "2025"],
  ["2025-13", undefined],
  ["Feb 30, 2025", undefined],
])("reads %s as %s", (text, value) => {
  const before = "**[";
  expect(findDates(`${before}${text}]** Some words`, 100)).toEqual([
    { span: { start: 100 + before.length, end: 100 + before.length + text.length }, value },
  ]);
});

it.each([
  "arXiv:2003.12345",
  "1949",
  "2036",
  "2000s",
  "4.2025e3",
  "1024x2025p",
  "GPT2025",
  "12020",
  "2020-2021",
  "May the force",
])("finds no date in %s", (text) => {
  expect(findDates(text)).toEqual([]);
});

it("finds several in order", () => {
  expect(findDates("CVPR, 2024. Posted Jun 2023, last seen 2024/5/6.").map(({ value }) => value)).toEqual([
    "2024",
    "2023-06",
    "2024-05-06",
  ]);
});
