import { parseCommentTag } from "./comment-tag.ts";
import type { CommentTag } from "./effect.ts";
import type { Comment, IssueSnapshot } from "./snapshot.ts";

/** Our one comment on the subject: by our own account and with our tag. Of several, the newest. */
export function findOurComment(snapshot: Pick<IssueSnapshot, "comments" | "self">): Comment | undefined {
  return snapshot.comments
    .toSorted((a, b) => b.id - a.id)
    .find((comment) => comment.author.id === snapshot.self.id && parseCommentTag(comment.body) !== undefined);
}

/** Whether it says something of the subject, and not only why a look did not come to its end. */
export function hasAnswered(snapshot: Pick<IssueSnapshot, "comments" | "self">): boolean {
  const comment = findOurComment(snapshot);
  return comment !== undefined && parseCommentTag(comment.body)?.topic !== "notice";
}

/** Its tag, if it is as we wrote it. */
export function findOurTag(snapshot: Pick<IssueSnapshot, "comments" | "self">): CommentTag | undefined {
  const comment = findOurComment(snapshot);
  return comment?.sealed === true ? parseCommentTag(comment.body) : undefined;
}
