import type { IdentifierKind, Link } from "../list/paper.ts";
import type { PaperRecord, SourceName } from "../list/paper-record.ts";

/** What an adapter read out of an answer, as text without markup; nothing of it is believed to be well-formed. */
export interface RawRecord {
  readonly source: SourceName;
  readonly url: string;
  readonly title: string | undefined;
  readonly authors?: readonly string[] | undefined;
  readonly date?: string | undefined;
  readonly venue?: string | undefined;
  readonly published?: string | undefined;
  readonly abstract?: string | undefined;
  /** In any form that `canonicalIdentifier` reads. */
  readonly identifiers?: Readonly<Partial<Record<IdentifierKind, string | undefined>>>;
  readonly links?: readonly Link[] | undefined;
  readonly withdrawn?: boolean | undefined;
}

/**
 * The record of what was read: cleaned, within the bounds of a list's fields, what is not well-formed left out.
 * Undefined without a title: then the answer says nothing.
 */
export function makeRecord(raw: RawRecord): PaperRecord | undefined {
  if (raw.title === undefined || raw.title === "") return undefined;
  return { source: raw.source, url: raw.url, title: raw.title, identifiers: {} };
}
