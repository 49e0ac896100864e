import { describe, expect, it } from "vitest";
import { importInWorker, longestImport } from "../../src/app/import-in-worker.ts";

describe("importInWorker", () => {
  it("imports, and titles a page without a heading as it is told", async () => {
    const text =
      "- [Robots that Walk](https://arxiv.org/abs/2401.00001)\n- [Robots that Run](https://arxiv.org/abs/2402.00002)\n";
    const outcome = await importInWorker({ text, title: "robots" });
    expect(outcome).toMatchObject({ kind: "imported", imported: { list: { title: "robots" }, report: { papers: 2 } } });
  });

  it("stops what would take for ever", async () => {
    const outcome = await importInWorker({ text: "> ".repeat(100_000) }, 300);
    expect(outcome).toEqual({ kind: "too-long", limit: 300 });
  });

  it("gives a longer file more time", () => {
    expect(longestImport(2_000_000)).toBeGreaterThan(longestImport(1_000_000));
  });

  it.each([
    [
      "lone surrogates and U+0000",
      "# \ud800\n\n- [Robots \ud800 that \u0000 Walk](https://arxiv.org/abs/2401.00001)\n- [R](https://arxiv.org/abs/2401.00002)\n",
    ],
    [
      "lists in lists",
      Array.from(
        { length: 60 },
        (_, at) => `${"  ".repeat(at)}- [Robots ${at}](https://arxiv.org/abs/2401.${10_000 + at})`,
      ).join("\n"),
    ],
    ["details that are not closed", "<details><summary>A\n\n- [Robots that Walk](https://arxiv.org/abs/2401.00001)\n"],
    ["brackets that are not closed", `- [Robots](${"[x](".repeat(5_000)}`],
  ])("is not disturbed by %s", async (_, text) => {
    await expect(importInWorker({ text })).resolves.toMatchObject({ kind: "imported" });
  });
});
