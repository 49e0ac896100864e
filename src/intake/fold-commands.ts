import type { Configuration } from "../list/configuration.ts";
import { findPaperField, paperFields } from "../list/paper-fields.ts";
import { closest } from "fastest-levenshtein";
import { commandExamples, parseCommands, type Command, type CommandKind } from "./parse-commands.ts";
import { isByPerson } from "./people-to-ask.ts";
import { isAuthorCommand, mayCommand } from "./rights.ts";
import type { Comment, Issue, Permission, Person } from "./snapshot.ts";

/** What the thread's commands come to: state commands folded in order of comment id, later over earlier. */
export interface FoldedCommands {
  /** `/suggest` or `/ignore`, whichever came last. */
  readonly wanted:
    | { readonly is: "suggestion" | "ignored"; readonly at: string; readonly byApprover: boolean }
    | undefined;
  /** `/approve` or `/reject`, whichever came last; a later `/suggest` of an approver takes a rejection back. */
  readonly verdict: Verdict | undefined;
  /** Field by paper number (from 1; 0: every paper), as written; undefined: unset. */
  readonly edits: readonly FieldEdit[];
  readonly help: boolean;
  /** Highest comment id with each of these that somebody with the right gave. */
  readonly refresh: number | undefined;
  readonly convert: number | undefined;
  readonly rebase: number | undefined;
  /** The newest comment with `/merge-ready`. */
  readonly mergeReady: Comment | undefined;
  /** Who gave the last command that counted, and when. */
  readonly lastActor: (Person & { readonly at: string }) | undefined;
  /** Comments with commands that counted, oldest first. */
  readonly counted: readonly number[];
  /** Commands that did not count, and why. */
  readonly notes: readonly CommandNote[];
}

export type Verdict =
  | { readonly kind: "approve"; readonly by: Person; readonly at: string; readonly comment: number }
  | {
      readonly kind: "reject";
      readonly by: Person;
      readonly at: string;
      readonly comment: number;
      readonly reason: string;
    };

export interface FieldEdit {
  readonly paper: number;
  readonly field: string;
  readonly value: string | undefined;
}

export interface CommandNote {
  readonly by: string;
  readonly given: string;
  readonly why:
    | "unknown"
    | "malformed"
    | "not-allowed"
    | "edited"
    | "unknown-field"
    | "pull-request-only"
    | "not-here"
    | "issue-only"
    /** Done, or not, on our list of what is ready; `issue` is where that is. */
    | "in-list"
    | "no-list";
  readonly nearest?: string;
  readonly example?: string;
  readonly issue?: number;
}

export interface Thread {
  readonly issue: Pick<Issue, "author">;
  /** Where the thread is; an issue where nothing is said. */
  readonly on?: "issue" | "pull" | "dashboard";
  readonly comments: readonly Comment[];
  readonly permissions: Readonly<Record<string, Permission>>;
  readonly approvers: Configuration["approvers"];
}

type Fold = { -readonly [key in keyof FoldedCommands]: FoldedCommands[key] } & {
  edits: FieldEdit[];
  counted: number[];
  notes: CommandNote[];
};

export function foldCommands(thread: Thread): FoldedCommands {
  const fold: Fold = {
    wanted: undefined,
    verdict: undefined,
    edits: [],
    help: false,
    refresh: undefined,
    convert: undefined,
    rebase: undefined,
    mergeReady: undefined,
    lastActor: undefined,
    counted: [],
    notes: [],
  };
  for (const comment of thread.comments.toSorted((a, b) => a.id - b.id)) {
    if (!isByPerson(comment)) continue;
    for (const command of parseCommands(comment.body)) foldCommand(fold, thread, comment, command);
  }
  return fold;
}

function foldCommand(fold: Fold, thread: Thread, comment: Comment, command: Command): void {
  const by = comment.author;
  const note = (why: CommandNote["why"], more: Partial<CommandNote> = {}): void => {
    fold.notes.push({ by: by.login, given: printGiven(command), why, ...more });
  };
  if (command.kind === "unknown") return note("unknown", { nearest: `/${command.nearest}` });
  if (command.kind === "malformed") return note("malformed", { example: command.example });
  const elsewhere = findElsewhere(command.kind, thread.on);
  if (elsewhere !== undefined) return note(elsewhere);
  if (!mayCommand(by, thread.issue.author, command.kind, thread.permissions, thread.approvers)) {
    return note("not-allowed");
  }
  if (comment.createdAt !== comment.updatedAt) return note("edited");
  switch (command.kind) {
    case "suggest":
    case "ignore": {
      const byApprover = by.id !== thread.issue.author.id || mayApprove(thread, by);
      // What a maintainer ignores, the author alone cannot bring back.
      if (fold.wanted?.is === "ignored" && !byApprover) return note("not-allowed");
      fold.wanted = { is: command.kind === "suggest" ? "suggestion" : "ignored", at: comment.createdAt, byApprover };
      if (byApprover && fold.verdict?.kind === "reject") fold.verdict = undefined;
      break;
    }
    case "approve":
      fold.verdict = { kind: "approve", by, at: comment.createdAt, comment: comment.id };
      break;
    case "reject":
      fold.verdict = { kind: "reject", by, at: comment.createdAt, comment: comment.id, reason: command.reason };
      break;
    case "set":
    case "unset": {
      const field = findPaperField(command.field);
      if (field === undefined) {
        const names = paperFields.map((known) => known.name);
        return note("unknown-field", { nearest: closest(command.field, names), example: names.join(", ") });
      }
      const value = command.kind === "set" ? command.value : undefined;
      fold.edits.push({ paper: command.paper ?? 0, field: field.name, value });
      break;
    }
    case "category":
      fold.edits.push({ paper: 0, field: "categories", value: command.categories.join("\n") });
      break;
    case "refresh":
      fold.refresh = comment.id;
      break;
    case "help":
      fold.help = true;
      break;
    case "convert":
    case "rebase":
      fold[command.kind] = comment.id;
      break;
    case "merge-ready":
      fold.mergeReady = comment;
      break;
  }
  fold.lastActor = { ...by, at: comment.createdAt };
  if (fold.counted.at(-1) !== comment.id) fold.counted.push(comment.id);
}

/** Why a command means nothing here, if it does not. */
function findElsewhere(kind: CommandKind, on: Thread["on"] = "issue"): CommandNote["why"] | undefined {
  if (kind === "help" || kind === "merge-ready") return undefined;
  if (on === "dashboard") return "not-here";
  if (on === "pull") return issueOnly.has(kind) ? "issue-only" : undefined;
  return pullOnly.has(kind) ? "pull-request-only" : undefined;
}

const pullOnly: ReadonlySet<CommandKind> = new Set(["convert", "rebase"]);
const issueOnly: ReadonlySet<CommandKind> = new Set(["suggest", "ignore", "set", "unset", "category"]);

function mayApprove(thread: Thread, person: Person): boolean {
  return mayCommand(person, thread.issue.author, "approve", thread.permissions, thread.approvers);
}

function printGiven(command: Command): string {
  if (command.kind === "unknown" || command.kind === "malformed") return command.given;
  return command.kind === "set" || command.kind === "unset" ? `/${command.kind} ${command.field}` : `/${command.kind}`;
}

/** The commands of a thread with an example each, those of the author first. */
export function commandHelp(
  on: Thread["on"] = "issue",
): readonly { readonly example: string; readonly who: "author" | "maintainer" }[] {
  const kinds = Object.keys(commandExamples) as CommandKind[];
  return kinds
    .filter((kind) => findElsewhere(kind, on) === undefined)
    .map((kind) => ({
      example: commandExamples[kind],
      who: isAuthorCommand(kind) ? ("author" as const) : ("maintainer" as const),
    }))
    .toSorted((a, b) => Number(a.who === "maintainer") - Number(b.who === "maintainer"));
}
