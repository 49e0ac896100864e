import { isRealDate } from "../list/is-real-date.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * `YYYY`, `YYYY-MM` or `YYYY-MM-DD` of a date as publishers write it in meta tags: `2024/5/1`, `2024-05-01T00:00:00Z`, `Nov. 2021`,
 * `1 May 2024`, `May 1, 2024`. Where day or month cannot be told (`05/06/2024`, `21-26 July 2017`) what is sure; undefined without a year.
 */
export function parseWrittenDate(text: string): string | undefined {
  const given = text.slice(0, 100).trim();
  const numbers = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)/.exec(given);
  if (numbers !== null) return firstReal(numbers[1], numbers[2], numbers[3]);
  const words = /^(?:(\d{1,2})\s+)?([a-z]{3,9})\.?(?:\s+(\d{1,2}))?,?\s+(\d{4})$/i.exec(given);
  const month = months.indexOf(words?.[2]?.slice(0, 3).toLowerCase() ?? "") + 1;
  const year = words?.[4] ?? /\b(?:19|20)\d{2}\b/.exec(given)?.[0];
  return firstReal(year, month === 0 ? undefined : String(month), words?.[1] ?? words?.[3]);
}

/** As precise as there is such a date: `2024/00/00` is 2024. */
function firstReal(year?: string, month?: string, day?: string): string | undefined {
  const parts = [year, month?.padStart(2, "0"), day?.padStart(2, "0")];
  return [3, 2, 1]
    .map((count) => parts.slice(0, count))
    .filter((some) => !some.includes(undefined))
    .map((some) => some.join("-"))
    .find(isRealDate);
}
