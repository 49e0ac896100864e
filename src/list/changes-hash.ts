import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { compareText } from "./compare-text.ts";
import type { ListChange } from "./list-change.ts";

/** SHA-256, in hex, of what the changes say: the order of keys does not matter, the order of changes and of values does. */
export function hashChanges(changes: readonly ListChange[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(inNameOrder(changes)))));
}

function inNameOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inNameOrder);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => compareText(a, b)).map(([key, item]) => [key, inNameOrder(item)]),
  );
}
