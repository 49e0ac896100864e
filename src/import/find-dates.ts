import { isRealDate } from "../list/is-real-date.ts";
import type { Span } from "./source.ts";

export interface FoundDate {
  readonly span: Span;
  /** ISO 8601 at its precision; undefined where there is no such day or month, as `2025-13`. */
  readonly value: string | undefined;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const month =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
/** Papers of earlier years are in no list, and numbers beyond are no years. */
const year = "(?:19[5-9][0-9]|20[0-2][0-9]|203[0-5])";
const day = "[0-9]{1,2}(?:st|nd|rd|th)?";

/** What follows a year in these is no date: `2003.12345`, `2048x`, `2000s`, `2020-2021`. */
const written = new RegExp(
  [
    `(?<![\\p{L}\\p{N}]|[0-9][./-])(?:`,
    [
      `(?<yearOfNumbers>${year})(?:(?<sign>[-./])(?<monthOfNumbers>[0-9]{1,2})(?:\\k<sign>(?<dayOfNumbers>[0-9]{1,2}))?)(?![0-9]|[./-][0-9]|\\p{L})`,
      `(?<yearOfChinese>${year}) ?年(?: ?(?<monthOfChinese>[0-9]{1,2}) ?月(?: ?(?<dayOfChinese>[0-9]{1,2}) ?[日号])?)?`,
      `(?<yearOfCompact>${year})(?<monthOfCompact>0[1-9]|1[0-2])(?<dayOfCompact>[0-2][0-9]|3[01])(?![\\p{L}\\p{N}])`,
      `(?<dayFirst>${day})(?: of)?[ -](?<monthSecond>${month})[.,]?[ -](?<yearThird>${year})(?![\\p{L}\\p{N}])`,
      `(?<monthFirst>${month})\\.?[ -]?(?:(?<daySecond>${day}),? |, ?)?(?:['’](?<shortYear>[0-9]{2})|(?<yearLast>${year}))(?![\\p{L}\\p{N}])`,
      `(?<yearBefore>${year})[ ,.-]{1,2}(?<monthAfter>${month})\\.?(?:[ -](?<dayAfter>${day}))?(?![\\p{L}\\p{N}])`,
      `(?:(?<first>[0-9]{1,2})[./-])?(?<second>[0-9]{1,2})(?<slash>[./-])(?<yearBehind>${year})(?![\\p{L}\\p{N}]|[./-][0-9])`,
      `(?<yearAlone>${year})(?!\\p{L}|\\p{N}|[./–-][0-9])`,
    ].join("|"),
    ")",
  ].join(""),
  "giu",
);

/** Every date and year in a text, in order. `offset` is that of the text. Linear. */
export function findDates(text: string, offset = 0): readonly FoundDate[] {
  if (!/\d/.test(text)) return [];
  return [...text.matchAll(written)].map(({ 0: found, index, groups = {} }) => ({
    span: { start: offset + index, end: offset + index + found.length },
    value: isoOf(groups),
  }));
}

function isoOf(groups: Readonly<Record<string, string | undefined>>): string | undefined {
  const { shortYear, first, second, slash } = groups;
  const ofName = groups["monthSecond"] ?? groups["monthFirst"] ?? groups["monthAfter"];
  const yearOf = firstOf(groups, yearNames) ?? (shortYear === undefined ? undefined : `20${shortYear}`);
  let monthOf =
    ofName === undefined ? firstOf(groups, monthNames) : String(months.indexOf(ofName.slice(0, 3).toLowerCase()) + 1);
  let dayOf = firstOf(groups, dayNames);
  if (second !== undefined) {
    monthOf = second;
    if (first !== undefined) {
      // Only Americans put the month first, and only with slashes: which of two small numbers it is cannot be told.
      const isAmerican = slash === "/" && Number(second) > 12;
      if (slash === "/" && !isAmerican && Number(first) <= 12) return yearOf;
      [monthOf, dayOf] = isAmerican ? [first, second] : [second, first];
    }
  }
  const date = [yearOf, monthOf, dayOf]
    .filter((part) => part !== undefined)
    .map((part) => part.replace(/\D+$/, "").padStart(2, "0"))
    .join("-");
  return isRealDate(date) ? date : undefined;
}

const yearNames = [
  "yearOfNumbers",
  "yearOfChinese",
  "yearOfCompact",
  "yearThird",
  "yearLast",
  "yearBefore",
  "yearBehind",
  "yearAlone",
];
const monthNames = ["monthOfNumbers", "monthOfChinese", "monthOfCompact"];
const dayNames = ["dayOfNumbers", "dayOfChinese", "dayOfCompact", "dayFirst", "daySecond", "dayAfter"];

function firstOf(groups: Readonly<Record<string, string | undefined>>, names: readonly string[]): string | undefined {
  const name = names.find((one) => groups[one] !== undefined);
  return name === undefined ? undefined : groups[name];
}
