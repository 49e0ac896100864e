import type { SourceFailure } from "../list/paper-record.ts";
import { isOutage } from "./is-outage.ts";

/** Leaves a service alone that is in trouble: one minute at first, twice as long each time, an hour at most. */
export interface Breaker {
  /** What is answered instead of asking; undefined when it may be asked. */
  open(): SourceFailure | undefined;
  /** It answered something. */
  succeeded(): void;
  /** It answered nothing of what it was asked. Says when it may be asked again, if it is left alone now. */
  failed(failure: SourceFailure): SourceFailure;
}

const shortest = 60_000;
const longest = 3_600_000;
/** An answer that is refused or nonsense may be the fault of one question; several in a row are not. */
const mostStrange = 3;

export function createBreaker(now: () => number): Breaker {
  let broken: SourceFailure | undefined;
  let times = 0;
  let strange = 0;

  return {
    open() {
      return broken?.retryAt !== undefined && broken.retryAt > now() ? broken : undefined;
    },
    succeeded() {
      broken = undefined;
      times = 0;
      strange = 0;
    },
    failed(failure) {
      if (!isOutage(failure)) strange += 1;
      if (!isOutage(failure) && strange < mostStrange) return failure;
      // Several requests that were under way fail together, and count once.
      if (broken?.retryAt === undefined || broken.retryAt <= now()) times += 1;
      const pause = Math.min(longest, shortest * 2 ** (times - 1));
      broken = { ...failure, retryAt: Math.max(failure.retryAt ?? 0, now() + pause) };
      return broken;
    },
  };
}
