import type { ConflictPlace, ReportConflict } from "./merge-conflict.ts";
import { mergeItems } from "./merge-items.ts";
import type { Link } from "./paper.ts";
import { mapSides, mergeKeys, settle, type Sides } from "./sides.ts";
import { canonicalUrl } from "./url.ts";

/** Arrays that say what is in, and only beside that in which order. The others are texts in a row, and one value. */
const setKeys: ReadonlyMap<string, (item: unknown) => string> = new Map([
  ...["categories", "tags", "topics", "methods", "order"].map((field) => [field, String] as const),
  ["links", linkKey] as const,
]);

function linkKey(item: unknown): string {
  const { kind, url } = item as Link;
  return `${kind} ${canonicalUrl(url)}`;
}

/**
 * Merges one field: objects (identifiers, a digest, translations) key by key, sets item by item, all else whole.
 *
 * @param at has the field
 */
export function mergeField(sides: Sides<unknown>, at: ConflictPlace, report: ReportConflict): unknown {
  const settled = settle(sides);
  if (settled !== undefined) return settled.value;
  const { base, ours, theirs } = sides;
  const given = [base, ours, theirs].filter((value) => value !== undefined);
  const isGone = ours === undefined || theirs === undefined;
  if (given.every(isRecord)) {
    const merged = mergeKeys(sides as Sides<object | undefined>, (key, of) =>
      mergeField(of, { ...at, field: `${at.field}.${key}` }, report),
    );
    // Each side may have left another key.
    const isLeft = !isGone && (isEmptyRecord(ours) || isEmptyRecord(theirs));
    return isEmptyRecord(merged) && !isLeft ? undefined : merged;
  }
  const keyOf = setKeys.get(at.field ?? "");
  if (keyOf !== undefined && given.every(Array.isArray)) {
    const arrays = mapSides(sides, (side) => (side ?? []) as readonly unknown[]);
    const merged = mergeItems(arrays, keyOf, (_key, of) => mergeItem(of, at, report));
    // Each side left another category, and a paper must have one.
    const isEmptied = at.field === "categories" && merged?.items.length === 0;
    if (merged !== undefined && !isEmptied) {
      if (merged.isOrderContested) report({ ...at, reason: "edited-twice", ...sides });
      return isGone && merged.items.length === 0 ? undefined : merged.items;
    }
  }
  report({ ...at, reason: "edited-twice", ...sides });
  return ours;
}

/** Merges a value that is taken whole; undefined where it is not there. */
export function mergeItem<T>(sides: Sides<T | undefined>, at: ConflictPlace, report: ReportConflict): T | undefined {
  const settled = settle(sides);
  if (settled !== undefined) return settled.value;
  const isRemoved = sides.ours === undefined || sides.theirs === undefined;
  report({ ...at, reason: isRemoved ? "edited-and-removed" : "edited-twice", ...sides });
  return sides.ours;
}

function isEmptyRecord(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
