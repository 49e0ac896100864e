import { compareText } from "./compare-text.ts";
import type { Shape } from "./shape.ts";

/** The same value with the keys of every object in the shape's order, names of a map in code-point order; undefined and unknown keys are left out. */
export function inKeyOrder(value: unknown, shape: Shape): unknown {
  switch (shape.kind) {
    case "list": {
      const of = shape.of();
      return isPlain(of) || !Array.isArray(value) ? value : value.map((item: unknown) => inKeyOrder(item, of));
    }
    case "text-or-map":
      return typeof value === "string" ? value : inKeyOrder(value, shape.map);
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
  switch (shape.kind) {
    case "list":
    case "map":
    case "text-or-map":
    case "object":
      return false;
    default:
      return true;
  }
}
