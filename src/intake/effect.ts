import type { FoundFacts } from "../list/found-facts.ts";
import type { ListChange } from "../list/list-change.ts";
import type { Named } from "../list/paper-names.ts";
import type { Problem } from "../list/problem.ts";
import type { PushedEdits } from "./snapshot.ts";

/**
 * What must become true on GitHub. Making an effect true twice changes nothing, and every
 * prefix of a plan is a state that a person understands. An effect holds facts; the words are in `templates/bot/`.
 */
export type Effect =
  | ReactionEffect
  | ProposalEffect
  | MergeEffect
  | { readonly kind: "close-pull"; readonly pull: number }
  | { readonly kind: "delete-branch"; readonly branch: string; readonly expected?: string }
  | { readonly kind: "labels"; readonly add: readonly Label[]; readonly remove: readonly string[] }
  | CommentEffect
  | { readonly kind: "close-issue"; readonly reason: "completed" | "not_planned" };

/** Shows that the command in this comment was seen. */
export interface ReactionEffect {
  readonly kind: "reaction";
  readonly comment: number;
}

/** One commit on our own branch that holds these files on top of `base`, and a pull request for it. */
export interface ProposalEffect {
  readonly kind: "proposal";
  readonly branch: string;
  readonly base: { readonly sha: string; readonly treeSha: string };
  readonly files: readonly FileWrite[];
  /** Subject line of the commit and title of a new pull request: never text from outside. */
  readonly title: string;
  /** `Co-authored-by` trailers and the like, one a line. */
  readonly trailers: readonly string[];
  /** The open pull request and the commit at its head that is replaced; absent: both are new. */
  readonly present?: { readonly pull: number; readonly head: string; readonly body: string };
  /** False when only the pull request's text is to be brought up to date. */
  readonly commit: boolean;
  readonly body: { readonly topic: "proposal" | "regeneration"; readonly facts: Facts; readonly tag: ProposalTag };
}

export interface FileWrite {
  readonly path: string;
  readonly text: string;
}

/** Merges the proposal at exactly the commit that this plan made or left in place; `pull` is absent where it is new. */
export interface MergeEffect {
  readonly kind: "merge";
  readonly pull?: number;
}

/** Our one comment on the subject. */
export interface CommentEffect {
  readonly kind: "comment";
  readonly topic: CommentTopic;
  readonly facts: Facts;
  readonly tag: CommentTag;
  /** Repository id and number: part of what the tag is sealed with. */
  readonly on: { readonly repository: number; readonly issue: number };
  readonly present?: { readonly id: number; readonly body: string };
  /** Ids of others of ours on the subject, of which there are to be none. */
  readonly doubles?: readonly number[];
  /** Delete the present one and post anew, so that the person named gets a mail. */
  readonly repost: boolean;
}

export type CommentTopic =
  | "ready"
  | "incomplete"
  | "pending"
  | "duplicate"
  | "waiting"
  | "rejected"
  | "accepted"
  | "pull"
  | "dashboard";

/** Plain data for a template. */
export type Facts = { readonly [key: string]: FactValue };
export type FactValue =
  | string
  | number
  | boolean
  | undefined
  | readonly FactValue[]
  | { readonly [key: string]: FactValue }
  | Problem
  | readonly Problem[]
  | ListChange;

/** Hidden at the end of our comment; read back at the next look. Gives nobody a right: only a sealed one is measured against. */
export interface CommentTag {
  /** `notice`: it says nothing yet but why a look did not come to its end. */
  readonly topic: CommentTopic | "notice";
  /** Of the changes the comment shows; on a person's pull request the commit itself. */
  readonly hash?: string;
  /** Since when it shows that hash; absent until its next edit: then the comment's own time of change says it. */
  readonly since?: string;
  /** Highest id of a comment with commands, up to which all is done. */
  readonly handled?: number;
  /** What it asks, and what was agreed to by a `/suggest` after it was asked; by the keys of `questions.ts`. */
  readonly asks?: readonly string[];
  readonly agreed?: readonly string[];
  /** Since when it asks all of that; absent like `since`. */
  readonly asksSince?: string;
  /** Our pull request in place of a person's. */
  readonly replacement?: Replacement;
  /** On a person's pull request: what became of the last `/convert` or `/rebase`, where it is no replacement. */
  readonly outcome?: CommandOutcome;
  /** There: the last `/reject` that was done. Who opens it again is not told no by the same word. */
  readonly rejected?: number;
  /** GitHub said that git cannot merge it: believed until GitHub knows anew. */
  readonly conflicts?: true;
  /** What it was written for, where all could be asked: half an answer about the same takes nothing back. */
  readonly known?: string;
  /** What was refused, so that it is known when somebody suggests it again. */
  readonly refused?: RefusedPapers;
  /** Of our list of what is ready: what it shows, and what became of the last batch. */
  readonly shown?: readonly ShownProposal[];
  readonly batch?: BatchResult;
  /** There: comments of other threads with a `/merge-ready` that was done, ascending; of many the newest. */
  readonly answered?: readonly number[];
  /** Elsewhere: what became of the last `/merge-ready`. */
  readonly mergeReady?: AnsweredRequest;
  /** While the topic is `waiting`: the one before, whose label the issue has. */
  readonly labelled?: CommentTag["topic"];
  /** Shows that these words are ours: whoever may write in the repository may edit our comments too. */
  readonly seal?: string;
}

/** Our pull request in place of a person's, as our comment on theirs remembers it. */
export interface Replacement {
  readonly pull: number;
  /** Of the person's own, when it was made. */
  readonly head?: string;
  /** People have taken it over: it is not written any more. */
  readonly ended?: "closed" | "merged" | "foreign";
}

/** What became of a command that was to write something. */
export type CommandOutcome =
  | { readonly kind: "pushed" }
  | { readonly kind: "refused"; readonly message: string }
  /** There was nothing to be done. */
  | { readonly kind: "nothing"; readonly asked: "convert" | "rebase" };

/** A proposal of ours as our list of what is ready shows it. */
export interface ShownProposal {
  readonly issue: number;
  readonly pull: number;
  /** Of its changes. */
  readonly hash: string;
  /** As in `CommentTag`: absent until the comment's next edit. */
  readonly since?: string;
}

/** A `/merge-ready` of another thread: told of on our list of what is ready, or nowhere where there is none. */
export interface AnsweredRequest {
  readonly by: string;
  readonly dashboard?: number;
}

/** What became of a `/merge-ready`. */
export interface BatchResult {
  readonly by: string;
  /** Those that are in the list now, or wait in `stack`. */
  readonly pulls: readonly number[];
  /** The pull request that holds them, where the default branch takes no commit of ours. */
  readonly stack?: number;
  readonly left: readonly LeftOut[];
  /** GitHub's words, where a rule of the repository stands against the branch for it. */
  readonly refused?: string;
}

/** Why a proposal that was shown did not come along. */
export interface LeftOut {
  readonly pull: number;
  readonly why:
    | "changed"
    | "gone"
    | "commits-of-others"
    | "in-list"
    | "same-field"
    | "too-many"
    | "stack-of-others"
    | "stack-refused";
}

export interface RefusedPapers {
  readonly by: string;
  readonly reason?: string;
  readonly papers: readonly Named[];
}

/** What of a proposed paper was looked up, and by which questions; the values of `fields` stand in the paper itself. */
export interface StoredFacts extends Pick<FoundFacts, "sources" | "urls"> {
  readonly queries: readonly string[];
  /** The fields that the person had written: where others are written, what was found counts anew. */
  readonly written: readonly string[];
  /** These are kept whole: in the paper they stand beside the person's own, or the person's own stands instead. */
  readonly beside: Pick<FoundFacts["draft"], "title" | "identifiers" | "links">;
  /** What the sources gave to think about. */
  readonly remarks: readonly Pick<Problem, "code" | "field" | "message">[];
  /** A source did not answer, so it is not all that there is to know. */
  readonly unanswered?: boolean;
}

/** Hidden at the end of our part of a pull request's body. */
export interface ProposalTag {
  /** Of a regeneration: why it is a pull request and no commit. */
  readonly because?: "configured" | "refused" | "edited-by-hand";
  /** Of the changes (or, for a regeneration, of the files) it proposes. */
  readonly hash: string;
  /** Of a stack: the proposals it holds. */
  readonly stack?: readonly ShownProposal[];
  /** Papers it adds or edits. */
  readonly papers: readonly string[];
  /** Of what was asked for, in the person's own words; the changes may come out differently when the list moves. */
  readonly asked?: string;
  /** Of a correction: what it took the place of when it was first proposed, by field, as short hashes. */
  readonly first?: Readonly<Record<string, string>>;
  /** By paper id: so that a proposal stays as it was shown until somebody asks for `/refresh`, whatever the sources say meanwhile. */
  readonly found?: Readonly<Record<string, StoredFacts>>;
  /** What people pushed to the branch, so that it is kept when the branch is rebuilt. */
  readonly taken?: readonly PushedEdits[];
}

export interface Label {
  readonly name: string;
  /** Six hexadecimal digits without `#`. */
  readonly color: string;
  readonly description: string;
}

/** What must become true for the default branch. */
export type BranchEffect =
  | {
      readonly kind: "commit";
      readonly base: { readonly sha: string; readonly treeSha: string };
      readonly files: readonly FileWrite[];
      readonly title: string;
    }
  | ProposalEffect
  | { readonly kind: "close-pull"; readonly pull: number }
  | { readonly kind: "delete-branch"; readonly branch: string; readonly expected?: string }
  | {
      readonly kind: "check-run";
      readonly sha: string;
      readonly conclusion: "success" | "failure";
      readonly problems: readonly Problem[];
    };
