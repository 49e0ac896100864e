import type { ListChange } from "../list/list-change.ts";
import type { ProposalHead, Base, Comment, Permission, Person, Proposal, RepositoryRef } from "./snapshot.ts";

/** An open pull request of ours for an issue, to the default branch. */
export interface OpenProposal {
  readonly issue: number;
  readonly pull: number;
  readonly headSha: string;
  /** Of the commit at its head. */
  readonly message: string;
  /** Who made that commit, where it is not ours. */
  readonly madeBy?: string;
  /** What that commit makes of the list of its parent: the pull request's words may be anybody's. */
  readonly changes: readonly ListChange[];
  /** Of these changes, and of what they take the place of in the list of now. */
  readonly hash: string;
  /** Whether the issue is done with it. */
  readonly closes: boolean;
}

/** All that a decision about our list of what is ready may know. */
export interface DashboardSnapshot {
  readonly self: Person;
  readonly repository: RepositoryRef;
  readonly base: Base;
  /** The open issue that holds the list; absent where there is none yet. */
  readonly issue?: number;
  /** Of that issue. */
  readonly comments: readonly Comment[];
  /** With a `/merge-ready`, in other threads, its only words here; and all that is commanded in the thread of `stack`. */
  readonly asked?: readonly Comment[];
  readonly permissions: Readonly<Record<string, Permission>>;
  /** Oldest first. */
  readonly proposals: readonly OpenProposal[];
  /** The open pull request from `awesome-papers/stack`. */
  readonly stack?: Proposal & { readonly head: Pick<ProposalHead, "madeBy"> };
}
