import type { PaperQuery } from "./paper-query.ts";
import type { Identifiers, Link } from "./paper.ts";

/** Who is asked about papers. `page` is the paper's own page, read by its citation meta tags. */
export const sourceNames = [
  "arxiv",
  "datacite",
  "crossref",
  "openreview",
  "openalex",
  "semantic-scholar",
  "acl",
  "page",
] as const;
export type SourceName = (typeof sourceNames)[number];

/** As people call them. */
export const sourceTitles: Readonly<Record<SourceName, string>> = {
  arxiv: "arXiv",
  datacite: "DataCite",
  crossref: "Crossref",
  openreview: "OpenReview",
  openalex: "OpenAlex",
  "semantic-scholar": "Semantic Scholar",
  acl: "the ACL Anthology",
  page: "the paper's page",
};

/** What one source says of one paper. Plain text: no markup, no LaTeX, one space between words; only what it really says. */
export interface PaperRecord {
  readonly source: SourceName;
  /** Where a person can read the same; http or https. */
  readonly url: string;
  readonly title: string;
  /** Given name first, in the paper's order; all of them up to a thousand. */
  readonly authors?: readonly string[];
  /** When it first appeared, at the precision known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date?: string;
  /** Where it was published: a conference or journal, never a preprint server. */
  readonly venue?: string;
  /** When it was published there. */
  readonly published?: string;
  /** Paragraphs separated by a blank line. */
  readonly abstract?: string;
  /** Canonical: every name the source knows this very paper by. A DOI of arXiv's own is its arXiv id. */
  readonly identifiers: Identifiers;
  /** Code, website, video …: only links with a kind of their own. */
  readonly links?: readonly Link[];
  /** The authors or the publisher took it back. */
  readonly withdrawn?: boolean;
}

/** Why a source gave no answer that can be used. */
export interface SourceFailure {
  readonly source: SourceName;
  /** `nonsense`: an answer that is not what the service promises. */
  readonly why: "down" | "throttled" | "timed-out" | "nonsense" | "too-large" | "refused";
  /** One plain sentence without the name of the source, for a person: `it asks us to wait 30 seconds`. */
  readonly detail: string;
  /** Milliseconds since 1970 before which asking again is of no use. */
  readonly retryAt?: number;
}

/** What was learned about one question. Plain data: it is part of the snapshot, recorded and replayed. */
export interface LookUp {
  readonly query: PaperQuery;
  /** `unavailable`: nobody who could know answered; it may be there. */
  readonly outcome: "found" | "not-found" | "unavailable";
  /** Of this very paper, the surest source first; empty unless `found`. */
  readonly records: readonly PaperRecord[];
  /** A title's search that found papers which may be meant, the nearest first. */
  readonly candidates?: readonly PaperRecord[];
  /** Sources that were asked and failed, also where another one answered. */
  readonly failures: readonly SourceFailure[];
}
