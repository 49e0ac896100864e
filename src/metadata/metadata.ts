import type { PaperQuery } from "../list/paper-query.ts";
import type { LookUp } from "../list/paper-record.ts";

/** Everything that is known about papers in the world, as far as the sources tell. */
export interface Metadata {
  /**
   * One answer for each question, in their order, from the cache where it is known and `fresh` is not asked for. Never throws for
   * what a source did, and is never longer than `deadline`: what is known by then is `found`, else it is `unavailable`, and who has not
   * answered is a failure. The asking goes on, for the next look.
   */
  lookUp(queries: readonly PaperQuery[], options?: LookUpOptions): Promise<readonly LookUp[]>;
  /** Stops what is under way and lets go of connections and timers. */
  close(): Promise<void>;
}

export interface LookUpOptions {
  readonly fresh?: boolean;
  /** Milliseconds from now; 20,000 where nothing is said. */
  readonly deadline?: number;
  /** Told as each question is answered. */
  readonly onAnswer?: (lookUp: LookUp) => void;
}

/** What is told by the environment; base URLs without a slash at the end. */
export interface MetadataSettings {
  readonly arxivApiUrl: string;
  readonly crossrefApiUrl: string;
  readonly dataciteApiUrl: string;
  readonly openreviewApiUrl: string;
  readonly openalexApiUrl: string;
  readonly semanticScholarApiUrl: string;
  /** https://aclanthology.org; not part of the environment. */
  readonly aclAnthologyUrl: string;
  /** An address that services may write to; Crossref then serves faster. */
  readonly mailto: string | undefined;
}

/** The services themselves. */
export const defaultMetadataSettings: MetadataSettings = {
  arxivApiUrl: "https://export.arxiv.org/api",
  crossrefApiUrl: "https://api.crossref.org",
  dataciteApiUrl: "https://api.datacite.org",
  openreviewApiUrl: "https://api2.openreview.net",
  openalexApiUrl: "https://api.openalex.org",
  semanticScholarApiUrl: "https://api.semanticscholar.org/graph/v1",
  aclAnthologyUrl: "https://aclanthology.org",
  mailto: undefined,
};
