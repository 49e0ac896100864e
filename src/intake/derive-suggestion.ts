import { configurationPath } from "../list/configuration.ts";
import type { List } from "../list/list.ts";
import { hashProposed } from "./changed-since.ts";
import { parseProposalTag } from "./comment-tag.ts";
import { deriveApproval } from "./derive-approval.ts";
import { lastMerge, suggestedAnew } from "./derive-paper-state.ts";
import { deriveSuggestedPapers } from "./derive-papers.ts";
import { deriveTaken } from "./derive-taken.ts";
import { foldCommands, type FoldedCommands } from "./fold-commands.ts";
import { hashAnswers } from "./hash-answers.ts";
import { recogniseIssue } from "./recognise-issue.ts";
import { hasAnswered } from "./our-comment.ts";
import { readQuestions } from "./questions.ts";
import { editProblems } from "./read-suggestion.ts";
import { refusedPapers } from "./refused-papers.ts";
import type { Base, IssueSnapshot, Proposal } from "./snapshot.ts";
import type { Approval, OpenSuggestion, SuggestedPaper, Suggestion } from "./suggestion.ts";

/** What the issue is. Pure: the same snapshot gives the same answer, at any time and any number of times. */
export function deriveSuggestion(snapshot: IssueSnapshot): Suggestion {
  const { issue, base } = snapshot;
  if (issue.locked) return { kind: "not-ours" };
  const merged = snapshot.proposals.some((proposal) => proposal.state === "merged") || cameInABatch(snapshot);
  if (issue.state === "closed") {
    return snapshot.proposals.length > 0 || hasAnswered(snapshot)
      ? { kind: "withdrawn", because: "closed", merged }
      : { kind: "not-ours" };
  }
  if (base === undefined) return { kind: "not-ours" };
  const { approvers } = base.configuration;
  const thread = foldCommands({ issue, comments: snapshot.comments, permissions: snapshot.permissions, approvers });
  if (!isSuggestion(snapshot, base, thread)) {
    return thread.wanted?.is === "ignored" && hasOurs(snapshot)
      ? { kind: "withdrawn", because: "ignored", merged, thread }
      : { kind: "not-ours" };
  }
  if (thread.verdict?.kind === "reject") {
    const { by, reason } = thread.verdict;
    return { kind: "rejected", by: by.login, how: "command", reason, papers: refusedPapers(snapshot, thread), thread };
  }
  if (base.list === undefined) return { kind: "waiting", thread };
  return deriveOpen(snapshot, base.list, thread);
}

/** Closed as done while our pull request is open and all of its papers are in the list: a batch brought them. */
function cameInABatch({ issue, proposals, base }: IssueSnapshot): boolean {
  const [newest] = proposals;
  if (issue.stateReason !== "completed" || newest?.state !== "open") return false;
  const ids = new Set(base?.list?.papers.map(({ id }) => id));
  const { papers = [], first } = tagOf(newest) ?? {};
  // What a correction is of was there before.
  return first === undefined && papers.length > 0 && papers.every((id) => ids.has(id));
}

function isSuggestion(snapshot: IssueSnapshot, base: Base, thread: FoldedCommands): boolean {
  if (thread.wanted !== undefined) return thread.wanted.is === "suggestion";
  // Once it was one it stays one, whatever its text is now: what we proposed for it must not be left standing.
  if (hasOurs(snapshot)) return true;
  const recognised = recogniseIssue(snapshot.issue);
  if (recognised === "form" || recognised === undefined) return recognised === "form";
  // While the configuration cannot be read, nobody knows whether links are wanted here.
  const unknown = base.problems.some((problem) => problem.file === configurationPath && problem.severity === "error");
  return base.configuration.intake === "link" && !unknown;
}

function hasOurs(snapshot: IssueSnapshot): boolean {
  return hasAnswered(snapshot) || snapshot.proposals.some((proposal) => proposal.state === "open");
}

function deriveOpen(snapshot: IssueSnapshot, list: List, thread: FoldedCommands): Suggestion {
  const questions = readQuestions(snapshot, thread);
  const papers = deriveSuggestedPapers({ snapshot, list, thread, questions });
  const suggested = papers.flatMap((paper) => (paper.state.kind === "ready" ? [paper.state.change] : []));
  const { changes, ...branch } = deriveTaken(snapshot, list, suggested);
  const hash = hashProposed(list, changes);
  const asked = hashAnswers(papers.map((paper) => paper.answers));
  const closedBy = closedByHand(snapshot, asked, thread);
  if (closedBy !== undefined) {
    return { kind: "rejected", by: closedBy, how: "closed-pull", papers: refusedPapers(snapshot, thread), thread };
  }
  const problems = editProblems(thread.edits, papers.length);
  // One that was there before the last merge has done its work.
  const verdict = (thread.verdict?.at ?? "") > lastMerge(snapshot) ? thread.verdict : undefined;
  return {
    kind: "open",
    topic: problems.length > 0 ? "incomplete" : worstOf(papers),
    papers,
    changes,
    ...branch,
    hash,
    asked,
    approval: deriveApproval(snapshot, verdict, { hash, stops: whatStops(snapshot, { changes, ...branch }) }),
    problems,
    asks: [...questions.asked],
    agreed: [...questions.agreed],
    thread,
  };
}

/** Worst first: what a person must mend comes before what merely waits. */
function worstOf(papers: readonly SuggestedPaper[]): OpenSuggestion["topic"] {
  const kinds = ["incomplete", "duplicate", "pending-metadata", "ready", "accepted"] as const;
  const worst = kinds.find((kind) => papers.some((paper) => paper.state.kind === kind)) ?? "incomplete";
  return worst === "pending-metadata" ? "pending" : worst;
}

/**
 * Who closed our newest pull request without merging it, while the person asked for what is asked for now.
 * Something else, or a later word of an approver, may be proposed anew.
 */
function closedByHand(snapshot: IssueSnapshot, asked: string, thread: FoldedCommands): string | undefined {
  const newest = snapshot.proposals[0];
  if (newest?.state !== "closed" || newest.closedBy === undefined || newest.closedBy.id === snapshot.self.id) {
    return undefined;
  }
  const closedAt = newest.closedAt ?? "";
  if (suggestedAnew(thread, closedAt)) return undefined;
  if (thread.verdict?.kind === "approve" && thread.verdict.at > closedAt) return undefined;
  const proposed = tagOf(newest)?.asked;
  return proposed === undefined || proposed === asked ? newest.closedBy.login : undefined;
}

/** What keeps an approved suggestion from being merged. */
function whatStops(
  snapshot: IssueSnapshot,
  { changes, left }: Pick<OpenSuggestion, "changes" | "left">,
): Approval["verdict"] | undefined {
  if (changes.length === 0) return "not-ready";
  const open = snapshot.proposals.find((proposal) => proposal.state === "open");
  if (open !== undefined && open.base !== snapshot.repository.defaultBranch) return "other-base";
  return left === undefined ? undefined : "commits-of-others";
}

function tagOf(proposal: Proposal): ReturnType<typeof parseProposalTag> {
  return parseProposalTag(proposal.body);
}
