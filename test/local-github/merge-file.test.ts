import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { mergeTexts } from "../../src/list/merge-texts.ts";
import { mergeFile } from "../../src/local-github/merge-file.ts";

/** Papers by number, in order; three were there before it was written down who added them. */
function listOf(...numbers: readonly number[]): string {
  const papers = numbers
    .toSorted((a, b) => a - b)
    .map((number) => ({
      id: `paper-${number}`,
      title: `Paper ${number}`,
      date: `2024-${(number % 12) + 1}`,
      identifiers: { arxiv: String(number) },
      categories: ["models"],
      links: [{ kind: "paper", url: `https://arxiv.org/abs/${number}` }],
      ...(![3, 6, 38].includes(number) && { added: "2026-11-22", addedBy: "her" }),
    }));
  return `${JSON.stringify(papers, null, 2)}\n`;
}

it("merges a long list as git merges commits, also where git merge-file conflicts", async () => {
  const before = [3, 6, 36, 38];
  const many = Array.from({ length: 41 }, (_, at) => at + 1).filter((number) => ![3, 6, 36, 37, 38].includes(number));
  const base = listOf(...before);
  const ours = listOf(...before, ...many);
  const theirs = listOf(...before, 37);
  const folder = await mkdtemp(join(tmpdir(), "merge-file-"));
  try {
    const paths = [ours, base, theirs].map((text, at) => ({ path: join(folder, String(at)), text }));
    for (const { path, text } of paths) await writeFile(path, text);
    expect(spawnSync("git", ["merge-file", "-p", "-q", ...paths.map(({ path }) => path)]).status).toBeGreaterThan(0);
  } finally {
    await rm(folder, { recursive: true });
  }
  const merged = listOf(...before, ...many, 37);
  expect(mergeTexts({ base, ours, theirs })).toBe(merged);
  const bytes = { base: Buffer.from(base), ours: Buffer.from(ours), theirs: Buffer.from(theirs) };
  expect(String(await mergeFile(bytes))).toBe(merged);
});

it("finds a conflict where the sides contradict each other, and in what is no text", async () => {
  const [base, ours, theirs] = ["a\n", "b\n", "c\n"].map((text) => Buffer.from(text));
  if (base === undefined || ours === undefined || theirs === undefined) throw new Error("three texts");
  expect(await mergeFile({ base, ours, theirs })).toBeUndefined();
  const binary = { base: Buffer.of(0, 1), ours: Buffer.of(0, 2), theirs: Buffer.of(0, 3) };
  expect(await mergeFile(binary)).toBeUndefined();
});
