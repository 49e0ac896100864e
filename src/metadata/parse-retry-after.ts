const longest = 24 * 3_600_000;

/**
 * Milliseconds since 1970 that a `Retry-After` names, in seconds or as an HTTP date, at most a day from `now`; undefined where
 * it names none. https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  // Date.parse would read a date into nearly any number.
  const at = /^\d{1,10}$/.test(header) ? now + Number(header) * 1000 : Date.parse(/[a-z]/i.test(header) ? header : "");
  return Number.isNaN(at) ? undefined : Math.min(Math.max(at, now), now + longest);
}
