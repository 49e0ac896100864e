import { printMergeConflict } from "../list/merge-conflict.ts";
import type { Problem } from "../list/problem.ts";
import type { CommandOutcome, CommentEffect, Facts } from "./effect.ts";
import { shownSince } from "./derive-approval.ts";
import { factsOfReview } from "./facts-of-review.ts";
import { factsOfThread } from "./facts-of-thread.ts";
import { pullBranch } from "./names.ts";
import { findOurTag, presentComment } from "./our-comment.ts";
import { planReviewWrite } from "./plan-review-write.ts";
import { planSuggestedChanges } from "./plan-suggested-changes.ts";
import type { OpenReview, PullReview } from "./pull-review.ts";
import type { PullSnapshot } from "./pull-snapshot.ts";
import type { ReviewEffect } from "./review-effect.ts";
import { recordCommands } from "./record-commands.ts";
import { reviewTag, type TagParts } from "./review-tag.ts";

/** What must become true for a pull request that is this. Pure; an empty plan when all is as it should be. */
export function planReview(snapshot: PullSnapshot, review: PullReview): readonly ReviewEffect[] {
  switch (review.kind) {
    case "nothing":
      return [];
    case "waiting":
      // A command is not done, and so not handled: it is when the list is mended.
      return [planComment(snapshot, review, { waiting: true, ...factsOfApproval(review) }, withoutShown(snapshot))];
    case "rejected":
      return planRejected(snapshot, review);
    case "review": {
      const writes = planReviewWrite(snapshot, review);
      const before = findOurTag(snapshot);
      const known = knownKey(snapshot, review);
      // A commit of ours moves the head.
      const merge = writes.length === 0 ? planMerge(snapshot, review) : [];
      // With half the answers of the last time: what was said stands, else it would come and go with the sources.
      if (writes.length === 0 && isPartial(snapshot) && before?.known === known)
        return [...(snapshot.recheck === true ? planCheck(snapshot, review) : []), ...merge];
      const tag = tagOfReview(snapshot, review, writes.length > 0);
      const facts = { ...factsOfReview(snapshot, review, tag.replacement), ...factsOfApproval(review) };
      return [
        ...planReactions(snapshot, review),
        ...writes,
        ...planCheck(snapshot, review),
        ...merge,
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
function knownKey(snapshot: PullSnapshot, review: OpenReview): string {
  const { thread, isStuck, problems, conflicts, approval } = review;
  const errors = problems.filter(({ severity }) => severity === "error").length + conflicts.length;
  const { handled } = recordCommands(snapshot, thread);
  const verdict = approval === undefined ? [] : [approval.verdict];
  const parts = [snapshot.pull.head.sha, handled, thread.notes.length, isStuck, errors, ...verdict];
  return parts.map((part) => String(part).slice(0, 12)).join(" ");
}

/** What is to be remembered beside the words. */
function tagOfReview(snapshot: PullSnapshot, review: OpenReview, writes: boolean): TagParts {
  const { thread, asked, isStuck, hash } = review;
  const before = findOurTag(snapshot);
  const { handled, mergeReady } = recordCommands(snapshot, thread);
  const nothing: CommandOutcome | undefined = asked === undefined ? undefined : { kind: "nothing", asked };
  const outcome = asked === undefined ? before?.outcome : writes ? undefined : nothing;
  return {
    ...before,
    hash,
    since: hash === undefined ? undefined : shownSince(snapshot, hash),
    handled,
    mergeReady,
    outcome,
    conflicts: isStuck,
    known: undefined,
  };
}

function planReactions(snapshot: PullSnapshot, { thread }: Pick<OpenReview, "thread">): readonly ReviewEffect[] {
  return recordCommands(snapshot, thread).fresh.map((comment) => ({ kind: "reaction", comment }));
}

function planMerge({ pull }: PullSnapshot, { approval }: OpenReview): readonly ReviewEffect[] {
  return approval?.verdict === "counts" ? [{ kind: "merge", pull: pull.number, head: pull.head.sha }] : [];
}

function factsOfApproval({ approval }: Pick<OpenReview, "approval">): Facts {
  return { approval: approval && { ...approval } };
}

function planRejected(snapshot: PullSnapshot, rejected: PullReview & { kind: "rejected" }): readonly ReviewEffect[] {
  const { number } = snapshot.pull;
  const { by, reason, thread } = rejected;
  const tag = withoutShown(snapshot);
  const { replacement } = tag;
  const isReplaced = replacement !== undefined && replacement.ended === undefined;
  const said = (more: TagParts): CommentEffect =>
    planComment(snapshot, rejected, { rejected: { by, reason } }, { ...tag, ...more });
  const withdrawn = isReplaced && { replacement: { ...replacement, ended: "closed" as const } };
  return [
    ...planReactions(snapshot, rejected),
    said({}),
    ...(isReplaced ? [{ kind: "withdraw", branch: pullBranch(number) } as const] : []),
    { kind: "close-pull", pull: number },
    // Only now is it done.
    said({ handled: recordCommands(snapshot, thread).handled, rejected: thread.verdict?.comment, ...withdrawn }),
  ];
}

/** What is remembered where nothing is shown that could be approved. */
function withoutShown(snapshot: PullSnapshot): TagParts {
  return { ...findOurTag(snapshot), hash: undefined, since: undefined, known: undefined };
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
      ...factsOfThread(thread, "pull", tag.mergeReady),
    },
    tag: reviewTag(tag),
    on: { repository: snapshot.repository.id, issue: pull.number },
    ...presentComment(snapshot),
    repost: false,
  };
}
