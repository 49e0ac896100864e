import { applyCloseIssue, applyClosePull } from "../github/apply-close.ts";
import { applyComment } from "../github/apply-comment.ts";
import { applyLabels } from "../github/apply-labels.ts";
import { applyMerge } from "../github/apply-merge.ts";
import { applyProposal } from "../github/apply-proposal.ts";
import { deleteBranch } from "../github/delete-branch.ts";
import { gatherIssue } from "../github/gather-issue.ts";
import type { ReadBase } from "../github/read-base.ts";
import { readProposals } from "../github/read-proposals.ts";
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
      const snapshot = await withTemplates(shell, look.snapshot, look.read);
      const suggestion = deriveSuggestion(snapshot);
      const effects = planSuggestion(snapshot, suggestion);
      shell.onLook?.({ kind: "issue", subject, snapshot, suggestion, effects });
      await applyPlan(shell, subject, snapshot, look.read, effects);
    }
  }
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

/** The issue was deleted or moved to another repository: nothing of ours is left behind for it. */
async function withdraw(shell: Shell, subject: Subject & { kind: "issue" }): Promise<void> {
  const { github } = shell;
  const branch = proposalBranch(subject.number);
  const open = (await readProposals(github, subject.repository, branch)).filter(({ state }) => state === "open");
  for (const proposal of open) {
    await applyClosePull(github, subject.repository, proposal.number);
    await deleteBranch(github, subject.repository, { branch, expected: proposal.headSha });
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
  for (const effect of effects) {
    switch (effect.kind) {
      case "proposal": {
        const outcome = await applyProposal(github, repository, {
          ...effect,
          body: await words.proposal(effect, read),
        });
        // Somebody pushed between the look and now: the next look takes that in.
        if (outcome.kind === "foreign") return shell.lookLater(subject);
        ({ pull, head } = outcome);
        break;
      }
      case "merge": {
        const target = effect.pull ?? pull;
        if (target === undefined || head === undefined) break;
        const outcome = await applyMerge(github, repository, { pull: target, head });
        // What follows from a merge is seen at the closed issue.
        if (outcome.kind !== "refused") return shell.lookLater(subject);
        refused = outcome.message;
        break;
      }
      case "comment": {
        const body = await words.comment(effect, read, { pull, refused });
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
