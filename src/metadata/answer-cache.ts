import { LRUCache } from "lru-cache";
import { queryKey, type PaperQuery } from "../list/paper-query.ts";
import type { LookUp } from "../list/paper-record.ts";
import type { DiskCache } from "./disk-cache.ts";

/** Answers that need not be asked for again. Never rejects. */
export interface AnswerCache {
  find(query: PaperQuery): Promise<LookUp | undefined>;
  keep(lookUp: LookUp): Promise<void>;
}

const day = 24 * 3_600_000;
const hour = 3_600_000;
/** Characters of JSON. */
const largest = 32_000_000;

/** In memory, within bounds; and on disk where there is one. */
export function createAnswerCache(now: () => number, disk?: DiskCache): AnswerCache {
  const memory = new LRUCache<string, Kept>({
    max: 20_000,
    maxSize: largest,
    sizeCalculation: ({ text }) => text.length,
  });
  return {
    async find(query) {
      const key = queryKey(query);
      const kept = memory.get(key) ?? (await disk?.find(key));
      if (kept === undefined || kept.until <= now()) return undefined;
      const lookUp = parseLookUp(kept.text, key);
      if (lookUp !== undefined) memory.set(key, kept);
      return lookUp;
    },
    async keep(lookUp) {
      const time = timeToKeep(lookUp);
      if (time === 0) return;
      const key = queryKey(lookUp.query);
      const kept = { text: JSON.stringify(lookUp), until: now() + time };
      memory.set(key, kept);
      await disk?.keep(key, kept);
    },
  };
}

export interface Kept {
  /** A look-up as JSON. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Milliseconds. Where a source failed, there may be more to know soon. */
function timeToKeep({ outcome, failures }: LookUp): number {
  if (outcome === "unavailable") return 0;
  return outcome === "found" && failures.length === 0 ? day : hour;
}

/** Files can hold anything: what is not the answer to this question is none. */
function parseLookUp(text: string, key: string): LookUp | undefined {
  try {
    const value = JSON.parse(text) as LookUp;
    return queryKey(value.query) === key && Array.isArray(value.records) && Array.isArray(value.failures)
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}
