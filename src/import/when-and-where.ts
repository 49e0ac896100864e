import type { FieldSpan } from "./entry-reading.ts";
import { findDates } from "./find-dates.ts";
import { findVenue, mayBeginVenue } from "./find-venue.ts";
import type { Span } from "./source.ts";

/** Nothing longer is only that. */
const longest = 160;

/** A date or a venue or both, and nothing else. */
export function whenAndWhere(span: Span, text: string): readonly FieldSpan[] | undefined {
  if (span.end - span.start > longest) return undefined;
  const inner = text.slice(span.start, span.end);
  if (isLongTitle(inner)) return undefined;
  // `May 2026` looks like a venue and its year.
  const [only] = findDates(inner, span.start);
  if (only !== undefined && !hasWords(text.slice(span.start, only.span.start) + text.slice(only.span.end, span.end))) {
    return [{ field: "date", ...only }];
  }
  // Without a date nothing may stand before the venue.
  if (!/\d/.test(inner) && !mayBeginVenue(inner)) return undefined;
  const venue = findVenue(inner, span.start);
  if (venue === undefined) return undefined;
  const before = text.slice(span.start, venue.span.start);
  const after = text.slice(venue.span.end, span.end);
  const [date] = [...findDates(before, span.start), ...findDates(after, venue.span.end)];
  const found = { field: "venue" as const, span: venue.span, value: venue.value };
  if (date === undefined) return hasWords(before + after) ? undefined : [found];
  const isBehind = date.span.start >= venue.span.end;
  const around = isBehind
    ? [before, text.slice(venue.span.end, date.span.start), text.slice(date.span.end, span.end)]
    : [text.slice(span.start, date.span.start), text.slice(date.span.end, venue.span.start), after];
  return around.some(hasWords) ? undefined : [found, { field: "date", ...date }];
}

/** Many words without a number are the venue only if one of them says so. */
function isLongTitle(words: string): boolean {
  if (/\d/.test(words) || words.split(" ", 8).length < 8) return false;
  return !/proceedings|transactions|journal|conference|symposium|letters|advances|workshop/i.test(words);
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
