/**
 * A mistake a person must mend: a value, never thrown.
 *
 * All problems of an answer are told at once, each with whatever of these exists:
 * where it is, what was given, what is allowed, what comes nearest, and an example.
 */
export interface Problem {
  readonly code: ProblemCode;
  /** `warning` never stops a change and never makes `check` fail. */
  readonly severity: "error" | "warning";
  /** What a person calls the place: `title`, `categories`, `papers[3].links[0].url`, `configuration.outputs`. */
  readonly field: string;
  /** One or two plain sentences that stand alone; outside text in it is quoted, cut to 200 characters, and NOT escaped for any output. */
  readonly message: string;
  /** Path in the JSON document, for its line and column; absent where the problem is not about a value in a file. */
  readonly path?: JsonPath;
  readonly given?: string;
  readonly allowed?: readonly string[];
  readonly nearest?: string;
  readonly example?: string;
  /** Filled where the position is known without a path (a syntax error, a template). */
  readonly position?: Position;
  /** File the problem is in, relative to the repository; absent means the list file. */
  readonly file?: string;
}

export type JsonPath = readonly (string | number)[];

/** 1-based, as editors and GitHub's annotations count; `column` in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export type ProblemCode =
  | "empty-file"
  | "not-json"
  | "too-deep"
  | "too-large"
  | "duplicate-key"
  | "wrong-shape"
  | "unknown-key"
  | "missing-field"
  | "wrong-value"
  | "unknown-category"
  | "category-has-children"
  | "duplicate-id"
  | "duplicate-paper"
  | "likely-duplicate"
  | "identity-mismatch"
  | "not-found"
  | "bad-identifier"
  | "identifier-link-mismatch"
  | "bad-url"
  | "bad-date"
  | "date-before-arxiv"
  | "date-year-off"
  | "not-canonical"
  | "unknown-paper"
  | "template-syntax"
  | "template-unknown-variable"
  | "template-too-long"
  | "template-too-much-output"
  | "template-forbidden"
  | "region-not-closed"
  | "region-repeated"
  | "region-unknown"
  | "not-our-file"
  | "bad-configuration"
  | "bad-command"
  | "stale-output"
  | "unused-file";

/** A value, or every problem that stands in its way. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly warnings?: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };
