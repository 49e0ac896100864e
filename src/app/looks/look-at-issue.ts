import { applyCloseIssue, applyClosePull } from "../../github/apply-close.ts";
import { applyComment } from "../../github/apply-comment.ts";
import { applyLabels } from "../../github/apply-labels.ts";
import { applyMerge } from "../../github/apply-merge.ts";
import { applyProposal } from "../../github/apply-proposal.ts";
import { applyReaction } from "../../github/apply-reaction.ts";
import { deleteBranch } from "../../github/delete-branch.ts";
import { gatherElsewhere } from "../../github/gather-elsewhere.ts";
import { gatherIssue } from "../../github/gather-issue.ts";
import { Outage } from "../../github/github-error.ts";
import { distrustMergedList } from "../../github/read-merged-list.ts";
import type { ReadBase } from "../../github/read-base.ts";
import { memoryOf } from "../../github/repository-memory.ts";
import { settingsId } from "../../github/settings-id.ts";
import { rememberSuggestion } from "../../github/suggestion-memory.ts";
import { withdrawProposals } from "../../github/withdraw-proposals.ts";
import { deriveSuggestion } from "../../intake/derive-suggestion.ts";
import type { Effect, Facts } from "../../intake/effect.ts";
import type { KnownSuggestion } from "../../intake/elsewhere.ts";
import { knownSuggestion } from "../../intake/known-suggestion.ts";
import { proposalBranch } from "../../intake/names.ts";
import { fewestListed } from "../../intake/plan-dashboard.ts";
import { planSuggestion } from "../../intake/plan-suggestion.ts";
import { findSettledProposal } from "../../intake/settled-proposal.ts";
import type { Comment, IssueSnapshot, Subject } from "../../intake/snapshot.ts";
import type { Suggestion } from "../../intake/suggestion.ts";
import { wantedLookUps } from "../../intake/wanted-look-ups.ts";
import { askDashboard } from "./ask-dashboard.ts";
import { onOneLine } from "../on-one-line.ts";
import { sealComments } from "./seal-comments.ts";
import type { Shell } from "./shell.ts";
import { listSuggestions } from "../sweep/list-suggestions.ts";

type IssueSubject = Subject & { kind: "issue" };

/** Milliseconds between two looks for a source that does not answer. */
const shortestWait = 30_000;
const longestWait = 3_600_000;

/** Looks at one issue and makes true what follows from it. Safe to call at any time, any number of times. */
export async function lookAtIssue(shell: Shell, subject: IssueSubject): Promise<void> {
  const { repository, number } = subject;
  const { settled } = memoryOf(shell.github.memory, repository);
  // Until this look is over: what the default branch becomes meanwhile it may not have seen.
  settled.delete(number);
  const look = await gatherIssue(shell.github, repository, number, { packagedTemplates: shell.words.packaged });
  switch (look.kind) {
    case "not-ours":
      return;
    case "ours":
      if (!look.isDashboard) return;
      memoryOf(shell.github.memory, repository).dashboard = number;
      return shell.lookLater({ kind: "dashboard", repository });
    case "gone":
      remember(shell, subject, undefined, []);
      tellDashboard(shell, subject, undefined);
      // Deleted, or moved to another repository: nothing of ours is left behind for it, and all that is a person's.
      return withdrawProposals(shell.github, repository, proposalBranch(number), shell.words.packaged);
    case "issue": {
      const seen = await withTemplates(shell, withSeals(shell, look.snapshot), look.read);
      const snapshot = await withElsewhere(shell, await withLookUps(shell, seen));
      const suggestion = deriveSuggestion(snapshot);
      const effects = planSuggestion(snapshot, suggestion);
      // So that the push that mends the list wakes it, whoever of us saw first that it is broken.
      if (suggestion.kind === "waiting") memoryOf(shell.github.memory, repository).broken = true;
      shell.onLook?.({ kind: "issue", subject, snapshot, suggestion, effects });
      tellOthers(shell, subject, snapshot, suggestion);
      if (suggestion.kind !== "waiting")
        askDashboard(shell, subject, snapshot, "thread" in suggestion ? suggestion.thread : undefined);
      const head = await applyPlan(shell, subject, snapshot, look.read, effects);
      const proposal = findSettledProposal(snapshot, suggestion, effects);
      if (proposal !== undefined && head !== undefined && look.read !== undefined) {
        const { treeSha } = look.read.base;
        settled.set(number, { proposal, head, treeSha, settings: settingsId(look.read) });
      }
      tellDashboard(shell, subject, suggestion);
      lookWhenAnswered(shell, subject, snapshot, suggestion);
    }
  }
}

/** Which of our comments still say what we wrote. */
function withSeals(shell: Shell, snapshot: IssueSnapshot): IssueSnapshot {
  return { ...snapshot, comments: sealComments(shell.words, snapshot, snapshot.comments, snapshot.issue.number) };
}

/** What the sources say of the papers, as far as they are to be asked. */
async function withLookUps(shell: Shell, snapshot: IssueSnapshot): Promise<IssueSnapshot> {
  const { queries, fresh } = wantedLookUps(snapshot, deriveSuggestion(snapshot));
  return queries.length === 0 ? snapshot : { ...snapshot, lookUps: await shell.metadata.lookUp(queries, { fresh }) };
}

/** What other suggestions of the repository are of the same papers. */
async function withElsewhere(shell: Shell, snapshot: IssueSnapshot): Promise<IssueSnapshot> {
  const suggestion = deriveSuggestion(snapshot);
  if (suggestion.kind !== "open") return snapshot;
  const { github } = shell;
  const { complete } = memoryOf(github.memory, snapshot.repository).suggestions;
  // Where another server did the last sweep, this one has seen few of them.
  if (!complete && !github.isSole) await listSuggestions(github, snapshot.repository);
  const seal = (comments: readonly Comment[], issue: number): readonly Comment[] =>
    sealComments(shell.words, snapshot, comments, issue);
  return { ...snapshot, elsewhere: await gatherElsewhere(github, snapshot, suggestion.papers, seal) };
}

/** Other suggestions of the same papers may have to give way now, or go on. */
function tellOthers(shell: Shell, subject: IssueSubject, snapshot: IssueSnapshot, suggestion: Suggestion): void {
  const papers = suggestion.kind === "open" ? suggestion.papers : [];
  const ways = papers.flatMap(({ state }) => (state.kind === "duplicate" ? (state.of.issue ?? []) : []));
  remember(shell, subject, knownSuggestion(snapshot, suggestion), ways);
}

function remember(
  shell: Shell,
  { repository, number }: IssueSubject,
  known: KnownSuggestion | undefined,
  ways: readonly number[],
): void {
  const { suggestions } = memoryOf(shell.github.memory, repository);
  for (const other of rememberSuggestion(suggestions, number, known, ways)) {
    shell.lookLater({ kind: "issue", repository, number: other });
  }
}

/** Our list of what is ready follows, once for all that becomes ready in a while; one alone needs none. */
function tellDashboard(
  { github, lookLater }: Shell,
  { repository, number }: IssueSubject,
  suggestion: Suggestion | undefined,
): void {
  const memory = memoryOf(github.memory, repository);
  const { ready } = memory;
  const hash = suggestion?.kind === "open" && suggestion.changes.length > 0 ? suggestion.hash : undefined;
  if (ready.get(number) === hash) return;
  if (hash === undefined) ready.delete(number);
  else ready.set(number, hash);
  // Of several servers none knows all that is ready.
  if (github.isSole && memory.dashboard === undefined && ready.size < fewestListed) return;
  lookLater({ kind: "dashboard", repository }, { delay: memory.regenerateAfter * 1000, priority: -1 });
}

/** A source that did not answer is asked again when it may, and within the hour. */
function lookWhenAnswered(shell: Shell, subject: IssueSubject, snapshot: IssueSnapshot, suggestion: Suggestion): void {
  if (suggestion.kind !== "open" || suggestion.papers.every(({ waitingFor }) => waitingFor.length === 0)) return;
  const now = Date.now();
  const failures = (snapshot.lookUps ?? []).flatMap((lookUp) =>
    lookUp.outcome === "unavailable" ? lookUp.failures : [],
  );
  const next = Math.min(...failures.map(({ retryAt }) => retryAt ?? Infinity));
  const delay = shell.askAgainAfter ?? Math.min(Math.max(next - now, shortestWait), longestWait);
  shell.lookLater(subject, { delay, priority: -1 });
}

/** A list whose templates are broken is as broken as one that cannot be read: nothing may build on it. */
async function withTemplates(
  shell: Shell,
  snapshot: IssueSnapshot,
  read: ReadBase | undefined,
): Promise<IssueSnapshot> {
  if (snapshot.base?.list === undefined || read === undefined) return snapshot;
  const problems = await shell.words.templateProblems(read);
  if (problems.length === 0) return snapshot;
  return {
    ...snapshot,
    base: { ...snapshot.base, list: undefined, problems: [...snapshot.base.problems, ...problems] },
  };
}

/** Gives back the head of the proposal that stands open afterwards. */
async function applyPlan(
  shell: Shell,
  subject: IssueSubject,
  snapshot: IssueSnapshot,
  read: ReadBase | undefined,
  effects: readonly Effect[],
): Promise<string | undefined> {
  const { github, words } = shell;
  const { repository, number } = subject;
  // What is known only once it is done: the number of a new pull request, and GitHub's word on a merge.
  let pull: number | undefined;
  let head: string | undefined;
  let refused: string | undefined;
  let stopped: Facts = {};
  for (const effect of effects) {
    switch (effect.kind) {
      case "reaction":
        await applyReaction(github, repository, effect.comment, "eyes");
        break;
      case "proposal": {
        const outcome = await applyProposal(github, repository, {
          ...effect,
          body: await words.proposal(effect, read),
        });
        if (outcome.kind === "done") ({ pull, head } = outcome);
        else if (outcome.kind === "refused")
          stopped = { refusedBranch: effect.branch, refusedBecause: onOneLine(outcome.message) };
        else if (effect.present === undefined) stopped = { inTheWay: effect.branch };
        else throw meanwhile(`Somebody pushed to ${effect.branch}`);
        break;
      }
      case "merge": {
        const target = effect.pull ?? pull;
        if (target === undefined || head === undefined) break;
        const outcome = await applyMerge(github, repository, { pull: target, head });
        if (outcome.kind === "moved") throw meanwhile(`Pull request ${target} or its base moved`);
        const seen = snapshot.proposals.find((proposal) => proposal.number === target)?.head;
        const isSurprise =
          outcome.kind === "refused" &&
          outcome.isConflict === true &&
          seen !== undefined &&
          distrustMergedList(github, seen, snapshot.base?.listBlob);
        // What follows from a merge is seen at the closed issue, and a conflict that was not foreseen ends in a rebuild.
        if (outcome.kind === "merged" || isSurprise) {
          shell.lookLater(subject);
          return undefined;
        }
        refused = outcome.message;
        break;
      }
      case "comment": {
        const facts = { ...effect.facts, ...stopped };
        const body = await words.comment({ ...effect, facts }, read, { pull, refused });
        await applyComment(github, repository, number, { ...effect, body });
        break;
      }
      case "labels":
        await applyLabels(github, repository, number, { ...effect, present: snapshot.issue.labels });
        break;
      case "close-pull":
        await applyClosePull(github, repository, effect.pull);
        break;
      case "close-issue":
        await applyCloseIssue(github, repository, number, effect.reason);
        break;
      case "delete-branch":
        await deleteBranch(github, repository, effect);
        break;
    }
  }
  return head;
}

/** The next look takes it in, but not at once: who pushes without end must not make us look without end. */
function meanwhile(what: string): Outage {
  return new Outage(`${what} between the look and the write.`, { status: 409 });
}
