import type { SourceFailure } from "../list/paper-record.ts";

/** Whether it is the service that is in trouble, whatever it was asked. */
export function isOutage({ why }: SourceFailure): boolean {
  return why === "down" || why === "throttled" || why === "timed-out";
}
