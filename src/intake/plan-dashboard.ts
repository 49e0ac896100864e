import { parseCommentTag } from "./comment-tag.ts";
import type { DashboardSnapshot, OpenProposal } from "./dashboard-snapshot.ts";
import type { Dashboard } from "./derive-dashboard.ts";
import type { BatchResult, CommentEffect, CommentTag, Facts, ShownProposal } from "./effect.ts";
import { factsOfThread } from "./facts-of-thread.ts";
import { hasNotice } from "./notice.ts";
import { findOurComment, presentComment } from "./our-comment.ts";

/** One that is ready needs no list. */
export const fewestListed = 2;
/** As many the tag has room for. */
const mostShown = 80;

/** In the body of the issue that holds our list, so that it is told from another issue of ours. */
export const dashboardMark = "<!-- awesome-papers:dashboard -->";

export function isDashboard({ body }: { readonly body: string }): boolean {
  return body.includes(dashboardMark);
}

/**
 * The comment that lists what is ready; undefined while it shows just that and nothing was said since. What it reads is all
 * in its tag, so every edit of it is news.
 *
 * @param result of a batch, where this look made it another one
 */
export function planDashboardComment(
  snapshot: DashboardSnapshot,
  dashboard: Dashboard,
  issue: number,
  result: BatchResult | undefined,
): CommentEffect | undefined {
  const present = findOurComment(snapshot);
  const written = presentComment(snapshot);
  const before = present?.sealed === true ? parseCommentTag(present.body) : undefined;
  const merged = new Set(result?.stack === undefined ? result?.pulls : []);
  const waiting = dashboard.ready.filter(({ pull }) => !merged.has(pull));
  const listed = waiting.slice(0, mostShown);
  const shown = listed.map((proposal) => showProposal(proposal, before?.shown, present?.updatedAt));
  const { handled, answered, thread } = dashboard;
  const isSaid = before?.handled === handled && String(before?.answered ?? []) === String(answered);
  const isShown = before !== undefined && isSaid && namesOf(before.shown) === namesOf(shown);
  const isAlone = written.doubles === undefined;
  if (isShown && isAlone && result === undefined && !hasNotice(present?.body ?? "")) return undefined;
  const batch = result ?? before?.batch;
  const tag: CommentTag = {
    topic: "dashboard",
    shown,
    ...(batch && { batch }),
    ...(handled && { handled }),
    ...(answered.length > 0 && { answered }),
  };
  const facts: Facts = {
    listed: listed.map(describeProposal),
    more: waiting.length - listed.length,
    batch: batch && { ...batch, left: batch.left.map((one) => ({ ...one })) },
    ...factsOfThread(thread, "dashboard"),
  };
  return {
    kind: "comment",
    topic: "dashboard",
    facts,
    tag,
    on: { repository: snapshot.repository.id, issue },
    ...written,
    repost: false,
  };
}

/** As long as the same changes are shown, the time since when is kept: what is asked for is measured against it. */
function showProposal(
  { issue, pull, hash }: OpenProposal,
  before: readonly ShownProposal[] | undefined,
  updatedAt: string | undefined,
): ShownProposal {
  const known = before?.find((one) => one.pull === pull && one.hash === hash);
  const since = known && (known.since ?? updatedAt);
  return { issue, pull, hash, ...(since && { since }) };
}

function namesOf(shown: readonly ShownProposal[] = []): string {
  return shown.map(({ pull, hash }) => `${pull} ${hash}`).join("\n");
}

/** What a line of a list of proposals says, one here or one of a pull request that holds several. */
export function describeProposal({ issue, pull, changes, closes }: OpenProposal): Facts {
  const [first] = changes;
  const paper = first?.kind === "add" ? first.paper : undefined;
  return {
    issue,
    pull,
    closes,
    by: paper?.addedBy,
    title: paper?.title ?? (first?.kind === "add" ? undefined : first?.id),
    verb: first?.kind ?? "edit",
    others: changes.length - 1,
  };
}
