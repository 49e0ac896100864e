import type { Round } from "./turns.ts";

/** Servers that share a database, and whose clocks differ by less, make one job of what they begin. Milliseconds. */
const clocksDiffer = 5000;

/**
 * Calls `begin` at the beginning of each round of the clock. What is begun is to wait for `delay` milliseconds, so that the other
 * servers' wish for the same becomes part of it. Returns what ends it.
 */
export function startRounds(every: number, begin: (round: Round, delay: number) => void): () => void {
  let next = Math.floor(Date.now() / every) + 1;
  let timer = wait();

  function wait(): NodeJS.Timeout {
    return setTimeout(
      () => {
        const now = Math.floor(Date.now() / every);
        // A timer may come a moment early, and long after a machine slept; by more than a moment, the clock was set back.
        if (next * every - Date.now() > every / 2) next = now + 1;
        else {
          begin({ at: next * every, every }, Math.min(clocksDiffer, every / 2));
          next = Math.max(next, now) + 1;
        }
        timer = wait();
      },
      next * every - Date.now(),
    ).unref();
  }

  return () => clearTimeout(timer);
}
