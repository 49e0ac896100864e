import type { Configuration } from "../list/configuration.ts";
import type { List } from "../list/list.ts";
import type { LookUp } from "../list/paper-record.ts";
import type { Paper } from "../list/paper.ts";
import type { Problem } from "../list/problem.ts";
import type { Elsewhere } from "./elsewhere.ts";
import type { HandEdit } from "./pull-snapshot.ts";

/** A GitHub account. Compared by `id`: logins are renamed and reused. */
export interface Person {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Bot" | "Organization" | "Mannequin";
}

export interface RepositoryRef {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  /** The page people see, `https://github.com/owner/name`. */
  readonly url: string;
}

/** An issue or pull request of a repository, its default branch, or a commit: what is looked at as one, by one worker at a time. */
export type Subject =
  | { readonly kind: "issue"; readonly repository: RepositoryRef; readonly number: number }
  | {
      readonly kind: "pull";
      readonly repository: RepositoryRef;
      readonly number: number;
      /** The head whose check run a person asked for again. */
      readonly recheck?: string;
    }
  /** A commit that waits for our check run: of a merge queue, or the head of a proposal of ours. */
  | {
      readonly kind: "commit";
      readonly repository: RepositoryRef;
      readonly sha: string;
      /** A person asked for it again; it may be the head of anybody's pull request. */
      readonly recheck?: string;
    }
  | {
      readonly kind: "branch";
      readonly repository: RepositoryRef;
      /** The commit whose push is the reason to look: nothing to see where we made it ourselves. */
      readonly pushed?: string;
      /** The commit whose check run a person asked for again. */
      readonly recheck?: string;
      /** An issue of ours says that this list could not be kept up: a look that comes to a good end closes it. */
      readonly alarm?: true;
    }
  /** Our list of what is ready, and what a maintainer asks for there. */
  | { readonly kind: "dashboard"; readonly repository: RepositoryRef };

export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly author: Person;
  readonly state: "open" | "closed";
  readonly stateReason?: string;
  readonly closedBy?: Person;
  readonly createdAt: string;
  readonly labels: readonly string[];
  readonly locked: boolean;
}

export interface Comment {
  readonly id: number;
  readonly author: Person;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Of our own comment: its tag is as we wrote it. */
  readonly sealed?: boolean;
  /** Its author belongs to the repository, as far as GitHub says it here. Only to know whom to ask first: no right. */
  readonly byMember?: true;
}

/** A pull request of ours: made by us, from our branch for this issue, in the repository itself. */
export interface Proposal {
  readonly number: number;
  readonly state: "open" | "closed" | "merged";
  readonly draft: boolean;
  readonly base: string;
  /** Our part of its body, the hidden tag last; all of the body where people took our part out. */
  readonly body: string;
  readonly url: string;
  /** When it was closed or merged, and who closed it without a merge; that is read only when it matters. */
  readonly closedAt?: string;
  readonly closedBy?: Person;
  readonly headSha: string;
  /** Read for the open one only. */
  readonly head?: ProposalHead;
}

/** The commit at the head of our branch. */
export interface ProposalHead {
  readonly sha: string;
  /** Absent when the commit is ours; else who made it (git's author where GitHub knows no account). */
  readonly madeBy?: string;
  /** Blob of the list file in it, and in the commit it was built on. */
  readonly listBlob: string | undefined;
  readonly baseListBlob: string | undefined;
  /** Where the list has moved since: the blob that git makes of both; absent where they conflict, or nearly. */
  readonly mergedBlob?: string;
  /** Of commits on top of ours: what they say of papers, or why they are left alone. */
  readonly pushed?: PushedEdits | LeftAlone;
  /** The papers it proposes, as they stand in it; read where its tag says that something in them was looked up. */
  readonly papers?: readonly Paper[];
}

/** What people made of the papers on a branch of ours. */
export interface PushedEdits {
  /** Our commit that theirs stand on. */
  readonly on: string;
  readonly by: readonly CommitAuthor[];
  readonly papers: readonly PaperEdit[];
}

export interface CommitAuthor {
  readonly name: string;
  readonly email: string;
}

/** One paper, in the fields that differ; `before` is absent where it was added, `after` where it was taken out. */
export interface PaperEdit {
  readonly id: string;
  /** We proposed to add it. */
  readonly isOurs?: boolean;
  readonly before?: Partial<Paper>;
  readonly after?: Partial<Paper>;
}

/**
 * Commits that cannot be taken in: no commit of ours is below them, they change other files, what they made is no list,
 * they change the list beside its papers, it is more than the proposal can remember, or it does not go with the list of now.
 */
export interface LeftAlone {
  readonly because: "no-commit-of-ours" | "other-files" | "no-list" | "beside-papers" | "too-much" | "outdated";
}

/** The default branch's head as read in this look. */
export interface Base {
  readonly sha: string;
  readonly treeSha: string;
  readonly listPath: string;
  readonly listBlob: string | undefined;
  readonly configuration: Configuration;
  /** Absent while list.json or the configuration is broken; `problems` then says how. */
  readonly list: List | undefined;
  readonly problems: readonly Problem[];
}

/** What `GET /repos/{owner}/{repo}/collaborators/{username}/permission` says, at its finest. */
export type Permission = "admin" | "maintain" | "write" | "triage" | "read" | "none";

/** What our list of what is ready has said to the `/merge-ready` of another thread. */
export interface Answer {
  readonly comment: number;
  /** The issue of that list; absent where there is none. */
  readonly dashboard?: number;
}

/** All that a decision about one issue may know. Plain data: it is stored as a fixture and replayed. */
export interface IssueSnapshot {
  /** GitHub's clock at the read, ISO 8601. */
  readonly now: string;
  /** The account that writes for us. */
  readonly self: Person;
  readonly repository: RepositoryRef;
  readonly issue: Issue;
  /** Its own, and what people command in the threads of our pull requests for it. */
  readonly comments: readonly Comment[];
  readonly answer?: Answer;
  /** Newest first. */
  readonly proposals: readonly Proposal[];
  /** Absent where the answer cannot need it: a closed issue whose proposal is merged. */
  readonly base?: Base;
  /** Our commit that our branch for this issue still points to, though its proposal is merged: that one, or one that came late. */
  readonly branchSha?: string;
  /** By user id; only of people whose word would change something. */
  readonly permissions: Readonly<Record<string, Permission>>;
  /** What was asked of the sources in this look, "unavailable" included. */
  readonly lookUps?: readonly LookUp[];
  /** The repository's other suggestions that may be of the same papers. */
  readonly elsewhere?: Elsewhere;
}

/** All that a decision about the outputs on the default branch may know. */
export interface BranchSnapshot {
  readonly now: string;
  readonly self: Person;
  readonly repository: RepositoryRef;
  readonly base: Base;
  /** Present text of each output and of the list file; undefined where there is no such file. */
  readonly files: Readonly<Record<string, string | undefined>>;
  /**
   * Outputs whose present text nobody of us wrote: their last commit is a person's, and it is not what
   * the list of that commit renders to. Only outputs that are to be written are asked about.
   */
  readonly editedByHand: readonly string[];
  /** What those edits say of the list, where that could be read. */
  readonly handEdits?: readonly HandEdit[];
  /** Pull requests of ours from `awesome-papers/regenerate`, newest first. */
  readonly regenerations: readonly Proposal[];
  /** Conclusion of our check run on this very commit, if there is one. */
  readonly checked?: "success" | "failure";
  /** A person asked for that check run again, so it is written whatever it said. */
  readonly recheck?: boolean;
  /** Whether the default branch refused our last direct commit. */
  readonly refused?: boolean;
}
