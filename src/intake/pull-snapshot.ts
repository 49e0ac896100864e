import type { ListChange } from "../list/list-change.ts";
import type { List } from "../list/list.ts";
import type { LookUp } from "../list/paper-record.ts";
import type { Problem } from "../list/problem.ts";
import type { Elsewhere } from "./elsewhere.ts";
import type { Answer, Base, Comment, Permission, Person, RepositoryRef } from "./snapshot.ts";

/** A person's pull request. */
export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly author: Person;
  readonly state: "open" | "closed" | "merged";
  readonly draft: boolean;
  readonly locked: boolean;
  readonly createdAt: string;
  readonly labels: readonly string[];
  /** Branch it goes into. */
  readonly base: string;
  readonly head: {
    readonly sha: string;
    readonly ref: string;
    /** Absent where the repository it came from is deleted. */
    readonly repository?: { readonly id: number; readonly owner: string; readonly name: string };
  };
  /** GitHub's own word: git cannot merge it. Undefined while GitHub does not know yet. */
  readonly conflicts: boolean | undefined;
}

/** One file that the pull request changes, from the merge base to its head. */
export interface ChangedFile {
  readonly path: string;
  readonly previousPath?: string;
  readonly status: "added" | "removed" | "modified" | "renamed" | "copied" | "changed" | "unchanged";
}

/** The list file at one commit. */
export interface ListAt {
  readonly sha: string;
  readonly blob: string | undefined;
  /** Absent where there is no list to be read; `problems` then says why, with positions in `text`. */
  readonly list: List | undefined;
  /** In place of a list that cannot be relied on: says what it would change, and nothing is made of it. */
  readonly draft?: List;
  readonly problems: readonly Problem[];
  /** Absent where it is no text. */
  readonly text: string | undefined;
}

/** What a person's edit of a generated output says; as `render/read-output-edits.ts` reads it. */
export interface ReadEdits {
  readonly path: string;
  readonly changes: readonly ListChange[];
  readonly near: readonly {
    readonly change: ListChange;
    readonly written: string;
    readonly printed: string;
    readonly line: number;
  }[];
  readonly notUnderstood: readonly {
    readonly line: number;
    readonly before: string;
    readonly after: string;
    readonly reason: string;
  }[];
  readonly outside: boolean;
}

/** The same of an output on the default branch. */
export interface HandEdit extends ReadEdits {
  /** What the output was made from before the edit. */
  readonly list: List;
}

/** All that a decision about a person's pull request may know. Plain data: it is stored as a fixture and replayed. */
export interface PullSnapshot {
  /** GitHub's clock at the read, ISO 8601. */
  readonly now: string;
  readonly self: Person;
  readonly repository: RepositoryRef;
  readonly pull: PullRequest;
  /** Its own, and what people command in the thread of our pull request in its place. */
  readonly comments: readonly Comment[];
  readonly answer?: Answer;
  /** The default branch now. */
  readonly base: Base;
  /** Every changed file, or the first 300. */
  readonly files: readonly ChangedFile[];
  readonly moreFiles: boolean;
  /** Where the branch left the default branch, and its head; absent where the list file is not changed. */
  readonly mergeBase?: ListAt;
  readonly head?: ListAt;
  /** Edits of generated outputs, read back as data. */
  readonly edits: readonly ReadEdits[];
  /** Paths of generated outputs that it deletes, and that its own configuration still names. */
  readonly deletedOutputs?: readonly string[];
  /** Of generated outputs that it makes unreadable. */
  readonly outputProblems?: readonly Problem[];
  /** Where templates or the configuration are changed: what is wrong with them, and what they would make of README. */
  readonly templates?: { readonly problems: readonly Problem[]; readonly difference: string };
  readonly permissions: Readonly<Record<string, Permission>>;
  /** Blob of the list that our pull request in its place was last made for; absent where this process has not made or seen it. */
  readonly replacedFor?: string;
  readonly elsewhere?: Elsewhere;
  readonly lookUps?: readonly LookUp[];
  /** What our newest check run on the head says. */
  readonly checked?: "success" | "failure";
  /** A person asked for that check run again. */
  readonly recheck?: boolean;
}
