import { applyChanges } from "../list/apply-changes.ts";
import type { ListChange } from "../list/list-change.ts";
import { printList } from "../list/list-file.ts";
import type { List } from "../list/list.ts";
import { printMergeConflict } from "../list/merge-conflict.ts";
import type { Problem } from "../list/problem.ts";
import type { CommentEffect, CommentTag, Facts } from "./effect.ts";
import { factsOfReview } from "./facts-of-review.ts";
import { commandHelp } from "./fold-commands.ts";
import { findOurComment } from "./our-comment.ts";
import { parseCommentTag } from "./comment-tag.ts";
import type { OpenReview, PullReview } from "./pull-review.ts";
import type { PullSnapshot } from "./pull-snapshot.ts";
import type { ReviewEffect } from "./review-effect.ts";

const mostNotes = 10;
/** More clicks than this are a file to be pasted. */
const mostSuggestions = 10;

/** What must become true for a pull request that is this. Pure; an empty plan when all is as it should be. */
export function planReview(snapshot: PullSnapshot, review: PullReview): readonly ReviewEffect[] {
  switch (review.kind) {
    case "nothing":
      return [];
    case "waiting":
      return [planComment(snapshot, review, { waiting: true })];
    case "review":
      return [
        ...planReactions(snapshot, review),
        ...planWrite(snapshot, review),
        ...planCheck(snapshot, review),
        ...planSuggestions(snapshot, review),
        planComment(snapshot, review, factsOfReview(snapshot, review)),
      ];
  }
}

/** Commands that came since our last word. */
function planReactions(snapshot: PullSnapshot, { thread }: OpenReview): readonly ReviewEffect[] {
  const said = findOurComment(snapshot)?.updatedAt ?? "";
  const unseen = new Set(snapshot.comments.filter(({ createdAt }) => createdAt > said).map(({ id }) => id));
  return thread.counted.filter((id) => unseen.has(id)).map((comment) => ({ kind: "reaction", comment }));
}

/** Where what is right is sure, and stands on one line: to be taken over by a click. */
function planSuggestions({ pull, head, base }: PullSnapshot, { problems }: OpenReview): readonly ReviewEffect[] {
  const lines = head?.text?.split("\n") ?? [];
  const changes = problems.flatMap(({ severity, file, position, given, nearest, message }) => {
    const line = position === undefined ? undefined : lines[position.line - 1];
    if (severity !== "error" || file !== undefined || position === undefined || line === undefined) return [];
    if (given === undefined || nearest === undefined) return [];
    const text = line.replace(JSON.stringify(given), () => JSON.stringify(nearest));
    const at = { from: position.line, to: position.line };
    return text === line ? [] : [{ path: base.listPath, lines: at, text, words: message }];
  });
  return changes.length === 0
    ? []
    : [{ kind: "suggestions", pull: pull.number, head: pull.head.sha, changes: changes.slice(0, mostSuggestions) }];
}

function planCheck(snapshot: PullSnapshot, { problems, conflicts }: OpenReview): readonly ReviewEffect[] {
  const failed = conflicts.length > 0 || problems.some(({ severity }) => severity === "error");
  const conclusion = failed ? "failure" : "success";
  // What it says may have changed with the base; one that is as it was is not written twice by the adapter.
  return [
    {
      kind: "check-run",
      sha: snapshot.pull.head.sha,
      conclusion,
      problems: [...problems, ...conflicts.map(conflictProblem)],
    },
  ];
}

function conflictProblem(conflict: OpenReview["conflicts"][number]): Problem {
  const message = `This cannot be put together with what the list has become: ${printMergeConflict(conflict)}.`;
  return { code: "wrong-value", severity: "error", field: conflict.field ?? conflict.paper ?? "list", message };
}

/** What `/convert` and `/rebase` write: their branch where it is here, else a pull request of ours in their name. */
function planWrite(snapshot: PullSnapshot, review: OpenReview): readonly ReviewEffect[] {
  const { pull, base, repository, head, mergeBase } = snapshot;
  const { rescued, result, conflicts } = review;
  // One that was made is kept in step with the list, as all of ours are.
  const made = tagOf(snapshot)?.replacement;
  const asked = review.asked ?? (made !== undefined && made.blob !== base.listBlob ? "rebase" : undefined);
  if (asked === undefined || base.list === undefined || conflicts.length > 0) return [];
  if (asked === "convert" && rescued.length === 0) return [];
  if (asked === "rebase" && result === undefined) return [];
  const isHere = pull.head.repository?.id === repository.id;
  const title =
    asked === "convert"
      ? `Convert the edits of #${pull.number} to ${base.listPath}`
      : `Bring #${pull.number} up to date`;
  const trailers = [
    `Co-authored-by: ${pull.author.login} <${pull.author.id}+${pull.author.login}@users.noreply.github.com>`,
  ];
  if (isHere && asked === "convert") {
    const theirs = head === undefined ? mergeBase?.list : head.list;
    if (theirs === undefined) return [];
    const files = [{ path: base.listPath, text: printed(theirs, rescued) }];
    return [
      {
        kind: "pull-commit",
        pull: pull.number,
        branch: pull.head.ref,
        head: pull.head.sha,
        files,
        title,
        trailers: [],
      },
    ];
  }
  const file = { path: base.listPath, text: printed(result ?? base.list, rescued) };
  if (isHere) {
    // Their commits stay: ours joins them with the default branch, whose other files stand.
    return [
      {
        kind: "pull-commit",
        pull: pull.number,
        branch: pull.head.ref,
        head: pull.head.sha,
        onto: { sha: base.sha, treeSha: base.treeSha },
        files: [file],
        title,
        trailers: [],
      },
    ];
  }
  const changes = [...(review.difference?.changes ?? []), ...rescued];
  return [
    {
      kind: "replacement",
      replaces: pull.number,
      base: { sha: base.sha, treeSha: base.treeSha },
      file,
      title: `Replace #${pull.number}`,
      trailers,
      facts: { author: pull.author.login, replaces: pull.number, changes },
    },
  ];
}

function printed(list: List, changes: readonly ListChange[]): string {
  return printList(applyChanges(list, changes).list);
}

/** Of our comment, as we wrote it. */
function tagOf(snapshot: PullSnapshot): CommentTag | undefined {
  const comment = findOurComment(snapshot);
  return comment?.sealed === true ? parseCommentTag(comment.body) : undefined;
}

function planComment(
  snapshot: PullSnapshot,
  { thread }: Exclude<PullReview, { kind: "nothing" }>,
  facts: Facts,
): CommentEffect {
  const present = findOurComment(snapshot);
  const before = tagOf(snapshot);
  const { pull } = snapshot;
  const handled = Math.max(thread.handled ?? 0, before?.handled ?? 0);
  const tag: CommentTag = {
    topic: "pull",
    ...(handled > 0 && { handled }),
    ...(before?.replacement && { replacement: before.replacement }),
  };
  return {
    kind: "comment",
    topic: "pull",
    facts: {
      ...facts,
      topic: "pull",
      author: pull.author.login,
      issue: pull.number,
      repository: snapshot.repository.url,
      mention: false,
      converted: before?.replacement === undefined ? undefined : { pull: before.replacement.pull },
      notes: thread.notes.slice(0, mostNotes).map((note) => ({ ...note })),
      moreNotes: Math.max(0, thread.notes.length - mostNotes),
      help: thread.help ? commandHelp("pull").map((line) => ({ ...line })) : undefined,
    },
    tag,
    on: { repository: snapshot.repository.id, issue: pull.number },
    ...(present === undefined ? {} : { present: { id: present.id, body: present.body } }),
    repost: false,
  };
}
