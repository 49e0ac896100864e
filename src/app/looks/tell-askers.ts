import { memoryOf } from "../../github/repository-memory.ts";
import type { RepositoryRef } from "../../intake/snapshot.ts";
import type { Shell } from "./shell.ts";

/**
 * Wakes the threads whose `/merge-ready` our list of what is ready has answered; what it has not answered yet, since it
 * came meanwhile or before our comment showed anything, brings the next look there.
 *
 * @param listed the issue of that list, and the comments it has answered; absent where there is none
 */
export function tellAskers(
  { github, lookLater }: Shell,
  repository: RepositoryRef,
  listed?: { readonly issue: number; readonly answered: readonly number[] },
): void {
  const { asked } = memoryOf(github.memory, repository);
  // Taken out first: what is set while it is gone through moves.
  const pending = [...asked.entries()].filter(([, { answer }]) => answer === undefined);
  for (const [number, { kind, comment }] of pending) {
    if (listed !== undefined && !listed.answered.includes(comment.id)) {
      lookLater({ kind: "dashboard", repository });
      continue;
    }
    const dashboard = listed && { dashboard: listed.issue };
    asked.set(number, { kind, comment, answer: { comment: comment.id, ...dashboard } });
    lookLater({ kind, repository, number });
  }
}
