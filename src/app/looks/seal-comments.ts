import { parseCommentTag } from "../../intake/comment-tag.ts";
import type { Comment, Person, RepositoryRef } from "../../intake/snapshot.ts";
import type { Words } from "../words.ts";

/** The comments of a thread, those of ours marked that still say what we wrote there. */
export function sealComments(
  words: Pick<Words, "isSealed">,
  { repository, self }: { readonly repository: RepositoryRef; readonly self: Person },
  comments: readonly Comment[],
  thread: number,
): readonly Comment[] {
  return comments.map((comment) => {
    const tag = comment.author.id === self.id ? parseCommentTag(comment.body) : undefined;
    return tag === undefined
      ? comment
      : { ...comment, sealed: words.isSealed({ repository: repository.id, issue: thread }, tag) };
  });
}
