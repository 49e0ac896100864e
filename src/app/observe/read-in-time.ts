import { inTime } from "../../queue/in-time.ts";

/** Milliseconds after which an answer is taken for lost, and it is asked again. */
const lostAfter = 30_000;

/**
 * Asks at most once at a time, and answers with undefined where that failed or took more than so many milliseconds. Who asks
 * meanwhile gets the same answer: a database that is slow already is not asked more.
 *
 * @param worth milliseconds for which an answer counts, so that who asks without end does not keep it busy
 */
export function readInTime<T>(read: () => Promise<T>, within: number, worth = 0): () => Promise<T | undefined> {
  let underWay: Promise<T> | undefined;
  let last: { readonly answer: T; readonly until: number } | undefined;
  return async () => {
    if (last !== undefined && performance.now() < last.until) return last.answer;
    underWay ??= inTime(read(), lostAfter)
      .then((answer) => {
        last = { answer, until: performance.now() + worth };
        return answer;
      })
      .finally(() => (underWay = undefined));
    return inTime(underWay, within).catch(() => undefined);
  };
}
