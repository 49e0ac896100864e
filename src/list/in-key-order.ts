import { compareText } from "./compare-text.ts";
import type { Shape } from "./shape.ts";

/** The same value with the keys of every object in the shape's order, names of a map in code-point order; undefined and unknown keys are left out. */
export function inKeyOrder(value: unknown, shape: Shape): unknown {
  switch (shape.kind) {
    case "list": {
      const of = shape.of();
      return isPlain(of) || !Array.isArray(value) ? value : value.map((item: unknown) => inKeyOrder(item, of));
    }
    case "map": {
      const entries = Object.entries(value as object).toSorted(([a], [b]) => compareText(a, b));
      return Object.fromEntries(entries.map(([name, item]) => [name, inKeyOrder(item, shape.of)]));
    }
    case "object": {
      const given = value as Readonly<Record<string, unknown>>;
      const ordered: Record<string, unknown> = {};
      for (const [name, key] of shape.keys) {
        const item = given[name];
        if (item !== undefined) ordered[name] = isPlain(key.shape) ? item : inKeyOrder(item, key.shape);
      }
      return ordered;
    }
    default:
      return value;
  }
}

function isPlain(shape: Shape): boolean {
  return shape.kind !== "list" && shape.kind !== "map" && shape.kind !== "object";
}
