import { applyComment, deleteComment } from "../../github/apply-comment.ts";
import { readComments } from "../../github/read-comments.ts";
import { readIssue } from "../../github/read-issue.ts";
import { memoryOf } from "../../github/repository-memory.ts";
import { hasNotice, takeNotice, type Notice } from "../../intake/notice.ts";
import { findOurComment } from "../../intake/our-comment.ts";
import type { Comment, Subject } from "../../intake/snapshot.ts";
import { isSuggestion, touchesList } from "./is-meant-for-us.ts";
import { sealComments } from "../looks/seal-comments.ts";
import type { Shell } from "../looks/shell.ts";

type Teller = Pick<Shell, "github" | "words">;

/**
 * Says on top of our comment on the subject why a look did not come to its end; the next one that does takes it away.
 * `no-place`: the subject has no thread, or nothing shows that what is said there is meant for us. Rejects with what
 * GitHub answers.
 */
export async function tellInThread(shell: Teller, subject: Subject, notice: Notice): Promise<"told" | "no-place"> {
  const { github, words } = shell;
  const { repository } = subject;
  const thread = await findThread(shell, subject);
  if (thread === undefined) return "no-place";
  const { issue, count, mayBegin } = thread;
  const comments = await readComments(github, repository, issue, count);
  const seen = { self: github.self, repository };
  const present = findOurComment({ ...seen, comments: sealComments(words, seen, comments, issue) });
  if (present === undefined && !(await mayBegin(comments))) return "no-place";
  const body = await words.notice({ repository: repository.id, issue }, notice, present);
  await applyComment(github, repository, issue, { ...(present && { present }), repost: false, body });
  return "told";
}

/** Takes away what `tellInThread` said, where the look that came to its end had nothing else to say there. */
export async function untellInThread(shell: Teller, subject: Subject): Promise<void> {
  const { github } = shell;
  const { repository } = subject;
  const thread = await findThread(shell, subject);
  if (thread === undefined) return;
  const comments = await readComments(github, repository, thread.issue, thread.count);
  const present = findOurComment({ self: github.self, comments });
  if (present === undefined || !hasNotice(present.body)) return;
  const body = takeNotice(present.body);
  if (body === undefined) await deleteComment(github, repository, present.id);
  else await applyComment(github, repository, thread.issue, { present, repost: false, body });
}

interface Thread {
  readonly issue: number;
  /** Of comments, as far as it is known. */
  readonly count: number;
  /** Whether we may speak where we did not yet. */
  readonly mayBegin: (comments: readonly Comment[]) => Promise<boolean>;
}

async function findThread(shell: Teller, subject: Subject): Promise<Thread | undefined> {
  const { github } = shell;
  const { repository } = subject;
  const { dashboard, reviewed } = memoryOf(github.memory, repository);
  switch (subject.kind) {
    case "issue": {
      const answer = await readIssue(github, repository, subject.number);
      if (answer.kind !== "issue" || answer.issue.locked) return undefined;
      const { issue, comments: count } = answer;
      return { issue: issue.number, count, mayBegin: (said) => isSuggestion(shell, repository, issue, said) };
    }
    case "pull": {
      const { number } = subject;
      const mayBegin = async (): Promise<boolean> => reviewed.has(number) || touchesList(shell, repository, number);
      return { issue: number, count: 1, mayBegin };
    }
    case "dashboard":
      return dashboard === undefined ? undefined : { issue: dashboard, count: 1, mayBegin: async () => false };
    case "branch":
    case "commit":
      return undefined;
  }
}
