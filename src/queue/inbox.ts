import { inTime } from "./in-time.ts";
import type { Keyed } from "./job-store.ts";
import { mergeWaiting, type Waiting } from "./waiting.ts";

/** It is not known to be stored, so nobody may be told that it was taken. `status` is what a webhook is answered. */
export class NotStored extends Error {
  readonly status = 503;
}

/**
 * Gathers what comes in one turn of the event loop, or while a batch is stored, and stores it at once. One batch at a time:
 * on Postgres too a few larger statements cost less than many at the same time, and no subject is in two.
 */
export interface Inbox<Item> {
  /** Resolves when it is stored; rejects with `NotStored` when it could not be, or not in time. */
  add(key: string, waiting: Waiting<Item>): Promise<void>;
  /** Resolves when nothing is left to be stored; what comes later is not. */
  close(): Promise<void>;
}

/** Milliseconds to store something. GitHub waits ten seconds for the answer. */
const storeWithin = 5_000;

export function createInbox<Item extends object>(
  store: (subjects: readonly Keyed<Item>[]) => Promise<void>,
): Inbox<Item> {
  let gathered = new Map<string, Waiting<Item>>();
  let next: Promise<void> | undefined;
  let storing: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  /** When the one before is through, well or not. */
  async function storeGathered(): Promise<void> {
    await storing;
    await new Promise((resolve) => setImmediate(resolve));
    const batch = [...gathered];
    gathered = new Map();
    next = undefined;
    const stored = inTime(store(batch), storeWithin);
    storing = stored.catch(() => undefined);
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
      await storing;
    },
  };
}
