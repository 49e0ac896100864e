import { parseCommentTag } from "./comment-tag.ts";
import type { FoldedCommands } from "./fold-commands.ts";
import { findOurComment } from "./our-comment.ts";
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
  const comment = findOurComment(snapshot);
  const tag = comment?.sealed === true ? parseCommentTag(comment.body) : undefined;
  const { wanted } = thread;
  // Times have seconds: an answer within the very second of the question was written before it.
  const answered = wanted?.is === "suggestion" && comment !== undefined && wanted.at > comment.updatedAt;
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
