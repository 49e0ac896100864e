import { parseCommentTag } from "./comment-tag.ts";
import type { CommentEffect, CommentTag } from "./effect.ts";
import type { Comment, IssueSnapshot } from "./snapshot.ts";

/** Our one comment on the subject: by our own account and with our tag. Of several, the newest. */
export function findOurComment(snapshot: Pick<IssueSnapshot, "comments" | "self">): Comment | undefined {
  return findOurs(snapshot)[0];
}

/** What is there for an effect to edit; and older ones of ours, which a write left that came late. */
export function presentComment(
  snapshot: Pick<IssueSnapshot, "comments" | "self">,
): Pick<CommentEffect, "present" | "doubles"> {
  const [present, ...older] = findOurs(snapshot);
  return {
    ...(present && { present: { id: present.id, body: present.body } }),
    ...(older.length > 0 && { doubles: older.map(({ id }) => id) }),
  };
}

function findOurs({ comments, self }: Pick<IssueSnapshot, "comments" | "self">): readonly Comment[] {
  return comments
    .filter(({ author, body }) => author.id === self.id && parseCommentTag(body) !== undefined)
    .toSorted((a, b) => b.id - a.id);
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
