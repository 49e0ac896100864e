import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const root = new URL("../../", import.meta.url);
const [, ...sections] = readFileSync(new URL("docs/security.md", root), "utf8").split("\n## ");

it("docs/security.md names a test for all that stops somebody, and each is there", () => {
  const rows = sections
    .filter((section) => !section.startsWith("Who is hostile"))
    .flatMap((section) =>
      section
        .split("\n")
        .filter((line) => line.startsWith("| "))
        .slice(2),
    )
    .map((row) => ({ row, tests: row.match(/(?<=`)test\/[^`]+(?=`)/g) ?? [] }));
  expect(rows.filter(({ tests }) => tests.length === 0)).toEqual([]);
  const tests = rows.flatMap((row) => row.tests);
  expect(tests.length).toBeGreaterThan(40);
  expect(tests.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});
