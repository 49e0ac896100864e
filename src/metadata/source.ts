import type { PaperQuery } from "../list/paper-query.ts";
import type { PaperRecord, SourceName } from "../list/paper-record.ts";
import type { Failed } from "./failed.ts";
import type { Http } from "./http.ts";

/** One service that knows papers. One a file; what it is asked, and how its answers are read, is its own. */
export interface Source {
  readonly name: SourceName;
  /** Whether it can answer this at all. */
  knows(query: PaperQuery): boolean;
  /** How many questions go into one request; 1 where there is no batch. */
  readonly batch: number;
  /**
   * Asks about at most `batch` questions and answers each, in their order. Never throws for what the service did:
   * one that it does not know is `not-found`, what it did instead of answering is `failed`.
   */
  ask(queries: readonly PaperQuery[], http: Http): Promise<readonly SourceAnswer[]>;
}

export type SourceAnswer =
  | { readonly kind: "found"; readonly record: PaperRecord }
  /** Of a title's search: what may be meant, nearest first. Whether one of them is it is decided by `ask-sources`. */
  | { readonly kind: "candidates"; readonly records: readonly PaperRecord[] }
  | { readonly kind: "not-found" }
  | Failed;
