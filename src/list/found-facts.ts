import type { PaperDraft } from "./paper-draft.ts";
import { arxivMonth } from "./identifiers.ts";
import type { LookUp, PaperRecord, SourceName } from "./paper-record.ts";
import { identifierKinds } from "./paper-names.ts";
import type { Identifiers, Link } from "./paper.ts";
import { isSameTitle } from "./same-title.ts";
import { shareAuthor } from "./share-author.ts";
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
 * Records of another paper under a name that the asked one is said to have: a DOI that its authors mistyped at arXiv. Neither
 * they nor that name are taken.
 */
export function strayRecords(lookUps: readonly LookUp[]): readonly PaperRecord[] {
  return lookUps.flatMap(({ records: [first, ...others] }) =>
    first === undefined ? [] : others.filter((record) => !mayBeOne(first, record)),
  );
}

/** A published version may have another title than its preprint, and an index other authors; not both. */
function mayBeOne(a: PaperRecord, b: PaperRecord): boolean {
  if (isSameTitle(a.title, b.title)) return true;
  return a.authors !== undefined && b.authors !== undefined && shareAuthor(a.authors.slice(0, 1), b.authors);
}

/**
 * All that was found about one paper put together: each field as the first record has it, since the surest comes first;
 * the date is the earliest, identifiers and links are those of all. Undefined where nothing was found.
 */
export function mergeLookUps(lookUps: readonly LookUp[]): FoundFacts | undefined {
  const strays = strayRecords(lookUps);
  const records = lookUps.flatMap((lookUp) => lookUp.records).filter((record) => !strays.includes(record));
  const wrong = new Set(
    strays.flatMap(({ identifiers }) => identifierKinds.map((kind) => `${kind}:${identifiers[kind]}`)),
  );
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
  const named = allIdentifiers();
  const text = { ...firstOf("title"), ...firstOf("authors"), ...earliestDate(named.identifiers?.arxiv) };
  const draft = { ...text, ...firstOf("venue"), ...firstOf("abstract"), ...named, ...allLinks() };
  const used = new Set(Object.values(sources).flat());
  const urls = Object.fromEntries(
    records.toReversed().flatMap(({ source, url }) => (used.has(source) ? [[source, url]] : [])),
  ) as FoundFacts["urls"];
  return { draft, sources, urls };

  function earliestDate(arxiv: string | undefined): { date?: string } {
    // What a forum or a publisher knew before is no day on which anybody could read it.
    const month = arxiv === undefined ? "" : (arxivMonth(arxiv) ?? "");
    const dated = records.filter(({ date }) => date !== undefined && date.padEnd(10, "~") >= month);
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
        if (value === undefined || identifiers[kind] !== undefined || wrong.has(`${kind}:${value}`)) continue;
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
