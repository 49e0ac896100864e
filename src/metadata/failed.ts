import type { SourceFailure, SourceName } from "../list/paper-record.ts";

export interface Failed {
  readonly kind: "failed";
  readonly failure: SourceFailure;
}

/** The answer of a source that gave none. */
export function failed(source: SourceName, why: SourceFailure["why"], detail: string, retryAt?: number): Failed {
  return { kind: "failed", failure: { source, why, detail, ...(retryAt === undefined ? {} : { retryAt }) } };
}
