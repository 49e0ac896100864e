import { applyChanges } from "../list/apply-changes.ts";
import { printList } from "../list/list-file.ts";
import type { List } from "../list/list.ts";
import type { CommentEffect, CommentTag, CommentTopic, Effect, Facts, Label } from "./effect.ts";
import { factsOfThread } from "./facts-of-thread.ts";
import type { FoldedCommands } from "./fold-commands.ts";
import { gitBlobId } from "./git-blob-id.ts";
import { parseCommentTag } from "./comment-tag.ts";
import { shownSince } from "./derive-approval.ts";
import { correctedBody, factsOfPapers } from "./facts-of-papers.ts";
import { labels, proposalBranch } from "./names.ts";
import { hasLabel, labelledBefore, planLabels } from "./plan-labels.ts";
import { creditsOfTaken, factsOfTaken } from "./facts-of-taken.ts";
import { findOurComment, presentComment } from "./our-comment.ts";
import { proposalTitle } from "./proposal-title.ts";
import { askedSince } from "./questions.ts";
import { recordCommands, tagOfCommands } from "./record-commands.ts";
import { storeFacts } from "./stored-facts.ts";
import type { Base, Comment, IssueSnapshot, Proposal } from "./snapshot.ts";
import type { OpenSuggestion, Suggestion } from "./suggestion.ts";

/** The tag's own; the comment shows all of it. */
const longestReason = 500;

/** What must become true for a suggestion that is this. Pure; an empty plan when all is as it should be. */
export function planSuggestion(snapshot: IssueSnapshot, suggestion: Suggestion): readonly Effect[] {
  switch (suggestion.kind) {
    case "not-ours":
      return [];
    case "withdrawn":
      return planWithdrawn(snapshot, suggestion);
    case "waiting":
      // No command is done, and so none is recorded: they are when the list is mended.
      return [planComment(snapshot, "waiting", {}, suggestion.thread, waitingTag(snapshot), 0)];
    case "rejected":
      return [...planReactions(snapshot, suggestion.thread), ...planRejected(snapshot, suggestion)];
    case "open":
      return [...planReactions(snapshot, suggestion.thread), ...planOpen(snapshot, suggestion)];
  }
}

function planReactions(snapshot: IssueSnapshot, thread: FoldedCommands): readonly Effect[] {
  return recordCommands(snapshot, thread).fresh.map((comment) => ({ kind: "reaction", comment }));
}

/** What the comment showed before, so that a label and an approval of then still count when the list is mended. */
function waitingTag(snapshot: IssueSnapshot): Partial<CommentTag> {
  const before = presentTag(snapshot);
  if (before === undefined || findOurComment(snapshot)?.sealed !== true) return {};
  // From the second look on it is `waiting` itself, which says nothing of before.
  const labelled = before.labelled ?? (before.topic === "waiting" ? undefined : before.topic);
  const { hash, agreed } = before;
  return { ...(labelled && { labelled }), ...(hash !== undefined && { hash }), ...(agreed && { agreed }) };
}

function planWithdrawn(
  snapshot: IssueSnapshot,
  { because, merged, thread }: Suggestion & { kind: "withdrawn" },
): readonly Effect[] {
  const present = snapshot.issue.labels;
  const stale = [
    labels.ready.name,
    labels.incomplete.name,
    ...(merged || because === "ignored" ? [labels.duplicate.name] : []),
  ];
  const remove = stale.filter((name) => hasLabel(present, name));
  // Only a label of ours is exchanged: where a person took it away, none comes back.
  const add = merged && remove.length > 0 ? [labels.accepted] : [];
  const effects: Effect[] = withdrawProposals(snapshot);
  if (remove.length > 0) effects.push({ kind: "labels", add, remove });
  const { branchSha } = snapshot;
  if (merged && branchSha !== undefined) {
    effects.push({ kind: "delete-branch", branch: proposalBranch(snapshot.issue.number), expected: branchSha });
  }
  // No comment tells of the command, so it is acknowledged only together with what it brings.
  return thread === undefined || effects.length === 0 ? effects : [...planReactions(snapshot, thread), ...effects];
}

/** Our open pull request is closed, by deleting its branch first: of a closed one none is found. Not what a person works on. */
function withdrawProposals(snapshot: IssueSnapshot): Effect[] {
  return snapshot.proposals
    .filter((proposal) => proposal.state === "open")
    .flatMap((proposal): Effect[] => {
      const close: Effect = { kind: "close-pull", pull: proposal.number };
      if (proposal.head?.madeBy !== undefined) return [close];
      const branch = proposalBranch(snapshot.issue.number);
      return [{ kind: "delete-branch", branch, expected: proposal.headSha }, close];
    });
}

function planRejected(snapshot: IssueSnapshot, rejected: Suggestion & { kind: "rejected" }): readonly Effect[] {
  const byCommand = rejected.how === "command";
  const facts: Facts = { rejected: { by: rejected.by, how: rejected.how, reason: rejected.reason } };
  const effects: Effect[] = byCommand ? withdrawProposals(snapshot) : [];
  effects.push(...planLabels(snapshot, "rejected", labels.rejected));
  effects.push(planComment(snapshot, "rejected", facts, rejected.thread, refusedTag(rejected)));
  // An issue that a person opened again stays open.
  if (byCommand && snapshot.issue.stateReason !== "reopened")
    effects.push({ kind: "close-issue", reason: "not_planned" });
  return effects;
}

function planOpen(snapshot: IssueSnapshot, open: OpenSuggestion): readonly Effect[] {
  const { base } = snapshot;
  if (base?.list === undefined) return [];
  const pull = snapshot.proposals.find((proposal) => proposal.state === "open");
  const effects: Effect[] = [];
  const marks = planLabels(snapshot, open.topic, labelOf(open.topic));
  // Proposed again, only that there is no pull request yet tells that the label is to come back.
  const isAgain = labelledBefore(snapshot) === open.topic;
  if (isAgain) effects.push(...marks);
  if (open.changes.length === 0) {
    // An edit left nothing to propose: an outdated pull request must not be merged by mistake.
    if (pull?.head?.madeBy === undefined) effects.push(...withdrawProposals(snapshot));
  } else if (open.left === undefined) {
    effects.push(planProposal(snapshot, base, base.list, open, pull));
    if (open.approval?.verdict === "counts") {
      effects.push(pull === undefined ? { kind: "merge" } : { kind: "merge", pull: pull.number });
    }
  }
  if (!isAgain) effects.push(...marks);
  const facts: Facts = {
    papers: factsOfPapers(open),
    several: open.papers.length > 1,
    problems: open.problems,
    changes: open.changes,
    corrected: open.topic === "incomplete" || open.topic === "pending" ? correctedBody(open, base.list) : undefined,
    exampleCategory: nearestCategory(open) ?? likeliestCategory(open),
    elsewhereUnknown: snapshot.elsewhere?.complete === false && pull === undefined,
    pull: pull?.number,
    left: open.left === undefined ? undefined : { ...open.left },
    ...factsOfTaken(open),
    approval: open.approval === undefined ? undefined : { by: open.approval.by, verdict: open.approval.verdict },
  };
  const tag: Partial<CommentTag> = {
    ...(open.changes.length > 0 && { hash: open.hash }),
    ...(open.asks.length > 0 && { asks: open.asks }),
    ...(open.agreed.length > 0 && { agreed: open.agreed }),
  };
  effects.push(planComment(snapshot, open.topic, facts, open.thread, tag, vainRefresh(open)));
  return effects;
}

/** What waits for the sources needs nothing of anybody, and is not complete either. */
function labelOf(topic: OpenSuggestion["topic"]): Label {
  return topic === "pending" ? labels.incomplete : labels[topic];
}

/** A `/refresh` that the sources did not answer is not done: the next look asks again. */
function vainRefresh({ papers, thread }: OpenSuggestion): number | undefined {
  return papers.every(({ waitingFor }) => waitingFor.length === 0) ? undefined : thread.refresh;
}

function likeliestCategory(open: OpenSuggestion): string | undefined {
  return open.papers.flatMap(({ state }) => (state.kind === "incomplete" ? (state.categories ?? []) : []))[0]?.path;
}

/** What somebody who misspelt a category most likely meant. */
function nearestCategory(open: OpenSuggestion): string | undefined {
  return open.papers
    .flatMap(({ state }) => (state.kind === "incomplete" ? state.problems : []))
    .find((problem) => problem.field === "categories" && problem.nearest !== undefined)?.nearest;
}

function planProposal(
  snapshot: IssueSnapshot,
  base: Base,
  list: List,
  open: OpenSuggestion,
  pull: Proposal | undefined,
): Effect {
  const text = printList(applyChanges(list, open.changes).list);
  const head = pull?.head;
  // What a merge makes of it is what counts: as long as that is right, the commit may stay where it is.
  const merged = head?.baseListBlob === base.listBlob ? head?.listBlob : head?.mergedBlob;
  const { issue } = snapshot;
  const ids = open.changes.map((change) => (change.kind === "add" ? change.paper.id : change.id));
  const rest = open.papers.some(({ state: { kind } }) => kind === "incomplete" || kind === "pending-metadata");
  return {
    kind: "proposal",
    branch: proposalBranch(issue.number),
    base: { sha: base.sha, treeSha: base.treeSha },
    files: [{ path: base.listPath, text }],
    title: proposalTitle(open.changes, issue.number),
    // GitHub credits by this address whatever the person's own is. https://docs.github.com/en/account-and-profile/reference/email-addresses-reference
    trailers: [
      `Co-authored-by: ${issue.author.login} <${issue.author.id}+${issue.author.login}@users.noreply.github.com>`,
      ...creditsOfTaken(open),
    ],
    ...(pull === undefined ? {} : { present: { pull: pull.number, head: pull.headSha, body: pull.body } }),
    commit: merged !== gitBlobId(text),
    body: {
      topic: "proposal",
      facts: {
        issue: issue.number,
        author: issue.author.login,
        closes: !rest,
        changes: open.changes,
        papers: factsOfPapers(open).filter((paper) => paper["state"] === "ready"),
        ...factsOfTaken(open),
      },
      tag: {
        hash: open.hash,
        papers: ids,
        asked: open.asked,
        ...storeFacts(open),
        ...(open.taken !== undefined && { taken: open.taken.pushes }),
      },
    },
  };
}

/** So that the same papers are known when they are suggested again. */
function refusedTag({ by, reason, papers }: Suggestion & { kind: "rejected" }): Partial<CommentTag> {
  return { refused: { by, ...(reason !== undefined && { reason: reason.slice(0, longestReason) }), papers } };
}

function planComment(
  snapshot: IssueSnapshot,
  topic: CommentTopic,
  facts: Facts,
  thread: FoldedCommands,
  more: Partial<CommentTag>,
  undone?: number,
): CommentEffect {
  const present = findOurComment(snapshot);
  const before = presentTag(snapshot);
  const repost = present !== undefined && mustBeTold(snapshot, topic, before, thread, present);
  // As long as the same is shown and asked, the time since when is kept: an approval or answer is measured against it.
  // Never from a tag that somebody may have changed: what is written here is sealed as ours.
  const since = more.hash === undefined || repost ? undefined : shownSince(snapshot, more.hash);
  const asksSince = repost ? undefined : askedSince(snapshot, more.asks ?? []);
  const tag: CommentTag = {
    topic,
    ...more,
    ...(since === undefined ? {} : { since }),
    ...(asksSince === undefined ? {} : { asksSince }),
    ...tagOfCommands(recordCommands(snapshot, thread, undone)),
  };
  const { issue } = snapshot;
  return {
    kind: "comment",
    topic,
    facts: {
      ...facts,
      topic,
      author: issue.author.login,
      issue: issue.number,
      repository: snapshot.repository.url,
      mention: repost,
      ...factsOfThread(thread, "issue", tag.mergeReady),
    },
    tag,
    on: { repository: snapshot.repository.id, issue: issue.number },
    ...presentComment(snapshot),
    repost,
  };
}

/**
 * GitHub sends no mail for an edit. So when it is the suggester's turn because of what somebody else did,
 * the comment is posted anew, at most once a day.
 */
function mustBeTold(
  snapshot: IssueSnapshot,
  topic: CommentTopic,
  before: CommentTag | undefined,
  thread: FoldedCommands,
  present: Comment,
): boolean {
  const day = 24 * 60 * 60 * 1000;
  const theirTurn = (one: CommentTag["topic"] | undefined): boolean => one === "incomplete" || one === "duplicate";
  return (
    theirTurn(topic) &&
    !theirTurn(before?.topic) &&
    thread.lastActor !== undefined &&
    thread.lastActor.id !== snapshot.issue.author.id &&
    thread.lastActor.at > present.updatedAt &&
    Date.parse(snapshot.now) - Date.parse(present.createdAt) > day
  );
}

function presentTag(snapshot: IssueSnapshot): CommentTag | undefined {
  const comment = findOurComment(snapshot);
  return comment === undefined ? undefined : parseCommentTag(comment.body);
}
