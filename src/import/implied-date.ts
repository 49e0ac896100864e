import type { FieldSpan } from "./entry-reading.ts";
import { findDates } from "./find-dates.ts";
import { findVenue } from "./find-venue.ts";

/** The year in the venue of an entry that has no date of its own. */
export function impliedDate(fields: readonly FieldSpan[]): { readonly date?: string } {
  if (fields.some(({ field }) => field === "date")) return {};
  const year = fields.flatMap((field) =>
    field.field === "venue" ? (findVenue(field.value)?.year ?? findDates(field.value)[0]?.value ?? []) : [],
  )[0];
  return year === undefined ? {} : { date: year };
}
