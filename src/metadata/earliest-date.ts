import { isRealDate } from "../list/is-real-date.ts";

/**
 * The earliest of `YYYY`, `YYYY-MM` and `YYYY-MM-DD`; of a year and a day in it the day. What is no date does not count.
 */
export function earliestDate(dates: readonly (string | undefined)[]): string | undefined {
  // `~` comes after `-`, so that what says more comes before what it begins with.
  const [first] = dates
    .filter((date) => date !== undefined)
    .filter(isRealDate)
    .map((date) => `${date}~`)
    .toSorted();
  return first?.slice(0, -1);
}
