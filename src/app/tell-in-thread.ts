import { applyComment, deleteComment } from "../github/apply-comment.ts";
import { Refused } from "../github/github-error.ts";
import { readBase } from "../github/read-base.ts";
import { readComments } from "../github/read-comments.ts";
import { readIssue } from "../github/read-issue.ts";
import { memoryOf } from "../github/repository-memory.ts";
import { hasNotice, takeNotice, type Notice } from "../intake/notice.ts";
import { findOurComment } from "../intake/our-comment.ts";
import { recogniseIssue } from "../intake/recognise-issue.ts";
import type { Issue, RepositoryRef, Subject } from "../intake/snapshot.ts";
import { sealComments } from "./seal-comments.ts";
import type { Shell } from "./shell.ts";

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
  if (present === undefined && !(await mayBegin())) return "no-place";
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
  readonly mayBegin: () => Promise<boolean>;
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
      return { issue: issue.number, count, mayBegin: () => isSuggestion(shell, repository, issue) };
    }
    case "pull":
      return { issue: subject.number, count: 1, mayBegin: async () => reviewed.has(subject.number) };
    case "dashboard":
      return dashboard === undefined ? undefined : { issue: dashboard, count: 1, mayBegin: async () => false };
    case "branch":
    case "commit":
      return undefined;
  }
}

/** By its own words: the form is ours also where the list cannot be read, anything else only where a list wants links. */
async function isSuggestion({ github, words }: Teller, repository: RepositoryRef, issue: Issue): Promise<boolean> {
  const recognised = issue.state === "open" ? recogniseIssue(issue) : undefined;
  if (recognised === undefined) return false;
  try {
    const read = await readBase(github, repository, words.packaged);
    return read !== undefined && (recognised === "form" || read.base.configuration.intake === "link");
  } catch (error) {
    if (error instanceof Refused) return recognised === "form";
    throw error;
  }
}
