import type { Verdict } from "./fold-commands.ts";
import { findOurComment, findOurTag } from "./our-comment.ts";
import type { IssueSnapshot } from "./snapshot.ts";
import type { Approval } from "./suggestion.ts";

type Thread = Pick<IssueSnapshot, "comments" | "self">;

/** An approval counts for exactly what our comment showed before it was written; not while something stops it. */
export function deriveApproval(
  thread: Thread,
  verdict: Verdict | undefined,
  { hash, stops }: { readonly hash: string; readonly stops: Approval["verdict"] | undefined },
): Approval | undefined {
  if (verdict?.kind !== "approve") return undefined;
  const by = verdict.by.login;
  if (stops !== undefined) return { by, verdict: stops };
  const since = shownSince(thread, hash);
  // Times have seconds: within the same second nobody can say which came first, so it does not count.
  return { by, verdict: since !== undefined && verdict.at > since ? "counts" : "changed" };
}

/** Since when our comment shows this. Undefined where it does not, or is not as we wrote it. */
export function shownSince(thread: Thread, hash: string): string | undefined {
  const tag = findOurTag(thread);
  return tag?.hash === hash ? (tag.since ?? findOurComment(thread)?.updatedAt) : undefined;
}
