import { get, put, rm, verify } from "cacache";
import type { Kept } from "./answer-cache.ts";

/** Answers on disk, for programs that soon end. What cannot be read or written is as good as absent: it never rejects. */
export interface DiskCache {
  find(key: string): Promise<Kept | undefined>;
  keep(key: string, kept: Kept): Promise<void>;
  /** Once a week, throws away what is too old. */
  tidy(): Promise<void>;
}

/** Part of each key, so that another version of us reads nothing that it does not understand. */
const format = "look-up 1";
const week = 7 * 24 * 3_600_000;

export function createDiskCache(directory: string, now: () => number): DiskCache {
  /** A function of an entry, as the documentation has it; the types say otherwise. */
  function isFresh({ metadata }: { readonly metadata?: unknown }): boolean {
    return (untilOf(metadata) ?? 0) > now();
  }

  /** What was harmed on disk would be found there again, and not be written anew. */
  async function forget(key: string): Promise<void> {
    try {
      const info = (await get.info(directory, key)) as { readonly integrity: string } | null;
      if (info !== null) await rm.content(directory, info.integrity);
    } catch {
      // Then it stays absent.
    }
  }

  return {
    async find(key) {
      try {
        const { data, metadata } = await get(directory, `${format} ${key}`, { memoize: false });
        const until = untilOf(metadata);
        return until === undefined ? undefined : { text: data.toString("utf8"), until };
      } catch {
        await forget(`${format} ${key}`);
        return undefined;
      }
    },
    async keep(key, { text, until }) {
      try {
        await put(directory, `${format} ${key}`, text, { metadata: { until } });
      } catch {
        // A full or read-only disk: then the next program asks again.
      }
    },
    async tidy() {
      try {
        const last = await verify.lastRun(directory).catch(() => undefined);
        if (last !== undefined && now() - last.getTime() < week) return;
        await verify(directory, { filter: isFresh as unknown as string });
      } catch {
        // There is nothing yet, or it is not ours to change.
      }
    },
  };
}

function untilOf(metadata: unknown): number | undefined {
  const until = (metadata as { readonly until?: unknown } | null | undefined)?.until;
  return typeof until === "number" ? until : undefined;
}
