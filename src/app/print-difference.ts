import { createTwoFilesPatch } from "diff";

/** Comparing texts that are farther apart costs the product of their lengths, and strangers' templates print what they like. */
const mostLinesApart = 2_000;

/** What differs between two texts of a file, as a reader of diffs knows it. */
export function printDifference(path: string, before: string, after: string): string {
  const options = { context: 1, maxEditLength: mostLinesApart };
  const patch = createTwoFilesPatch(path, path, before, after, "", "", options);
  return patch === undefined
    ? `--- ${path}\n+++ ${path}\nMore than ${mostLinesApart} lines are different.`
    : // The path and a line beneath it, which say nothing more.
      patch.split("\n").slice(2).join("\n");
}
