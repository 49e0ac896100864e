import type { Nodes, RootContent } from "mdast";
import type { Span } from "./source.ts";

/**
 * What stands where in a README: its sections, the entries in them, and nothing else; what is no entry is only known by
 * not being in one. Made by one parse of the whole file.
 */
export interface ReadmeStructure {
  /** In file order. The first is the page itself (level 0), what stands before any heading. */
  readonly sections: readonly Section[];
  /** In file order; they do not overlap. */
  readonly entries: readonly EntrySource[];
  /** What looked like an entry and was left out, with why: a news section, a table of contents, hidden in a comment. */
  readonly leftOut: readonly { readonly span: Span; readonly because: LeftOutReason }[];
  /** The top of the file's tree. */
  readonly blocks: readonly RootContent[];
}

export type LeftOutReason = "news" | "contents" | "related" | "hidden" | "code";

/** A heading, a `<summary>`, a bold line or a bullet that has entries below it, as a part of the taxonomy to be. */
export interface Section {
  /** Of the heading as a whole. */
  readonly span: Span;
  /** Without emoji at its beginning, anchors, links back and numbers. */
  readonly title: string;
  readonly emoji?: string;
  /** 0 the page, then as deep as it is nested. */
  readonly level: number;
  /** Index in `sections`. */
  readonly parent?: number;
  readonly form: "page" | "heading" | "summary" | "label" | "bullet";
}

/** One entry as it stands in the file: whole lines, from the first character of its first line to before its last line end. */
export interface EntrySource {
  readonly span: Span;
  readonly form: "item" | "paragraph" | "row" | "heading";
  /** Its nodes, with positions in the whole text: of a row the row, of an item the item; else one or more blocks. */
  readonly nodes: readonly Nodes[];
  /** Index in `sections`. */
  readonly section: number;
  /** Of its table: the header cells' text. */
  readonly columns?: readonly string[];
  /**
   * The block at the top of the file's tree that it stands in: a region can begin and end only where such a block does.
   * Entries of one list or table have the same.
   */
  readonly block: Span;
}
