import { parseCommentTag } from "./comment-tag.ts";
import type { CommentTag, CommentTopic, Effect, Label } from "./effect.ts";
import { labels } from "./names.ts";
import { findOurComment } from "./our-comment.ts";
import type { IssueSnapshot } from "./snapshot.ts";

/** Our label for the state, when the state is new. Later looks leave labels as people have set them. */
export function planLabels(snapshot: IssueSnapshot, topic: CommentTopic, label: Label): readonly Effect[] {
  const proposedAnew = topic === "ready" && !snapshot.proposals.some((proposal) => proposal.state === "open");
  if (labelledBefore(snapshot) === topic && !proposedAnew) return [];
  const present = snapshot.issue.labels;
  const add = hasLabel(present, label.name) ? [] : [label];
  const remove = Object.values(labels).flatMap((known) =>
    known.name !== label.name && hasLabel(present, known.name) ? [known.name] : [],
  );
  return add.length === 0 && remove.length === 0 ? [] : [{ kind: "labels", add, remove }];
}

/** The state for which our label was put on last. */
export function labelledBefore(snapshot: IssueSnapshot): CommentTag["topic"] | undefined {
  const comment = findOurComment(snapshot);
  const before = comment === undefined ? undefined : parseCommentTag(comment.body);
  return before?.labelled ?? before?.topic;
}

/** GitHub knows no two labels that differ only in case. */
export function hasLabel(present: readonly string[], name: string): boolean {
  return present.some((one) => one.toLowerCase() === name.toLowerCase());
}
