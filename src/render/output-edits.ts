import type { ListChange } from "../list/list-change.ts";
import type { List } from "../list/list.ts";
import type { Templates } from "./templates.ts";

/** What an edit of a generated output says of the list. Lines are 1-based in the new text. */
export interface OutputEdits {
  /** What was understood: with it the templates print what the person wrote. */
  readonly changes: readonly ListChange[];
  /** Probably meant, but with it the templates print something else than what was written. */
  readonly near: readonly NearChange[];
  /** What says nothing of a paper that is understood: to be shown, and done by hand. */
  readonly notUnderstood: readonly NotUnderstood[];
  /** Whether what is around the generated regions changed too. That is the person's own, and is kept anyway. */
  readonly outside: boolean;
}

export interface NearChange {
  readonly change: ListChange;
  readonly line: number;
  readonly written: string;
  readonly printed: string;
}

export interface NotUnderstood {
  readonly line: number;
  readonly before: string;
  readonly after: string;
  /**
   * `not-an-entry`: it cannot be read as a paper. `order`: an entry stands elsewhere in its category, which the template or the
   * category's `order` decides. `place`: in or out of a part that is no category. `conflict`: two places say different things of one
   * paper. `repeated`: the paper stands there already. `marks`: a region's mark went or came. `too-much`: nearly everything changed.
   * `stopped`: the templates it is read by took too long, or too much memory.
   */
  readonly reason: "not-an-entry" | "order" | "place" | "conflict" | "repeated" | "marks" | "too-much" | "stopped";
}

export interface OutputEditsInput {
  /** The output as it was, made from `list` by these templates or by older ones. */
  readonly before: string;
  readonly after: string;
  readonly path: string;
  readonly list: List;
  readonly templates: Templates;
}

/** So much of a text is shown where all of it is not understood. */
const longestShown = 2_000;

/** All of an edit, as what is not understood. */
export function notRead(
  { before, after }: Pick<OutputEditsInput, "before" | "after">,
  reason: NotUnderstood["reason"],
): OutputEdits {
  const all = { line: 1, before: before.slice(0, longestShown), after: after.slice(0, longestShown), reason };
  return { changes: [], near: [], notUnderstood: [all], outside: false };
}
