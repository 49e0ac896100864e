import type { FoldedCommands } from "./fold-commands.ts";
import { findOurComment, findOurTag } from "./our-comment.ts";
import type { IssueSnapshot } from "./snapshot.ts";

/**
 * What our comment asks is answered by `/suggest` after it was asked. What was agreed to is kept in the comment's sealed
 * tag, so that it stays so; a maintainer's word is needed where one has decided before.
 */
export interface Questions {
  /** Whether this was agreed to; where it was not, it is asked. Keys are stable, one a question. */
  ask(key: string, who: "anyone" | "approver"): boolean;
  readonly asked: ReadonlySet<string>;
  readonly agreed: ReadonlySet<string>;
}

/** The questions of one suggestion, as its thread answers them. */
export function readQuestions(snapshot: IssueSnapshot, thread: FoldedCommands): Questions {
  const tag = findOurTag(snapshot);
  const { wanted } = thread;
  const since = askedSince(snapshot, tag?.asks ?? []);
  // Times have seconds: an answer within the very second of the question was written before it.
  const answered = wanted?.is === "suggestion" && since !== undefined && wanted.at > since;
  const asked = new Set<string>();
  const agreed = new Set<string>();
  return {
    asked,
    agreed,
    ask(key, who) {
      const mayAnswer = who === "anyone" || wanted?.byApprover === true;
      const isAgreed =
        tag?.agreed?.includes(key) === true || (answered && mayAnswer && tag?.asks?.includes(key) === true);
      (isAgreed ? agreed : asked).add(key);
      return isAgreed;
    },
  };
}

/** Since when our comment asks all of this, whatever else was edited in it. Undefined where it does not. */
export function askedSince(
  thread: Pick<IssueSnapshot, "comments" | "self">,
  asks: readonly string[],
): string | undefined {
  const { asks: shown = [], asksSince } = findOurTag(thread) ?? {};
  if (asks.length === 0 || asks.some((key) => !shown.includes(key))) return undefined;
  return asksSince ?? findOurComment(thread)?.updatedAt;
}
