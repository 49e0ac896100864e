import { parseCommentTag, printTag } from "./comment-tag.ts";
import type { CommentTag, Facts } from "./effect.ts";
import type { Comment } from "./snapshot.ts";

/** Why a look did not come to its end, as facts for `templates/bot/NAME.liquid`. */
export interface Notice {
  readonly name: "given-up" | "missing-permission";
  readonly facts: Facts;
}

const begin = "<!-- awesome-papers:notice -->\n";
const end = "\n<!-- awesome-papers:notice-end -->\n\n";
const tagStart = "\n<!-- awesome-papers:comment ";

/** Whether a comment of ours begins with a notice, so that the next look that comes to its end has something to take away. */
export function hasNotice(body: string): boolean {
  return body.replaceAll("\r\n", "\n").startsWith(begin);
}

/**
 * The body of our comment with a notice on top, in place of an earlier one. What the comment shows stays, and so does
 * since when: what was approved before the notice came still counts.
 *
 * @param present our comment as it is; undefined where there is none yet
 * @param seal makes a tag ours
 */
export function placeNotice(text: string, present: Comment | undefined, seal: (tag: CommentTag) => CommentTag): string {
  const top = `${begin}${text.trim()}${end}`;
  const body = present?.body.replaceAll("\r\n", "\n") ?? "";
  const tag = parseCommentTag(body);
  if (present === undefined || tag === undefined) return top + printTag("comment", seal({ topic: "notice" }));
  const below = belowNotice(body);
  // Whoever may write in the repository may have changed it: then it is not made ours by this.
  if (present.sealed !== true) return top + below;
  return top + below.slice(0, below.lastIndexOf(tagStart)) + printTag("comment", seal(keptTag(tag, present.updatedAt)));
}

/** The body of our comment without its notice; undefined where it holds nothing else. */
export function takeNotice(body: string): string | undefined {
  const below = belowNotice(body.replaceAll("\r\n", "\n"));
  return parseCommentTag(below)?.topic === "notice" ? undefined : below;
}

function belowNotice(body: string): string {
  return hasNotice(body) && body.includes(end) ? body.slice(body.indexOf(end) + end.length) : body;
}

/** Times that were told by the comment's own time of change are written down: that changes now. */
function keptTag({ known: _known, ...tag }: CommentTag, updatedAt: string): CommentTag {
  // Without `known` the next look of a pull request writes all of its words anew.
  return {
    ...tag,
    ...(tag.hash !== undefined && { since: tag.since ?? updatedAt }),
    ...(tag.asks !== undefined && { asksSince: tag.asksSince ?? updatedAt }),
    ...(tag.shown && { shown: tag.shown.map((one) => ({ ...one, since: one.since ?? updatedAt })) }),
  };
}
