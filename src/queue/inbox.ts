import { inTime } from "./in-time.ts";
import type { Keyed } from "./job-store.ts";
import { mergeWaiting, type Waiting } from "./waiting.ts";

/** It is not known to be stored, so nobody may be told that it was taken. `status` is what a webhook is answered. */
export class NotStored extends Error {
  readonly status = 503;
}

/** Gathers what comes in one turn of the event loop, or while no more can be stored, and stores it at once. */
export interface Inbox<Item> {
  /** Resolves when it is stored; rejects with `NotStored` when it could not be, or not in time. */
  add(key: string, waiting: Waiting<Item>): Promise<void>;
  /** Resolves when nothing is left to be stored; what comes later is not. */
  close(): Promise<void>;
}

/** Milliseconds to store something. GitHub waits 10 seconds, and Probot answers 202 by itself after 9. */
const storeWithin = 5_000;

/** @param mostAtOnce batches that are stored at the same time; of a subject that is in two of them either word may stay */
export function createInbox<Item extends object>(
  store: (subjects: readonly Keyed<Item>[]) => Promise<void>,
  mostAtOnce = 1,
): Inbox<Item> {
  let gathered = new Map<string, Waiting<Item>>();
  let next: Promise<void> | undefined;
  const storing = new Set<Promise<unknown>>();
  let isClosed = false;

  /** When one of those before is through, well or not. */
  async function storeGathered(): Promise<void> {
    if (storing.size >= mostAtOnce) await Promise.race(storing);
    await new Promise((resolve) => setImmediate(resolve));
    const batch = [...gathered];
    gathered = new Map();
    next = undefined;
    const stored = inTime(store(batch), storeWithin);
    const over = stored.catch(() => undefined).finally(() => storing.delete(over));
    storing.add(over);
    await stored;
  }

  return {
    async add(key, waiting) {
      if (isClosed) throw new NotStored("The server is stopping");
      gathered.set(key, mergeWaiting(gathered.get(key), waiting));
      next ??= storeGathered();
      try {
        await inTime(next, storeWithin);
      } catch (error) {
        throw new NotStored("It could not be stored", { cause: error });
      }
    },
    async close() {
      isClosed = true;
      await next?.catch(() => undefined);
      await Promise.all(storing);
    },
  };
}
