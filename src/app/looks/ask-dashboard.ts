import { memoryOf } from "../../github/repository-memory.ts";
import type { FoldedCommands } from "../../intake/fold-commands.ts";
import { findAnswer, findRequest } from "../../intake/record-commands.ts";
import type { IssueSnapshot, Subject } from "../../intake/snapshot.ts";
import type { Shell } from "./shell.ts";

/**
 * Passes the `/merge-ready` of another thread on to our list of what is ready, whose look comes back to this subject when
 * it is done. Until our comment here says so, every look passes it on; there it is known by its id.
 *
 * @param thread absent where no command counts
 */
export function askDashboard(
  { github, lookLater }: Shell,
  { kind, repository, number }: Subject & { kind: "issue" | "pull" },
  snapshot: Pick<IssueSnapshot, "comments" | "self" | "answer">,
  thread: FoldedCommands | undefined,
): void {
  const { asked } = memoryOf(github.memory, repository);
  const request = thread && findRequest(snapshot, thread);
  if (request === undefined) asked.delete(number);
  else if (findAnswer(snapshot, request) === undefined) {
    // What else it says is for this thread.
    asked.set(number, { kind, comment: { ...request, body: "/merge-ready" } });
    lookLater({ kind: "dashboard", repository });
  }
}
