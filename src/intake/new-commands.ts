import type { CommentTag } from "./effect.ts";
import { parseCommands } from "./parse-commands.ts";
import { isByPerson } from "./people-to-ask.ts";
import type { Comment } from "./snapshot.ts";

/**
 * The comments with commands that our own comment has no answer to yet, and the newest of all of them. While our comment is
 * not as we wrote it, nobody can say what it showed: then none is new, and the next one counts again.
 */
export function newCommands(
  comments: readonly Comment[],
  ours: Comment | undefined,
  tag: CommentTag | undefined,
): { readonly fresh: readonly Comment[]; readonly handled: number | undefined } {
  const given = comments.filter((comment) => isByPerson(comment) && parseCommands(comment.body).length > 0);
  const before = tag?.handled ?? 0;
  const fresh = ours === undefined || tag === undefined ? [] : given.filter(({ id }) => id > before);
  const handled = Math.max(before, ...given.map(({ id }) => id));
  return { fresh, handled: handled === 0 ? undefined : handled };
}
