import { inTime } from "../../queue/in-time.ts";

/** Milliseconds after which an answer is taken for lost, and it is asked again. */
const lostAfter = 30_000;

/**
 * Asks at most once at a time, and answers with undefined where that failed or took more than so many milliseconds. Who asks
 * meanwhile gets the same answer: a database that is slow already is not asked more.
 */
export function readInTime<T>(read: () => Promise<T>, within: number): () => Promise<T | undefined> {
  let underWay: Promise<T> | undefined;
  return async () => {
    underWay ??= inTime(read(), lostAfter).finally(() => (underWay = undefined));
    return inTime(underWay, within).catch(() => undefined);
  };
}
