import { equalData } from "./equal-data.ts";

/** The three of a merge: what both sides began with, and what each made of it. */
export interface Sides<T> {
  readonly base: T;
  readonly ours: T;
  readonly theirs: T;
}

export function mapSides<T, U>({ base, ours, theirs }: Sides<T>, make: (side: T) => U): Sides<U> {
  return { base: make(base), ours: make(ours), theirs: make(theirs) };
}

/** What both sides say, or what the one says that changed it; undefined where both changed it differently. */
export function settle<T>({ base, ours, theirs }: Sides<T>): { readonly value: T } | undefined {
  if (equalData(ours, theirs) || equalData(theirs, base)) return { value: ours };
  return equalData(ours, base) ? { value: theirs } : undefined;
}

/** Merges objects key by key; a key whose merged value is undefined is left out. */
export function mergeKeys<T extends object>(
  sides: Sides<T | undefined>,
  merge: (key: string, of: Sides<unknown>) => unknown,
): Partial<T> {
  const keys = new Set([sides.base, sides.ours, sides.theirs].flatMap((side) => Object.keys(side ?? {})));
  const entries = [...keys].map(
    (key) =>
      [
        key,
        merge(
          key,
          mapSides(sides, (side) => ownValue(side, key)),
        ),
      ] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Partial<T>;
}

function ownValue(side: object | undefined, key: string): unknown {
  return side !== undefined && Object.hasOwn(side, key) ? (side as Readonly<Record<string, unknown>>)[key] : undefined;
}
