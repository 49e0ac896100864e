import type { PaperDraft } from "./paper-draft.ts";
import type { LookUp, PaperRecord, SourceName } from "./paper-record.ts";
import { identifierKinds } from "./paper-names.ts";
import type { Identifiers, Link } from "./paper.ts";
import { canonicalUrl } from "./url.ts";

/** The fields that a look-up may fill. */
export const foundFields = ["title", "authors", "date", "venue", "abstract", "identifiers", "links"] as const;
export type FoundField = (typeof foundFields)[number];

/** What the sources know of one paper, field by field, each with who said it. */
export interface FoundFacts {
  readonly draft: Pick<PaperDraft, FoundField>;
  /** Of `identifiers` and `links`: everyone who added one. */
  readonly sources: Readonly<Partial<Record<FoundField, readonly SourceName[]>>>;
  /** Where a person can read what a source says. */
  readonly urls: Readonly<Partial<Record<SourceName, string>>>;
}

const mostLinks = 20;

/**
 * All that was found about one paper put together: each field as the first record has it, since the surest comes first;
 * the date is the earliest, identifiers and links are those of all. Undefined where nothing was found.
 */
export function mergeLookUps(lookUps: readonly LookUp[]): FoundFacts | undefined {
  const records = lookUps.flatMap((lookUp) => lookUp.records);
  if (records.length === 0) return undefined;
  const sources: { [field in FoundField]?: readonly SourceName[] } = {};
  const firstOf = <Field extends "title" | "authors" | "venue" | "abstract">(
    field: Field,
  ): Pick<PaperRecord, Field> | undefined => {
    const record = records.find((one) => one[field] !== undefined);
    if (record === undefined) return undefined;
    sources[field] = [record.source];
    return { [field]: record[field] } as Pick<PaperRecord, Field>;
  };
  const text = { ...firstOf("title"), ...firstOf("authors"), ...earliestDate() };
  const draft = { ...text, ...firstOf("venue"), ...firstOf("abstract"), ...allIdentifiers(), ...allLinks() };
  const used = new Set(Object.values(sources).flat());
  const urls = Object.fromEntries(
    records.toReversed().flatMap(({ source, url }) => (used.has(source) ? [[source, url]] : [])),
  ) as FoundFacts["urls"];
  return { draft, sources, urls };

  function earliestDate(): { date?: string } {
    const dated = records.filter((record) => record.date !== undefined);
    // Of two that agree as far as they go the more precise one: "2024" may be any day of it.
    const key = (record: PaperRecord): string => (record.date ?? "").padEnd(10, "~");
    const first = dated.reduce<PaperRecord | undefined>(
      (best, record) => (best === undefined || key(record) < key(best) ? record : best),
      undefined,
    );
    if (first?.date === undefined) return {};
    sources.date = [first.source];
    return { date: first.date };
  }

  function allIdentifiers(): { identifiers?: Identifiers } {
    const identifiers: { -readonly [kind in keyof Identifiers]: Identifiers[kind] } = {};
    const by = new Set<SourceName>();
    for (const record of records) {
      for (const kind of identifierKinds) {
        const value = record.identifiers[kind];
        if (value === undefined || identifiers[kind] !== undefined) continue;
        identifiers[kind] = value;
        by.add(record.source);
      }
    }
    if (by.size === 0) return {};
    sources.identifiers = [...by];
    return { identifiers };
  }

  function allLinks(): { links?: readonly Link[] } {
    const links = new Map<string, Link>();
    const by = new Set<SourceName>();
    for (const record of records) {
      for (const link of record.links ?? []) {
        const key = `${link.kind} ${canonicalUrl(link.url)}`;
        if (links.has(key) || links.size >= mostLinks) continue;
        links.set(key, link);
        by.add(record.source);
      }
    }
    if (by.size === 0) return {};
    sources.links = [...by];
    return { links: [...links.values()] };
  }
}
