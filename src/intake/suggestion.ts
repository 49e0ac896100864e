import type { FoundFacts } from "../list/found-facts.ts";
import type { ListChange } from "../list/list-change.ts";
import type { MergeConflict } from "../list/merge-conflict.ts";
import type { Named } from "../list/paper-names.ts";
import type { Paper } from "../list/paper.ts";
import type { PaperQuery } from "../list/paper-query.ts";
import type { SourceName } from "../list/paper-record.ts";
import type { Problem } from "../list/problem.ts";
import type { CategorySuggestion } from "../list/suggest-categories.ts";
import type { Additions } from "./additions.ts";
import type { CommentTopic } from "./effect.ts";
import type { FoldedCommands } from "./fold-commands.ts";
import type { LeftAlone, PushedEdits } from "./snapshot.ts";

/** What an issue is, derived from nothing but its snapshot. */
export type Suggestion =
  /** Nobody asked us: nothing is said, nothing is done. */
  | { readonly kind: "not-ours" }
  /** The issue is closed, or `/ignore`d: proposals of ours are withdrawn. */
  | {
      readonly kind: "withdrawn";
      readonly because: "closed" | "ignored";
      readonly merged: boolean;
      /** Where it is `/ignore`d. */
      readonly thread?: FoldedCommands;
    }
  /** The list itself is broken on the default branch. */
  | { readonly kind: "waiting"; readonly thread: FoldedCommands }
  | {
      readonly kind: "rejected";
      readonly by: string;
      readonly how: "command" | "closed-pull";
      readonly reason?: string;
      /** What was refused, as far as it is known. */
      readonly papers: readonly Named[];
      readonly thread: FoldedCommands;
    }
  | OpenSuggestion;

export interface OpenSuggestion {
  readonly kind: "open";
  readonly topic: Exclude<CommentTopic, "waiting" | "rejected" | "pull" | "dashboard">;
  readonly papers: readonly SuggestedPaper[];
  /** Of the papers that are ready, as people have edited them on our branch; they go on without the others. */
  readonly changes: readonly ListChange[];
  /** What people pushed to our branch, and where the suggestion says otherwise since. */
  readonly taken?: { readonly pushes: readonly PushedEdits[]; readonly conflicts: readonly MergeConflict[] };
  /** Whose commits on our branch cannot be taken in: it is theirs from then on. */
  readonly left?: LeftAlone & { readonly by: string };
  /** Of `changes`; what an approval is bound to. */
  readonly hash: string;
  /** Of what the person asked for; what a pull request that was closed by hand stands for. */
  readonly asked: string;
  readonly approval: Approval | undefined;
  /** Mistakes in commands that are not about one paper. */
  readonly problems: readonly Problem[];
  /** Keys of what the comment asks, and of what was agreed to. */
  readonly asks: readonly string[];
  readonly agreed: readonly string[];
  readonly thread: FoldedCommands;
}

/** One suggestion holds one paper or more, each in a state of its own. */
export interface SuggestedPaper {
  /** From 1, as in `/set 2.title`. */
  readonly number: number;
  readonly title: string | undefined;
  /** As written, by field name. */
  readonly answers: Readonly<Record<string, string>>;
  /** All that is known of which paper it is, written and found. */
  readonly named: Named;
  /** How the sources are asked about it, and what they said. */
  readonly queries: readonly PaperQuery[];
  readonly found?: FoundFacts;
  /** `found` is what its open proposal was made with. */
  readonly stored?: boolean;
  /** Sources that are to be asked again, because nobody else knew. */
  readonly waitingFor: readonly SourceName[];
  /** Where a paper of the list is to be corrected or removed, and none is suggested. */
  readonly correction?: CorrectedPaper;
  readonly state: PaperState;
}

export interface CorrectedPaper {
  readonly kind: "edit" | "remove";
  /** As it stands in the list; absent where it is not known which one is meant. */
  readonly of?: Paper;
  readonly reason?: string;
  /** What the proposal took the place of when it was first made, by field, as short hashes. */
  readonly first?: Readonly<Record<string, string>>;
}

export type PaperState =
  | {
      readonly kind: "incomplete";
      readonly problems: readonly Problem[];
      /** Where it may belong, the likeliest first; only while that is a question. */
      readonly categories?: readonly CategorySuggestion[];
    }
  /** Complete but for what the sources know, and they do not answer. */
  | { readonly kind: "pending-metadata"; readonly problems: readonly Problem[] }
  /** Also of a correction that the list has already. `offer`: what the person says and the list's paper does not have yet. */
  | { readonly kind: "duplicate"; readonly of: DuplicateOf; readonly offer?: Additions }
  | { readonly kind: "ready"; readonly change: ListChange; readonly warnings: readonly Problem[] }
  /** Merged from this very suggestion. `removed`: it is not in the list any more, so somebody took it out. */
  | { readonly kind: "accepted"; readonly of: DuplicateOf; readonly removed?: boolean };

export interface DuplicateOf {
  /** Absent where it is in another issue only. */
  readonly id?: string;
  readonly title: string;
  readonly categories: readonly string[];
  /** What both have in common: `arxiv`, `doi`, `title` …, and the value. */
  readonly by: string;
  readonly value: string;
  /** The number of the earlier paper in this same suggestion, where that is the one. */
  readonly number?: number;
  /** The other issue, where it is suggested there, or was refused there. */
  readonly issue?: number;
  readonly refused?: { readonly by: string; readonly reason?: string };
}

/**
 * `/approve`, and whether it holds for what is proposed now. On a person's pull request only: `loses-edits` where edits of
 * a generated file would be lost, `replaced` where one of ours takes its place.
 */
export interface Approval {
  readonly by: string;
  readonly verdict:
    | "counts"
    | "changed"
    | "not-ready"
    | "commits-of-others"
    | "other-base"
    | "loses-edits"
    | "replaced";
}
