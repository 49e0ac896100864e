import type { FieldSpan } from "./entry-reading.ts";
import { findDates } from "./find-dates.ts";
import { findVenue } from "./find-venue.ts";
import type { Span } from "./source.ts";

/** A date or a venue or both, and nothing else. */
export function whenAndWhere(span: Span, text: string): readonly FieldSpan[] | undefined {
  const inner = text.slice(span.start, span.end);
  const venue = findVenue(inner, span.start);
  const rest =
    venue === undefined
      ? inner
      : inner.slice(0, venue.span.start - span.start) +
        " ".repeat(venue.span.end - venue.span.start) +
        inner.slice(venue.span.end - span.start);
  const [date] = findDates(rest, span.start);
  const left =
    date === undefined ? rest : rest.slice(0, date.span.start - span.start) + rest.slice(date.span.end - span.start);
  if ((venue === undefined && date === undefined) || /[\p{L}\p{N}]/u.test(left)) return undefined;
  return [
    ...(venue === undefined ? [] : [{ field: "venue" as const, span: venue.span, value: venue.value }]),
    ...(date === undefined ? [] : [{ field: "date" as const, span: date.span, value: date.value }]),
  ];
}
