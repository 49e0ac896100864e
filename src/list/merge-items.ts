import { compareText } from "./compare-text.ts";
import { equalData } from "./equal-data.ts";
import { mapSides, type Sides } from "./sides.ts";

export interface MergedItems<T> {
  readonly items: readonly T[];
  /** Both sides put what they share into another order than the base, and not into the same one; ours stands. */
  readonly isOrderContested: boolean;
}

/**
 * Merges arrays whose items have a key each: `merge` decides of every key what stays, if anything. The order is that of the
 * side that changed it; what one side added stays behind what it was put behind. What both sides added at one place is
 * ordered by key, so that it does not matter which side is ours. Undefined where a key comes twice on a side.
 */
export function mergeItems<T>(
  sides: Sides<readonly T[]>,
  keyOf: (item: T) => string,
  merge: (key: string, of: Sides<T | undefined>) => T | undefined,
): MergedItems<T> | undefined {
  const byKey = mapSides(sides, (items) => new Map(items.map((item) => [keyOf(item), item])));
  const { base, ours, theirs } = byKey;
  if (base.size < sides.base.length || ours.size < sides.ours.length || theirs.size < sides.theirs.length) {
    return undefined;
  }
  const kept = new Map<string, T>();
  for (const key of new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])) {
    const item = merge(
      key,
      mapSides(byKey, (items) => items.get(key)),
    );
    if (item !== undefined) kept.set(key, item);
  }
  const { order, isContested } = mergeOrder(
    mapSides(byKey, (items) => [...items.keys()].filter((key) => kept.has(key))),
  );
  const items = order.map((key) => kept.get(key)).filter((item) => item !== undefined);
  return { items, isOrderContested: isContested };
}

/** The keys of both sides: those that all three share are the spine, the others stand behind the one of it that they follow. */
function mergeOrder(sides: Sides<readonly string[]>): {
  readonly order: readonly string[];
  readonly isContested: boolean;
} {
  const [ours, theirs] = [new Set(sides.ours), new Set(sides.theirs)];
  const shared = new Set(sides.base.filter((key) => ours.has(key) && theirs.has(key)));
  const spines = mapSides(sides, (keys) => keys.filter((key) => shared.has(key)));
  const isOursMoved = !equalData(spines.ours, spines.base);
  const isContested = isOursMoved && !equalData(spines.theirs, spines.base) && !equalData(spines.ours, spines.theirs);
  const runs = mapSides(sides, (keys) => runsBehind(keys, shared));
  const order = [undefined, ...(isOursMoved ? spines.ours : spines.theirs)].flatMap((anchor) => [
    ...(anchor === undefined ? [] : [anchor]),
    ...[runs.ours.get(anchor) ?? [], runs.theirs.get(anchor) ?? []]
      .toSorted((a, b) => compareText(a.join("\n"), b.join("\n")))
      .flat(),
  ]);
  return { order: [...new Set(order)], isContested };
}

/** The keys that are not shared, by the shared one before them. */
function runsBehind(
  keys: readonly string[],
  shared: ReadonlySet<string>,
): ReadonlyMap<string | undefined, readonly string[]> {
  const runs = new Map<string | undefined, string[]>();
  let anchor: string | undefined;
  for (const key of keys) {
    const run = runs.get(anchor);
    if (shared.has(key)) anchor = key;
    else if (run === undefined) runs.set(anchor, [key]);
    else run.push(key);
  }
  return runs;
}
