import type { Category } from "./list.ts";
import { findNearest } from "./nearest.ts";
import type { Problem, Result } from "./problem.ts";
import { quote } from "./quote.ts";

/** A category that papers may stand in. */
export interface LeafCategory {
  /** Ids from the top joined by `/`: `embodiment/action-head`. */
  readonly path: string;
  /** Titles from the top to the leaf. */
  readonly titles: readonly string[];
  /** Titles joined by ` › `, for people. */
  readonly title: string;
  readonly category: Category;
  /** Its own, or that of the nearest category above that has one. */
  readonly emoji?: string;
}

/** Every category without children, in the taxonomy's own order. */
export function leafCategories(taxonomy: readonly Category[]): readonly LeafCategory[] {
  return indexTaxonomy(taxonomy).leaves;
}

/**
 * The path of the leaf that `text` names: by path, by full title, or by its last id or title where only one leaf has it;
 * case, punctuation and emoji do not matter.
 */
export function parseCategory(taxonomy: readonly Category[], text: string): Result<string> {
  const index = indexTaxonomy(taxonomy);
  const given = text.trim();
  if (index.byPath.has(given)) return { ok: true, value: given };
  const key = plain(given);
  const paths = index.byName.get(key) ?? [];
  const [only] = paths;
  if (only !== undefined && paths.length === 1) return { ok: true, value: only };
  return { ok: false, problems: [categoryProblem(index, given, key, paths)] };
}

function categoryProblem(index: TaxonomyIndex, given: string, key: string, paths: readonly string[]): Problem {
  const base = { severity: "error", field: "categories", given } as const;
  if (paths.length > 1) {
    const message = `More than one category is called ${quote(given)}: say which, ${orList(paths)}.`;
    return { ...base, code: "unknown-category", message, allowed: paths };
  }
  const leaves = index.leavesBelow.get(key);
  const [first] = leaves ?? [];
  if (leaves !== undefined && first !== undefined) {
    const message = `The category ${quote(given)} has parts of its own, and papers stand in those: choose ${orList(leaves)}.`;
    return { ...base, code: "category-has-children", message, allowed: leaves, example: first };
  }
  const name = findNearest(key, index.byName.keys());
  const nearest = name === undefined ? undefined : index.byName.get(name)?.[0];
  const allowed = index.leaves.map((leaf) => leaf.path);
  const hint =
    nearest === undefined
      ? allowed.length === 0
        ? "The list has no categories yet."
        : `It has ${orList(allowed)}.`
      : `Did you mean ${quote(nearest)}?`;
  return {
    ...base,
    code: "unknown-category",
    message: `The list has no category ${quote(given)}. ${hint}`,
    allowed,
    ...(nearest === undefined ? {} : { nearest }),
    ...(allowed[0] === undefined ? {} : { example: allowed[0] }),
  };
}

interface TaxonomyIndex {
  readonly leaves: readonly LeafCategory[];
  readonly byPath: ReadonlyMap<string, LeafCategory>;
  /** Leaf paths by every plain name they go by. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  /** Leaf paths below a category that has children, by its plain names. */
  readonly leavesBelow: ReadonlyMap<string, readonly string[]>;
}

/** A taxonomy is immutable data that is asked for each of 100,000 papers. */
const indexes = new WeakMap<readonly Category[], TaxonomyIndex>();

function indexTaxonomy(taxonomy: readonly Category[]): TaxonomyIndex {
  const known = indexes.get(taxonomy);
  if (known !== undefined) return known;
  const leaves: LeafCategory[] = [];
  const byName = new Map<string, string[]>();
  const leavesBelow = new Map<string, string[]>();
  collect(taxonomy, [], [], undefined);
  const index = { leaves, byPath: new Map(leaves.map((leaf) => [leaf.path, leaf])), byName, leavesBelow };
  indexes.set(taxonomy, index);
  return index;

  function collect(
    categories: readonly Category[],
    ids: readonly string[],
    titles: readonly string[],
    above: string | undefined,
  ): readonly string[] {
    return categories.flatMap((category) => {
      const path = [...ids, category.id].join("/");
      const fullTitles = [...titles, category.title];
      const emoji = category.emoji ?? above;
      const names = new Set([path, category.id, category.title, fullTitles.join(" ")].map(plain));
      if (category.categories !== undefined && category.categories.length > 0) {
        const below = collect(category.categories, [...ids, category.id], fullTitles, emoji);
        for (const name of names) leavesBelow.set(name, [...(leavesBelow.get(name) ?? []), ...below]);
        return below;
      }
      const title = fullTitles.join(" › ");
      leaves.push({ path, titles: fullTitles, title, category, ...(emoji === undefined ? {} : { emoji }) });
      for (const name of names) byName.set(name, [...(byName.get(name) ?? []), path]);
      return [path];
    });
  }
}

/** Letters and digits in lower case, all else one space, so that `🧠 Embodiment › Action Head` is `embodiment action head`. */
function plain(text: string): string {
  return text
    .slice(0, 500)
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function orList(words: readonly string[]): string {
  const shown = words.slice(0, 12);
  const rest = words.length - shown.length;
  const tail = rest > 0 ? `${rest} more` : shown.pop();
  return shown.length === 0 ? `${tail}` : `${shown.join(", ")} or ${tail}`;
}
