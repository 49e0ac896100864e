import type { Problem } from "../list/problem.ts";
import type { CommentEffect, Facts, FileWrite, ReactionEffect } from "./effect.ts";

/** What must become true for a person's pull request. Making it true twice changes nothing. */
export type ReviewEffect =
  | CommentEffect
  | {
      readonly kind: "check-run";
      readonly sha: string;
      readonly conclusion: "success" | "failure";
      readonly problems: readonly Problem[];
    }
  | PullCommitEffect
  | ReplacementEffect
  | SuggestionsEffect
  /** Exactly this commit. */
  | { readonly kind: "merge"; readonly pull: number; readonly head: string }
  | { readonly kind: "close-pull"; readonly pull: number }
  /** Closes our pull requests from this branch of ours, and deletes it if only ours is on it. */
  | { readonly kind: "withdraw"; readonly branch: string }
  | ReactionEffect;

/** Changes that the author takes over by a click, each once; on lines that the diff shows. */
export interface SuggestionsEffect {
  readonly kind: "suggestions";
  readonly pull: number;
  readonly head: string;
  readonly changes: readonly SuggestedChange[];
}

export interface SuggestedChange {
  readonly path: string;
  readonly lines: { readonly from: number; readonly to: number };
  /** What is to stand there, without the last line end; empty takes the lines out. */
  readonly text: string;
  /** Why, as plain text. */
  readonly words: string;
}

/** One commit on the person's own branch, which is in this repository, on exactly the head that was read. */
export interface PullCommitEffect {
  readonly kind: "pull-commit";
  readonly pull: number;
  readonly branch: string;
  readonly head: string;
  /** Joined with this commit, whose tree the files go over; without it they go over the head's own tree. */
  readonly onto?: { readonly sha: string; readonly treeSha: string };
  readonly files: readonly FileWrite[];
  readonly title: string;
  readonly trailers: readonly string[];
}

/** A pull request of ours in place of one from a fork, where we cannot push. */
export interface ReplacementEffect {
  readonly kind: "replacement";
  /** The person's own. */
  readonly replaces: number;
  readonly base: { readonly sha: string; readonly treeSha: string };
  readonly file: FileWrite;
  readonly title: string;
  readonly trailers: readonly string[];
  readonly facts: Facts;
}
