import type { Facts } from "../intake/effect.ts";
import { printDifference } from "./print-difference.ts";

/** What people wrote, and what the list makes of it; the beginning where it is much. */
export function printDifferences(facts: Facts): readonly { path: string; difference: string }[] {
  const edited = (facts["edited"] ?? []) as readonly { path: string; present: string; rendered: string }[];
  return edited.map(({ path, present, rendered }) => ({
    path,
    difference: printDifference(path, present, rendered).split("\n").slice(0, 198).join("\n"),
  }));
}
