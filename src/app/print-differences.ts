import { createTwoFilesPatch } from "diff";
import type { Facts } from "../intake/effect.ts";

/** What people wrote, and what the list makes of it, as a reader of diffs knows it. */
export function printDifferences(facts: Facts): readonly { path: string; difference: string }[] {
  const edited = (facts["edited"] ?? []) as readonly { path: string; present: string; rendered: string }[];
  return edited.map(({ path, present, rendered }) => ({
    path,
    difference: createTwoFilesPatch(path, path, present, rendered, "", "", { context: 1 })
      .split("\n")
      .slice(2, 200)
      .join("\n"),
  }));
}
