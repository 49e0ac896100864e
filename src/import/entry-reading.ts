import type { LinkKind, Paper } from "../list/paper.ts";
import type { EntrySource } from "./readme-structure.ts";
import type { Span } from "./source.ts";

/**
 * What one place in an entry says. Spans hold the value only, never the marks around it: the title between its asterisks,
 * the address between its parentheses. What is in no span is glue.
 */
export type FieldSpan =
  | {
      readonly field: "nickname" | "venue" | "summary" | "abstract";
      readonly span: Span;
      /** As `list.json` will have it: plain text, Markdown undone. */
      readonly value: string;
    }
  /** `rest`: the span holds what follows the nickname only, as in `[Nick](…): the rest`; the value is the whole title. */
  | { readonly field: "title"; readonly span: Span; readonly value: string; readonly rest?: true }
  | { readonly field: "authors" | "institutions"; readonly span: Span; readonly value: readonly string[] }
  /** ISO 8601 at its precision; undefined where the text is no real date, as `2025-13`. */
  | { readonly field: "date"; readonly span: Span; readonly value: string | undefined }
  /** Each tag by itself, each mark (🔥, ⭐️, `:star:`) by itself. */
  | { readonly field: "tag" | "mark"; readonly span: Span; readonly value: string }
  | LinkSpan
  /** The entry's number where it stands by itself: `12.`, `### 7.`, `**[43]**`. */
  | { readonly field: "number"; readonly span: Span; readonly value: number }
  | { readonly field: "image"; readonly span: Span; readonly value: string }
  /** What is known by another field: the arXiv id in a badge, `owner/name` in one of stars. */
  | { readonly field: "arxiv" | "repository" | "year"; readonly span: Span; readonly value: string }
  /** Words of the entry that are none of the above, as Markdown. `name` is the key they stand under (`task`), else `note`. */
  | { readonly field: "note"; readonly span: Span; readonly value: string; readonly name: string };

/** One link: the whole of it with its brackets, as `[[Paper](https://…)]`. */
export interface LinkSpan {
  readonly field: "link";
  readonly span: Span;
  readonly url: Span;
  /** The address as written, which may be empty or no address at all. */
  readonly value: string;
  /** Absent where another field stands in its place (a linked title), or there is none (a bare address). */
  readonly label?: { readonly span: Span; readonly value: string };
  readonly kind: LinkKind;
  /**
   * Its text is another field (the title, the nickname, the date and venue): `[Title](url)`. Then `span` holds that field's
   * span too; otherwise spans do not overlap.
   */
  readonly wraps: boolean;
}

/** An entry with what it says. Fields are in order of their spans. */
export interface EntryReading {
  readonly source: EntrySource;
  readonly fields: readonly FieldSpan[];
  /** Undefined where no title could be told: then the entry is kept as text. */
  readonly title: string | undefined;
  /** What the entry means without saying it by itself: the year in its venue, the year or venue of its heading, what stands in a note. */
  readonly implied: {
    readonly date?: string;
    readonly venue?: string;
    readonly nickname?: string;
    readonly tags?: readonly string[];
  };
  /** From 0 to 1: how much of it fits what its neighbours are like. */
  readonly confidence: number;
  readonly remarks: readonly ImportRemark[];
}

/** A fault in the list as it is, or something that was guessed. */
export interface ImportRemark {
  readonly code:
    | "empty-link"
    | "broken-link"
    | "bad-date"
    | "date-before-arxiv"
    | "date-a-year-off"
    | "not-canonical"
    | "same-id-two-titles"
    | "two-papers"
    | "repeated-in-section"
    | "dead-anchor"
    | "no-link"
    | "no-title";
  readonly span: Span;
  /** For people: what it is and what to do. */
  readonly message: string;
}

/** A paper as one entry says it, before it is joined with the same paper elsewhere. */
export type ReadPaper = Omit<Paper, "id" | "categories">;
