import { equalData } from "./equal-data.ts";
import type { Category } from "./list.ts";
import type { ReportConflict } from "./merge-conflict.ts";
import { mergeField } from "./merge-field.ts";
import { mergeItems } from "./merge-items.ts";
import { mapSides, mergeKeys, settle, type Sides } from "./sides.ts";

export interface TaxonomyContext {
  /** Paths of the categories that papers came into, on each side. */
  readonly cameInto: Readonly<Record<"ours" | "theirs", ReadonlySet<string>>>;
  readonly report: ReportConflict;
}

type Categories = readonly Category[] | undefined;

/** Merges categories by id, and what is below them likewise. A category is also changed by papers that come into it. */
export function mergeTaxonomy(sides: Sides<readonly Category[]>, context: TaxonomyContext): readonly Category[] {
  return mergeCategories(sides, "", context) ?? [];
}

/** @param above the path that theirs begin with, `embodiment/` */
function mergeCategories(sides: Sides<Categories>, above: string, context: TaxonomyContext): Categories {
  const merged = mergeItems(
    mapSides(sides, (side) => side ?? []),
    (category) => category.id,
    (id, of) => mergeCategory(of, above + id, context),
  );
  // Ids are unique in every list that could be parsed.
  if (merged === undefined) return sides.ours;
  if (merged.isOrderContested) {
    const category = above === "" ? {} : { category: above.slice(0, -1) };
    const field = above === "" ? "taxonomy" : "categories";
    context.report({ ...category, field, reason: "edited-twice", ...sides });
  }
  return merged.items.length > 0 ? merged.items : settle(sides)?.value;
}

function mergeCategory(
  { base, ours, theirs }: Sides<Category | undefined>,
  path: string,
  { cameInto, report }: TaxonomyContext,
): Category | undefined {
  if (ours === undefined || theirs === undefined) {
    const left = ours ?? theirs;
    if (left === undefined || base === undefined) return left;
    const isEdited = !equalData(left, base);
    const isUsed = [...(ours === undefined ? cameInto.theirs : cameInto.ours)].some(
      (used) => used === path || used.startsWith(`${path}/`),
    );
    if (!isEdited && !isUsed) return undefined;
    const reason = isEdited ? "edited-and-removed" : "category-in-use";
    report({ category: path, reason, base, ours, theirs });
    return ours;
  }
  const merged = mergeKeys<Category>({ base, ours, theirs }, (key, of) =>
    key === "categories"
      ? mergeCategories(of as Sides<Categories>, `${path}/`, { cameInto, report })
      : mergeField(of, { category: path, field: key }, report),
  ) as Category;
  const isParent = (merged.categories ?? []).length > 0;
  if (!isParent || !(cameInto.ours.has(path) || cameInto.theirs.has(path))) return merged;
  // Papers stand in leaves only.
  const sides = mapSides({ base, ours, theirs }, (side) => side?.categories);
  report({ category: path, field: "categories", reason: "category-in-use", ...sides });
  const { categories: _merged, ...rest } = merged;
  return { ...rest, ...(sides.ours === undefined ? {} : { categories: sides.ours }) };
}
