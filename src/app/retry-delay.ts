import { Outage, Refused } from "../github/github-error.ts";

/** Times the first delay, a second; the eighth and last try is about half an hour after the first. */
const retryDelays = [1, 5, 20, 60, 180, 600, 1_200];

/** Milliseconds until people are tried to be told again: that is never given up. */
export function tellDelay(error: unknown, attempt: number, first?: number): number {
  return retryDelay(error, Math.min(attempt, retryDelays.length), first) ?? 3_600_000;
}

/** Milliseconds until the next try, or undefined to give up. `attempt` counts from 1, `first` is the first delay. */
export function retryDelay(error: unknown, attempt: number, first = 1000): number | undefined {
  // A person must change something first; their change is an event, and so a new look.
  if (error instanceof Refused) return undefined;
  const times = retryDelays[attempt - 1];
  if (times === undefined) return undefined;
  const delay = times * first;
  return error instanceof Outage ? Math.max(delay, (error.retryAfter ?? 0) * 1000) : delay;
}

/** Milliseconds that a whole installation waits: what GitHub limits is the installation, and so all that is in its name. */
export function limitDelay(error: unknown): number | undefined {
  if (!(error instanceof Outage) || (error.status !== 403 && error.status !== 429)) return undefined;
  return (error.retryAfter ?? 0) * 1000;
}
