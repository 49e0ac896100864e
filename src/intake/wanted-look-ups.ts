import { queryKey, type PaperQuery } from "../list/paper-query.ts";
import { parseCommentTag } from "./comment-tag.ts";
import { findOurComment } from "./our-comment.ts";
import type { IssueSnapshot } from "./snapshot.ts";
import type { Suggestion } from "./suggestion.ts";

/** What the sources are to be asked before it can be decided what a suggestion is. */
export interface WantedLookUps {
  readonly queries: readonly PaperQuery[];
  /** Somebody asked for `/refresh`: what is cached does not count. */
  readonly fresh: boolean;
}

/**
 * Asks about every paper but those that are known by what is written: in the list already, or proposed with what was found
 * before. `suggestion` is what the snapshot is without any look-up.
 */
export function wantedLookUps(snapshot: IssueSnapshot, suggestion: Suggestion): WantedLookUps {
  if (suggestion.kind !== "open") return { queries: [], fresh: false };
  const fresh = isRefreshAsked(snapshot, suggestion.thread.refresh);
  const papers = suggestion.papers.filter(({ state, stored }) => {
    if (state.kind === "accepted") return false;
    if (state.kind === "duplicate") return fresh && state.of.number === undefined;
    return fresh || stored !== true;
  });
  const queries = new Map(papers.flatMap((paper) => paper.queries.map((query) => [queryKey(query), query] as const)));
  return { queries: [...queries.values()], fresh };
}

function isRefreshAsked(snapshot: IssueSnapshot, refresh: number | undefined): boolean {
  if (refresh === undefined) return false;
  const comment = findOurComment(snapshot);
  const handled = comment === undefined ? undefined : parseCommentTag(comment.body)?.handled;
  return refresh > (handled ?? 0);
}
