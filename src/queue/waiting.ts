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
  /** Below 0 is what nobody waits for. */
  readonly priority: number;
  /** Undefined where it has one of its own. */
  readonly lane?: string;
  readonly group: string | undefined;
}

/**
 * What waited and what came become one look: of the newer word (or the present one), with what only the other says; at the
 * earlier time, but never within a delay.
 */
export function mergeWaiting<Item extends object>(
  present: Waiting<Item> | undefined,
  next: Waiting<Item>,
  whose: "newer" | "present" = "newer",
): Waiting<Item> {
  if (present === undefined) return next;
  const [strong, weak] = whose === "newer" ? [next, present] : [present, next];
  return {
    ...weak,
    ...strong,
    item: { ...weak.item, ...strong.item },
    notBefore: Math.min(present.notBefore, next.notBefore),
    heldUntil: Math.max(present.heldUntil, next.heldUntil),
    attempt: Math.max(present.attempt, next.attempt),
    priority: Math.max(present.priority, next.priority),
    group: strong.group ?? weak.group,
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

/**
 * As much of an error as is kept for the operator, without what Postgres refuses in JSON.
 * https://www.postgresql.org/docs/current/datatype-json.html
 */
export function printError(error: unknown): string {
  return String(error).slice(0, 500).toWellFormed().replaceAll("\0", "");
}

function errorOf(error: string | undefined): Pick<Waiting<unknown>, "error"> {
  return error === undefined ? {} : { error };
}
