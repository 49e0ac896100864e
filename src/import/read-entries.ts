import { columnRoles } from "./column-roles.ts";
import type { EntryReading } from "./entry-reading.ts";
import { inlineEntry, type InlineEntry } from "./inline-entry.ts";
import { keyRoles } from "./key-roles.ts";
import { readHeadingEntry } from "./read-heading-entry.ts";
import { readInline } from "./read-inline.ts";
import { readKeyedLines } from "./read-keyed-lines.ts";
import { withNotes } from "./with-notes.ts";
import { readRow } from "./read-row.ts";
import { withRemarks } from "./with-remarks.ts";
import type { ReadmeStructure } from "./readme-structure.ts";
import type { Source } from "./source.ts";
import { voteOnTitles } from "./title-vote.ts";
import { withSection } from "./with-section.ts";

/**
 * What every entry says, in file order. Which place of an entry is the title, the nickname, the venue, is decided by what
 * stands there in the other entries of the same form. Linear in the length of the file; throws for no text.
 */
export function readEntries(
  { entries, sections }: Pick<ReadmeStructure, "entries" | "sections">,
  source: Pick<Source, "text">,
): readonly EntryReading[] {
  const { text } = source;
  const columns = columnRoles(entries);
  const keys = keyRoles(entries, text);
  const readings = new Map<number, EntryReading>();
  const inline = new Map<number, InlineEntry>();
  for (const [index, entry] of entries.entries()) {
    switch (entry.form) {
      case "row":
        readings.set(index, readRow(entry, source, columns.get(entry.block.start) ?? []));
        break;
      case "heading":
        readings.set(index, readHeadingEntry(entry, source, keys));
        break;
      case "item":
      case "paragraph":
        inline.set(index, inlineEntry(entry, readKeyedLines(entry, source, keys), text));
        break;
    }
  }
  for (const alike of Map.groupBy(
    inline,
    ([
      ,
      {
        source: { form },
      },
    ]) => form,
  ).values()) {
    const vote = voteOnTitles(alike.map(([, entry]) => entry));
    const read = withNotes(
      alike.map(([, entry]) => readInline(entry, vote, text)),
      text,
    );
    for (const [at, [index]] of alike.entries()) {
      const reading = read[at];
      if (reading !== undefined) readings.set(index, reading);
    }
  }
  const withHeadings = withSection(sections);
  return entries.flatMap((_, index) => readings.get(index) ?? []).map((reading) => withRemarks(withHeadings(reading)));
}
