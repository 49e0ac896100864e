import type { ListDifference } from "../list/diff-lists.ts";
import type { ListChange } from "../list/list-change.ts";
import type { List } from "../list/list.ts";
import type { MergeConflict } from "../list/merge-conflict.ts";
import type { Problem } from "../list/problem.ts";
import type { FoldedCommands } from "./fold-commands.ts";
import type { ReadEdits } from "./pull-snapshot.ts";
import type { Approval } from "./suggestion.ts";

/** What a person's pull request is, derived from nothing but its snapshot. */
export type PullReview =
  /** Closed, merged, or nothing of the list is touched any more: nothing is said. */
  | { readonly kind: "nothing" }
  /** The list on the default branch is broken: nobody can say what this would change. */
  | { readonly kind: "waiting"; readonly approval: Approval | undefined; readonly thread: FoldedCommands }
  /** Not carried out yet: a pull request that a person opened again after it is not rejected any more. */
  | { readonly kind: "rejected"; readonly by: string; readonly reason: string; readonly thread: FoldedCommands }
  | OpenReview;

export interface OpenReview {
  readonly kind: "review";
  /** From the merge base to the head; absent where the list file is not changed, or cannot be read. */
  readonly difference?: ListDifference;
  /** The default branch's list with that on it, absent where it cannot be relied on; and what needs a decision before. */
  readonly result?: List;
  readonly conflicts: readonly MergeConflict[];
  /** Made by this pull request, with their places in its own files. */
  readonly problems: readonly Problem[];
  /** How many were there before it. */
  readonly oldProblems: number;
  /** Edits of generated files, without those that list.json has too. */
  readonly edits: readonly ReadEdits[];
  /** What those edits say, to be put into list.json by `/convert`. */
  readonly rescued: readonly ListChange[];
  /** There is more to it than the list: other files, or words in an output that are no entries. */
  readonly hasMore: boolean;
  /** Git cannot merge it. */
  readonly isStuck: boolean;
  /** Git cannot merge it, and we can. */
  readonly canRebase: boolean;
  /** What was asked for by a command that was not done yet. */
  readonly asked: "convert" | "rebase" | undefined;
  /** The commit at its head, where nothing of ours stands against merging it: all of it is what an approval is for. */
  readonly hash?: string;
  readonly approval: Approval | undefined;
  readonly thread: FoldedCommands;
}
