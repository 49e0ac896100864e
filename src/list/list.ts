import type { Paper } from "./paper.ts";

/** A whole `list.json`. Papers are in order of `id`; reading order belongs to the templates or to a category's `order`. */
export interface List {
  readonly $schema?: string;
  readonly title: string;
  /** Markdown. */
  readonly description?: string;
  readonly taxonomy: readonly Category[];
  readonly papers: readonly Paper[];
}

/** A part of the taxonomy. Papers stand in leaves only; a leaf's path is the ids from the top joined by `/`. */
export interface Category {
  /** `[a-z0-9]` words joined by `-`. */
  readonly id: string;
  readonly title: string;
  readonly emoji?: string;
  /** Markdown. */
  readonly description?: string;
  /** Paper ids in the order a curator wants; the others follow as the template sorts them. */
  readonly order?: readonly string[];
  readonly categories?: readonly Category[];
}
