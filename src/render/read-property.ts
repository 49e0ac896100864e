import { type Context, Drop } from "liquidjs";
import { isSafeText, textOfSafe } from "./safe-text.ts";

/**
 * A property as a template sees it: own ones only, and `size`, `first`, `last`. Undefined where there is none;
 * a property of nothing is nothing.
 */
export function readProperty(context: Context, from: unknown, key: unknown): unknown {
  if (from === null || from === undefined) return from;
  if (isSafeText(from)) return key === "size" ? textOfSafe(from).length : undefined;
  if (from instanceof Drop) return context.readProperty(from, key as string);
  if (typeof key !== "string" && typeof key !== "number") return undefined;
  if (Array.isArray(from) && typeof key === "number") return from[key < 0 ? from.length + key : key] as unknown;
  const holder = from as Record<string | number, unknown>;
  if (Object.hasOwn(holder, key)) {
    const value = holder[key];
    return typeof value === "function" ? undefined : value;
  }
  if (key === "size") return sizeOf(from);
  if (!Array.isArray(from)) return undefined;
  if (key === "first") return from[0] as unknown;
  return key === "last" ? (from.at(-1) as unknown) : undefined;
}

function sizeOf(value: unknown): number | undefined {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : undefined;
}
