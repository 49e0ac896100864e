import type { Category } from "../list/list.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { findHeadings, slugOfMarkdown } from "./headings.ts";
import { headingOf } from "./list-view.ts";

/** Anchors by category path. */
export type CategoryAnchors = ReadonlyMap<string, string>;

/**
 * The anchors that the categories' headings have in a finished text: GitHub numbers repeats in order, those that people
 * wrote included. Categories come in the taxonomy's order, each as the last headings of its words; one that is
 * not printed gets the anchor it would have alone.
 */
export function anchorsIn(text: string, taxonomy: readonly Category[]): CategoryAnchors {
  const wanted = Map.groupBy(slugsOf(taxonomy, ""), ({ slug }) => slug);
  const found = new Map<string, string[]>();
  const taken = new Map<string, number>();
  for (const { slug } of findHeadings(text)) {
    // As github-slugger does it: the numbered name is then taken too.
    let unique = slug;
    let count = taken.get(slug);
    while (taken.has(unique)) {
      count = (count ?? 0) + 1;
      unique = `${slug}-${count}`;
    }
    taken.set(slug, count ?? 0);
    taken.set(unique, taken.get(unique) ?? 0);
    if (wanted.has(slug)) found.set(slug, [...(found.get(slug) ?? []), unique]);
  }
  const anchors = new Map<string, string>();
  for (const [slug, categories] of wanted) {
    const last = (found.get(slug) ?? []).slice(-categories.length);
    for (const [at, { path }] of categories.entries()) anchors.set(path, last[at] ?? last.at(-1) ?? slug);
  }
  return anchors;
}

function slugsOf(
  taxonomy: readonly Category[],
  above: string,
): readonly { readonly path: string; readonly slug: string }[] {
  return taxonomy.flatMap((category) => {
    const path = above === "" ? category.id : `${above}/${category.id}`;
    const slug = slugOfMarkdown(escapeMarkdown(headingOf(category)));
    return [{ path, slug }, ...slugsOf(category.categories ?? [], path)];
  });
}
