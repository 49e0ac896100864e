import type { EntryReading } from "./entry-reading.ts";
import { findDates } from "./find-dates.ts";
import { findVenue } from "./find-venue.ts";
import type { Section } from "./readme-structure.ts";

type Implied = EntryReading["implied"];

/** What headings above an entry say where it says nothing itself: `## 2023`, `## CVPR 2025`. Gives a function for any reading. */
export function withSection(sections: readonly Section[]): (reading: EntryReading) => EntryReading {
  const known = new Map<number, { readonly year?: Implied; readonly venue?: Implied }>();
  return (reading) => {
    const { year, venue } = impliedBy(reading.source.section);
    const has = (name: "date" | "venue"): boolean => reading.fields.some(({ field }) => field === name);
    // A heading that is a year says when papers came out, though they were published elsewhere later.
    const implied = { ...venue, ...reading.implied, ...year };
    const { date, venue: where } = implied;
    return {
      ...reading,
      implied: {
        ...(date !== undefined && !has("date") && { date }),
        ...(where !== undefined && !has("venue") && { venue: where }),
      },
    };
  };

  function impliedBy(section: number): { readonly year?: Implied; readonly venue?: Implied } {
    const found = known.get(section);
    if (found !== undefined) return found;
    const { title = "", parent } = sections[section] ?? {};
    const above = parent === undefined ? {} : impliedBy(parent);
    const own = saidBy(title);
    const implied = { ...above, ...own };
    known.set(section, implied);
    return implied;
  }
}

function saidBy(title: string): { readonly year?: Implied; readonly venue?: Implied } {
  const venue = title.length > 120 ? undefined : findVenue(title);
  if (venue?.year !== undefined) return { venue: { venue: venue.value, date: venue.year } };
  const dates = findDates(title);
  const [date] = dates;
  if (date?.value === undefined || dates.length > 1) return {};
  // "Robots of 2024 that walk on ice" is a topic.
  const others = (title.slice(0, date.span.start) + title.slice(date.span.end)).match(/\p{L}+/gu)?.length ?? 0;
  return others <= 2 ? { year: { date: date.value } } : {};
}
