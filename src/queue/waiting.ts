/** A subject that waits to be looked at. Times are milliseconds since 1970. */
export interface Waiting<Item> {
  readonly item: Item;
  readonly notBefore: number;
  /** The end of the delay after a failure. Unlike `notBefore` it is made no earlier by what comes. */
  readonly heldUntil: number;
  /** Counts from 1. */
  readonly attempt: number;
  /** The last words of the try before. */
  readonly error?: string;
  readonly priority: number;
  readonly group: string | undefined;
}

/** What waited and what came become one look: of the newer word, at the earlier time, but never within a delay. */
export function mergeWaiting<Item>(present: Waiting<Item> | undefined, next: Waiting<Item>): Waiting<Item> {
  if (present === undefined) return next;
  return {
    item: next.item,
    notBefore: Math.min(present.notBefore, next.notBefore),
    heldUntil: Math.max(present.heldUntil, next.heldUntil),
    attempt: Math.max(present.attempt, next.attempt),
    ...errorOf(next.error ?? present.error),
    priority: Math.max(present.priority, next.priority),
    group: next.group ?? present.group,
  };
}

/** A failed look that is to be tried again after `delay` milliseconds. */
export function nextTry<Item>(failed: Waiting<Item>, delay: number, error: unknown): Waiting<Item> {
  const until = Date.now() + delay;
  return {
    ...failed,
    notBefore: until,
    heldUntil: until,
    attempt: failed.attempt + 1,
    ...errorOf(printError(error)),
  };
}

/** As much of an error as is kept for the operator. */
export function printError(error: unknown): string {
  return String(error).slice(0, 500).toWellFormed();
}

function errorOf(error: string | undefined): Pick<Waiting<unknown>, "error"> {
  return error === undefined ? {} : { error };
}
