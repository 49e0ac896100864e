import { applyChanges } from "../list/apply-changes.ts";
import type { ListChange } from "../list/list-change.ts";
import { printList } from "../list/list-file.ts";
import type { List } from "../list/list.ts";
import { findOurTag } from "./our-comment.ts";
import type { OpenReview } from "./pull-review.ts";
import type { PullSnapshot } from "./pull-snapshot.ts";
import type { PullCommitEffect, ReplacementEffect } from "./review-effect.ts";

/** What `/convert` and `/rebase` write: their branch where it is here, else a pull request of ours in their name. */
export function planReviewWrite(
  snapshot: PullSnapshot,
  review: OpenReview,
): readonly (PullCommitEffect | ReplacementEffect)[] {
  const { pull, base, repository } = snapshot;
  const isHere = pull.head.repository?.id === repository.id;
  const asked = review.asked ?? (isOutOfStep(snapshot) && !isHere ? "rebase" : undefined);
  if (asked === undefined || base.list === undefined || review.conflicts.length > 0) return [];
  if (isHere) return planPullCommit(snapshot, review, base.list);
  if (asked === "convert" && review.rescued.length === 0) return [];
  // Both commands come to the same pull request: all that this one says of the list, and that can be relied on.
  const changes = [...((review.result && review.difference?.changes) ?? []), ...review.rescued];
  if (changes.length === 0 && review.result === undefined) return [];
  return [
    {
      kind: "replacement",
      replaces: pull.number,
      base: { sha: base.sha, treeSha: base.treeSha },
      file: { path: base.listPath, text: printed(review.result ?? base.list, review.rescued) },
      title: `Replace #${pull.number}`,
      trailers: [
        `Co-authored-by: ${pull.author.login} <${pull.author.id}+${pull.author.login}@users.noreply.github.com>`,
      ],
      facts: { author: pull.author.login, replaces: pull.number, changes, hasMore: review.hasMore },
    },
  ];
}

/** A replacement is kept in step with the list and with what it replaces, as long as people leave it to us. */
function isOutOfStep(snapshot: PullSnapshot): boolean {
  const made = findOurTag(snapshot)?.replacement;
  if (made === undefined || made.ended !== undefined) return false;
  return snapshot.replacedFor !== snapshot.base.listBlob || made.head !== snapshot.pull.head.sha;
}

function planPullCommit(
  { pull, base, head, mergeBase }: PullSnapshot,
  { asked, rescued, result, hasMore }: OpenReview,
  tip: List,
): readonly PullCommitEffect[] {
  const write = { kind: "pull-commit", pull: pull.number, branch: pull.head.ref, head: pull.head.sha } as const;
  // Where their own list cannot be relied on, the default branch's must not take its place.
  const isRebase = asked === "rebase" && !hasMore && (head === undefined ? rescued[0] : result) !== undefined;
  if (isRebase) {
    // Their commits stay: ours joins them with the default branch, whose other files stand.
    const files = [{ path: base.listPath, text: printed(result ?? tip, rescued) }];
    const onto = { sha: base.sha, treeSha: base.treeSha };
    return [{ ...write, onto, files, title: `Bring #${pull.number} up to date`, trailers: [] }];
  }
  const theirs = head === undefined ? mergeBase?.list : head.list;
  if (asked !== "convert" || rescued.length === 0 || theirs === undefined) return [];
  const files = [{ path: base.listPath, text: printed(theirs, rescued) }];
  return [{ ...write, files, title: `Convert the edits of #${pull.number} to ${base.listPath}`, trailers: [] }];
}

function printed(list: List, changes: readonly ListChange[]): string {
  return printList(applyChanges(list, changes).list);
}
