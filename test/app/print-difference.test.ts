import { expect, it } from "vitest";
import { printDifference } from "../../src/app/print-difference.ts";

it("shows what differs, as a reader of diffs knows it", () => {
  expect(printDifference("README.md", "a\nb\nc\n", "a\nB\nc\n")).toBe(
    "--- README.md\n+++ README.md\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n",
  );
});

it("comes to an end where strangers' templates make another text of a hundred times the length", () => {
  const lines = (count: number, word: string): string =>
    Array.from({ length: count }, (_, at) => `${word}${at}\n`).join("");
  expect(printDifference("README.md", lines(1_000, "a"), lines(100_000, "b"))).toBe(
    "--- README.md\n+++ README.md\nMore than 2000 lines are different.",
  );
});
