import type { List } from "../list/list.ts";
import { parseCommentTag, parseProposalTag } from "./comment-tag.ts";
import type { DashboardSnapshot, OpenProposal } from "./dashboard-snapshot.ts";
import type { CommentTag, LeftOut, ShownProposal } from "./effect.ts";
import { foldCommands, type FoldedCommands } from "./fold-commands.ts";
import { gitBlobId } from "./git-blob-id.ts";
import { findOurComment } from "./our-comment.ts";
import { newCommands } from "./new-commands.ts";
import type { Comment } from "./snapshot.ts";
import { stackProposals, type StackStep } from "./stack-proposals.ts";

/** GitHub lets us write some 500 things an hour, and each proposal takes three. */
const mostAtOnce = 50;
/** Of other threads' requests: what they ask is told there soon after. */
const mostAnswered = 20;

export interface Dashboard {
  /** Proposals that hold nothing but our own commit, oldest first. */
  readonly ready: readonly OpenProposal[];
  /** What a maintainer asked for since our comment was last written. */
  readonly batch?: Batch & { readonly by: string };
  /** What the pull request of an earlier batch must hold by now; absent where it does, or there is none. */
  readonly restack?: Batch;
  /** Commands since then, and what is to be said of them. */
  readonly thread: FoldedCommands;
  /** The highest comment that was looked at for commands. */
  readonly handled: number | undefined;
  /** Comments of other threads that were, too. */
  readonly answered: readonly number[];
}

export interface Batch {
  readonly steps: readonly StackStep[];
  readonly left: readonly LeftOut[];
  /** What the pull request for it says it holds. */
  readonly shown: readonly ShownProposal[];
  /** Names this batch on this list. */
  readonly hash: string;
}

/** What our list of what is ready must become. Pure. */
export function deriveDashboard(snapshot: DashboardSnapshot, list: List): Dashboard {
  const ready = snapshot.proposals.filter(({ madeBy, changes }) => madeBy === undefined && changes.length > 0);
  const comment = findOurComment(snapshot);
  const tag = sealedTag(comment);
  const { fresh, handled } = newCommands(snapshot.comments, comment, tag);
  // Where our comment is not as we wrote it, they wait for what it shows next.
  const asked = tag === undefined ? [] : (snapshot.asked ?? []).filter(({ id }) => !isAnswered(tag, id));
  const answered = [...(tag?.answered ?? []), ...asked.map(({ id }) => id)].toSorted((a, b) => a - b);
  const thread = foldCommands({
    issue: { author: snapshot.self },
    on: "dashboard",
    comments: [...fresh, ...asked],
    permissions: snapshot.permissions,
    approvers: snapshot.base.configuration.approvers,
  });
  const request = thread.mergeReady;
  const known = { ready, thread, handled, answered: answered.slice(-mostAnswered) };
  const stacked = stackedBefore(snapshot);
  if (request !== undefined && comment !== undefined) {
    // Times have seconds: what came into view within the very second was not seen.
    const seen = (tag?.shown ?? []).filter(({ since }) => request.createdAt > (since ?? comment.updatedAt));
    return { ...known, batch: { by: request.author.login, ...deriveBatch(snapshot, list, merge(stacked, seen)) } };
  }
  if (snapshot.stack === undefined || snapshot.stack.head.madeBy !== undefined) return known;
  const batch = deriveBatch(snapshot, list, stacked);
  return batch.hash === parseProposalTag(snapshot.stack.body)?.hash ? known : { ...known, restack: batch };
}

/** Of those that are too old to be remembered, too. */
function isAnswered({ answered = [] }: CommentTag, id: number): boolean {
  return answered.includes(id) || (answered.length === mostAnswered && id < (answered[0] ?? 0));
}

function sealedTag(comment: Comment | undefined): CommentTag | undefined {
  return comment?.sealed === true ? parseCommentTag(comment.body) : undefined;
}

/** What a maintainer asked for earlier, and what a pull request holds since. */
function stackedBefore({ stack }: DashboardSnapshot): readonly ShownProposal[] {
  // Whoever may write in the repository may edit these words too.
  const shown: unknown = stack && parseProposalTag(stack.body)?.stack;
  return Array.isArray(shown) ? shown.filter((one) => typeof one === "object" && one !== null) : [];
}

function merge(before: readonly ShownProposal[], seen: readonly ShownProposal[]): readonly ShownProposal[] {
  const pulls = new Set(seen.map(({ pull }) => pull));
  return [...before.filter(({ pull }) => !pulls.has(pull)), ...seen];
}

function deriveBatch(snapshot: DashboardSnapshot, list: List, seen: readonly ShownProposal[]): Batch {
  const left: LeftOut[] = [];
  const taken: OpenProposal[] = [];
  for (const { pull, hash } of seen) {
    const proposal = snapshot.proposals.find((one) => one.pull === pull);
    if (proposal === undefined) left.push({ pull, why: "gone" });
    else if (proposal.madeBy !== undefined) left.push({ pull, why: "commits-of-others" });
    else if (proposal.hash !== hash) left.push({ pull, why: "changed" });
    else if (taken.length === mostAtOnce) left.push({ pull, why: "too-many" });
    else taken.push(proposal);
  }
  const stack = stackProposals(list, taken);
  const shown = stack.steps.map(({ proposal: { issue, pull, hash } }) => ({ issue, pull, hash }));
  return {
    steps: stack.steps,
    left: [...left, ...stack.left],
    shown,
    hash: gitBlobId(JSON.stringify([snapshot.base.listBlob, shown.map(({ pull, hash }) => [pull, hash])])),
  };
}
