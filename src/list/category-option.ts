import type { LeafCategory } from "./taxonomy.ts";

/** A category as the issue form offers it. Without commas: GitHub joins what was chosen with them. `parseCategory` reads it back. */
export function categoryOption(leaf: LeafCategory): string {
  return leaf.title.replaceAll(/\s*,\s*/g, " ");
}
