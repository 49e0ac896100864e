import { applyCloseIssue, applyClosePull } from "../github/apply-close.ts";
import { applyComment } from "../github/apply-comment.ts";
import { applyLabels } from "../github/apply-labels.ts";
import { applyMerge } from "../github/apply-merge.ts";
import { applyProposal } from "../github/apply-proposal.ts";
import { deleteBranch } from "../github/delete-branch.ts";
import { gatherIssue } from "../github/gather-issue.ts";
import { Outage } from "../github/github-error.ts";
import { readBase, type ReadBase } from "../github/read-base.ts";
import { readProposalHead } from "../github/read-proposal-head.ts";
import { readProposals } from "../github/read-proposals.ts";
import { memoryOf } from "../github/repository-memory.ts";
import { parseCommentTag } from "../intake/comment-tag.ts";
import { deriveSuggestion } from "../intake/derive-suggestion.ts";
import type { Effect } from "../intake/effect.ts";
import { proposalBranch } from "../intake/names.ts";
import { planSuggestion } from "../intake/plan-suggestion.ts";
import type { IssueSnapshot, Subject } from "../intake/snapshot.ts";
import type { Shell } from "./shell.ts";

/** Looks at one issue and makes true what follows from it. Safe to call at any time, any number of times. */
export async function lookAtIssue(shell: Shell, subject: Subject & { kind: "issue" }): Promise<void> {
  const { repository, number } = subject;
  const look = await gatherIssue(shell.github, repository, number, { packagedTemplates: shell.words.packaged });
  switch (look.kind) {
    case "not-ours":
      return;
    case "gone":
      return withdraw(shell, subject);
    case "issue": {
      const snapshot = await withTemplates(shell, withSeals(shell, look.snapshot), look.read);
      const suggestion = deriveSuggestion(snapshot);
      const effects = planSuggestion(snapshot, suggestion);
      // So that the push that mends the list wakes it, whoever of us saw first that it is broken.
      if (suggestion.kind === "waiting") memoryOf(shell.github.memory, repository).broken = true;
      shell.onLook?.({ kind: "issue", subject, snapshot, suggestion, effects });
      await applyPlan(shell, subject, snapshot, look.read, effects);
    }
  }
}

/** Which of our comments still say what we wrote. */
function withSeals({ words }: Shell, snapshot: IssueSnapshot): IssueSnapshot {
  const on = { repository: snapshot.repository.id, issue: snapshot.issue.number };
  const comments = snapshot.comments.map((comment) => {
    const tag = comment.author.id === snapshot.self.id ? parseCommentTag(comment.body) : undefined;
    return tag === undefined ? comment : { ...comment, sealed: words.isSealed(on, tag) };
  });
  return { ...snapshot, comments };
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

/** The issue was deleted or moved to another repository: nothing of ours is left behind for it, and all that is a person's. */
async function withdraw(shell: Shell, subject: Subject & { kind: "issue" }): Promise<void> {
  const { github } = shell;
  const { repository, number } = subject;
  const branch = proposalBranch(number);
  const open = (await readProposals(github, repository, branch)).filter(({ state }) => state === "open");
  if (open.length === 0) return;
  const read = await readBase(github, repository, shell.words.packaged);
  for (const proposal of open) {
    const head = read && (await readProposalHead(github, repository, proposal.headSha, read.base.listPath, proposal));
    await applyClosePull(github, repository, proposal.number);
    if (head === undefined || head.madeBy !== undefined) continue;
    await deleteBranch(github, repository, { branch, expected: proposal.headSha });
  }
}

async function applyPlan(
  shell: Shell,
  subject: Subject & { kind: "issue" },
  snapshot: IssueSnapshot,
  read: ReadBase | undefined,
  effects: readonly Effect[],
): Promise<void> {
  const { github, words } = shell;
  const { repository, number } = subject;
  // What is known only once it is done: the number of a new pull request, and GitHub's word on a merge.
  let pull: number | undefined;
  let head: string | undefined;
  let refused: string | undefined;
  let inTheWay: string | undefined;
  for (const effect of effects) {
    switch (effect.kind) {
      case "proposal": {
        const outcome = await applyProposal(github, repository, {
          ...effect,
          body: await words.proposal(effect, read),
        });
        if (outcome.kind === "done") ({ pull, head } = outcome);
        else if (effect.present === undefined) inTheWay = effect.branch;
        else throw meanwhile(`Somebody pushed to ${effect.branch}`);
        break;
      }
      case "merge": {
        const target = effect.pull ?? pull;
        if (target === undefined || head === undefined) break;
        const outcome = await applyMerge(github, repository, { pull: target, head });
        if (outcome.kind === "moved") throw meanwhile(`Pull request ${target} or its base moved`);
        // What follows from a merge is seen at the closed issue.
        if (outcome.kind === "merged") return shell.lookLater(subject);
        refused = outcome.message;
        break;
      }
      case "comment": {
        const facts = inTheWay === undefined ? effect.facts : { ...effect.facts, inTheWay };
        const body = await words.comment({ ...effect, facts }, read, { pull, refused });
        const { present, repost } = effect;
        await applyComment(github, repository, number, { ...(present && { present }), repost, body });
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
}

/** The next look takes it in, but not at once: who pushes without end must not make us look without end. */
function meanwhile(what: string): Outage {
  return new Outage(`${what} between the look and the write.`, { status: 409 });
}
