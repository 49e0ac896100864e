import { printMergeConflict } from "../list/merge-conflict.ts";
import type { Problem } from "../list/problem.ts";
import type { CommandOutcome, CommentEffect, Facts } from "./effect.ts";
import { factsOfReview } from "./facts-of-review.ts";
import { commandHelp } from "./fold-commands.ts";
import { findOurComment, findOurTag } from "./our-comment.ts";
import { planReviewWrite } from "./plan-review-write.ts";
import { planSuggestedChanges } from "./plan-suggested-changes.ts";
import type { OpenReview, PullReview } from "./pull-review.ts";
import type { PullSnapshot } from "./pull-snapshot.ts";
import type { ReviewEffect } from "./review-effect.ts";
import { reviewTag, type TagParts } from "./review-tag.ts";

const mostNotes = 10;
/** What must become true for a pull request that is this. Pure; an empty plan when all is as it should be. */
export function planReview(snapshot: PullSnapshot, review: PullReview): readonly ReviewEffect[] {
  switch (review.kind) {
    case "nothing":
      return [];
    case "waiting":
      // A command is not done, and so not handled: it is when the list is mended.
      return [planComment(snapshot, review, { waiting: true }, findOurTag(snapshot) ?? {})];
    case "review": {
      const writes = planReviewWrite(snapshot, review);
      const before = findOurTag(snapshot);
      const known = knownKey(snapshot, review);
      // With half the answers of the last time: what was said stands, else it would come and go with the sources.
      if (writes.length === 0 && isPartial(snapshot) && before?.known === known)
        return snapshot.recheck === true ? planCheck(snapshot, review) : [];
      const tag = tagOfReview(snapshot, review, writes.length > 0);
      const facts = factsOfReview(snapshot, review, tag.replacement);
      return [
        ...planReactions(snapshot, review),
        ...writes,
        ...planCheck(snapshot, review),
        ...planSuggestedChanges(snapshot, review),
        planComment(snapshot, review, facts, { ...tag, ...(!isPartial(snapshot) && { known }) }),
      ];
    }
  }
}

/** Nobody who could know answered, or not all of the other suggestions were listed yet. */
function isPartial({ lookUps = [], elsewhere }: PullSnapshot): boolean {
  return elsewhere?.complete === false || lookUps.some(({ failures }) => failures.length > 0);
}

/** What neither sources nor other suggestions can change. */
function knownKey({ pull }: PullSnapshot, { thread, isStuck, problems, conflicts }: OpenReview): string {
  const errors = problems.filter(({ severity }) => severity === "error").length + conflicts.length;
  const parts = [pull.head.sha, thread.handled, thread.notes.length, isStuck, errors];
  return parts.map((part) => String(part).slice(0, 12)).join(" ");
}

/** What is to be remembered beside the words. */
function tagOfReview(snapshot: PullSnapshot, { thread, asked, isStuck }: OpenReview, writes: boolean): TagParts {
  const before = findOurTag(snapshot);
  const handled = Math.max(thread.handled ?? 0, before?.handled ?? 0);
  const nothing: CommandOutcome | undefined = asked === undefined ? undefined : { kind: "nothing", asked };
  const outcome = asked === undefined ? before?.outcome : writes ? undefined : nothing;
  return {
    ...before,
    ...(handled > 0 && { handled }),
    outcome,
    conflicts: isStuck,
    known: undefined,
  };
}

/** Commands that our comment does not say are done. */
function planReactions(snapshot: PullSnapshot, { thread }: OpenReview): readonly ReviewEffect[] {
  // By id: the clock counts seconds, and a command can come in the second of our last word.
  const handled = findOurTag(snapshot)?.handled ?? 0;
  return thread.counted.filter((id) => id > handled).map((comment) => ({ kind: "reaction", comment }));
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

function planComment(
  snapshot: PullSnapshot,
  { thread }: Exclude<PullReview, { kind: "nothing" }>,
  facts: Facts,
  tag: TagParts,
): CommentEffect {
  const present = findOurComment(snapshot);
  const { pull } = snapshot;
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
      notes: thread.notes.slice(0, mostNotes).map((note) => ({ ...note })),
      moreNotes: Math.max(0, thread.notes.length - mostNotes),
      help: thread.help ? commandHelp("pull").map((line) => ({ ...line })) : undefined,
    },
    tag: reviewTag(tag),
    on: { repository: snapshot.repository.id, issue: pull.number },
    ...(present === undefined ? {} : { present: { id: present.id, body: present.body } }),
    repost: false,
  };
}
