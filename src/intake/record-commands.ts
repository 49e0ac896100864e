import type { AnsweredRequest, CommentTag } from "./effect.ts";
import type { FoldedCommands } from "./fold-commands.ts";
import { findOurTag } from "./our-comment.ts";
import type { Comment, IssueSnapshot } from "./snapshot.ts";

type Seen = Pick<IssueSnapshot, "comments" | "self" | "answer">;

/** What our comment is to say of the commands in its thread. */
export interface CommandRecord {
  /** Comments with commands that counted and that it does not tell of yet; of many the newest. */
  readonly fresh: readonly number[];
  /** Highest of those up to which all is done. */
  readonly handled: number | undefined;
  readonly mergeReady: AnsweredRequest | undefined;
}

/**
 * A command that waits for somebody else keeps itself, and what was said after it, from being recorded.
 *
 * @param undone comment with a command that this look could not do
 */
export function recordCommands(snapshot: Seen, thread: FoldedCommands, undone = Infinity): CommandRecord {
  const before = findOurTag(snapshot);
  const done = before?.handled ?? 0;
  const request = findRequest(snapshot, thread);
  const answer = request === undefined ? undefined : findAnswer(snapshot, request);
  const limit = Math.min(undone, request !== undefined && answer === undefined ? request.id : Infinity);
  const handled = Math.max(done, ...thread.counted.filter((id) => id < limit));
  return {
    fresh: acknowledged(thread.counted.filter((id) => id > done)),
    handled: handled === 0 ? undefined : handled,
    mergeReady: answer ?? before?.mergeReady,
  };
}

/** Each is a reaction of ours, and GitHub lets us write some 500 things an hour: of many the newest. */
export function acknowledged(comments: readonly number[]): readonly number[] {
  return comments.slice(-20);
}

/** As it goes into the tag: what is not there is left out. */
export function tagOfCommands({ handled, mergeReady }: CommandRecord): Pick<CommentTag, "handled" | "mergeReady"> {
  return { ...(handled !== undefined && { handled }), ...(mergeReady && { mergeReady }) };
}

/** The newest `/merge-ready`, which is for our list of what is ready, while our comment here does not tell what became of it. */
export function findRequest(
  snapshot: Pick<Seen, "comments" | "self">,
  { mergeReady }: FoldedCommands,
): Comment | undefined {
  return mergeReady !== undefined && mergeReady.id > (findOurTag(snapshot)?.handled ?? 0) ? mergeReady : undefined;
}

export function findAnswer({ answer }: Pick<Seen, "answer">, { id, author }: Comment): AnsweredRequest | undefined {
  if (answer?.comment !== id) return undefined;
  return { by: author.login, ...(answer.dashboard !== undefined && { dashboard: answer.dashboard }) };
}
