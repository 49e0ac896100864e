import { applyClosePull } from "../../github/apply-close.ts";
import { applyComment } from "../../github/apply-comment.ts";
import { applyDashboard } from "../../github/apply-dashboard.ts";
import type { ProposalOutcome } from "../../github/apply-proposal.ts";
import { applyReaction } from "../../github/apply-reaction.ts";
import { applyStack, writeStack } from "../../github/apply-stack.ts";
import { applyStackPull } from "../../github/apply-stack-pull.ts";
import { deleteBranch } from "../../github/delete-branch.ts";
import { gatherDashboard, type DashboardLook } from "../../github/gather-dashboard.ts";
import { Outage } from "../../github/github-error.ts";
import { readProposals } from "../../github/read-proposals.ts";
import { memoryOf } from "../../github/repository-memory.ts";
import { printTag } from "../../intake/comment-tag.ts";
import { deriveDashboard, type Batch, type Dashboard } from "../../intake/derive-dashboard.ts";
import type { BatchResult } from "../../intake/effect.ts";
import { stackBranch } from "../../intake/names.ts";
import { findOurTag } from "../../intake/our-comment.ts";
import { dashboardMark, describeProposal, fewestListed, planDashboardComment } from "../../intake/plan-dashboard.ts";
import { acknowledged } from "../../intake/record-commands.ts";
import type { Subject } from "../../intake/snapshot.ts";
import { onOneLine } from "../on-one-line.ts";
import { sealComments } from "./seal-comments.ts";
import type { Shell } from "./shell.ts";
import { tellAskers } from "./tell-askers.ts";

type DashboardSubject = Subject & { kind: "dashboard" };

/** Looks at our list of what is ready: does what a maintainer asks for there, and brings it up to date. */
export async function lookAtDashboard(shell: Shell, subject: DashboardSubject): Promise<void> {
  const { github, words } = shell;
  const { repository } = subject;
  const look = await gatherDashboard(github, repository, { packagedTemplates: words.packaged });
  if (look === undefined) return tellAskers(shell, repository);
  const { read } = look;
  // Nothing may build on a list that is broken; the push that mends it brings the next look.
  if (read.base.list === undefined || (await words.templateProblems(read)).length > 0) return;
  const { issue = 0, comments } = look.snapshot;
  const snapshot = { ...look.snapshot, comments: sealComments(words, look.snapshot, comments, issue) };
  const dashboard = deriveDashboard(snapshot, read.base.list);
  shell.onLook?.({ kind: "dashboard", subject, snapshot, dashboard });
  for (const comment of acknowledged(dashboard.thread.counted))
    await applyReaction(github, repository, comment, "eyes");
  const { batch, restack } = dashboard;
  const result = batch
    ? await applyBatch(shell, look, batch)
    : restack && (await applyRestack(shell, look, restack, findOurTag(snapshot)?.batch));
  if (snapshot.stack === undefined && result?.stack === undefined) await tidyStack(shell, subject);
  const listed = await applyList(shell, { ...look, snapshot }, dashboard, result);
  tellAskers(shell, repository, listed === undefined ? undefined : { issue: listed, answered: dashboard.answered });
}

async function applyBatch(
  shell: Shell,
  look: DashboardLook,
  batch: NonNullable<Dashboard["batch"]>,
): Promise<BatchResult> {
  const { by, steps, left } = batch;
  const { repository, base } = look.snapshot;
  if (steps.length === 0) return { by, pulls: [], left };
  const pulls = batch.shown.map(({ pull }) => pull);
  const outcome = await applyStack(shell.github, repository, { base, listPath: base.listPath, steps });
  switch (outcome.kind) {
    case "merged":
      return { by, pulls, left };
    case "moved":
      throw moved(outcome.branch);
    case "refused": {
      const stack = await proposeStack(shell, look, batch, outcome.head);
      if (stack.kind === "done") return { by, pulls, stack: stack.pull, left };
      const why = stack.kind === "refused" ? "stack-refused" : "stack-of-others";
      const refused = stack.kind === "refused" && { refused: onOneLine(stack.message) };
      return { by, pulls: [], left: [...left, ...pulls.map((pull) => ({ pull, why }) as const)], ...refused };
    }
  }
}

/**
 * The base moved, or a proposal changed, while the pull request for a batch waits. Where rules refuse the branch it is
 * tried again when the batch is another one.
 *
 * @param before what our comment says of the batch; given back where that becomes something else
 */
async function applyRestack(
  shell: Shell,
  look: DashboardLook,
  batch: Batch,
  before: BatchResult | undefined,
): Promise<BatchResult | undefined> {
  const { github } = shell;
  const { repository, stack } = look.snapshot;
  const { stackRefused } = memoryOf(github.memory, repository);
  if (stack === undefined) return undefined;
  if (batch.steps.length === 0) {
    await applyClosePull(github, repository, stack.number);
    await deleteBranch(github, repository, { branch: stackBranch, expected: stack.headSha });
    return undefined;
  }
  const refused = stackRefused?.hash === batch.hash ? stackRefused.message : await writeAnew(shell, look, batch);
  if (before === undefined || before.refused === refused) return undefined;
  const { refused: _refused, ...rest } = before;
  return { ...rest, ...(refused !== undefined && { refused }) };
}

/** Gives back GitHub's words where its rules refuse the branch. */
async function writeAnew(shell: Shell, look: DashboardLook, batch: Batch): Promise<string | undefined> {
  const { github } = shell;
  const { repository, base } = look.snapshot;
  const { steps, hash } = batch;
  const made = await writeStack(github, repository, { base, listPath: base.listPath, steps });
  const outcome = await proposeStack(shell, look, batch, made.at(-1)?.sha ?? base.sha);
  if (outcome.kind === "foreign") throw moved(stackBranch);
  const message = outcome.kind === "refused" ? onOneLine(outcome.message) : undefined;
  memoryOf(github.memory, repository).stackRefused = message === undefined ? undefined : { hash, message };
  return message;
}

async function proposeStack(
  { github, words }: Shell,
  { snapshot, read }: DashboardLook,
  { steps, shown, hash }: Batch,
  head: string,
): Promise<ProposalOutcome> {
  const { repository, stack } = snapshot;
  if (stack?.head.madeBy !== undefined) return { kind: "foreign", head: stack.headSha };
  const listed = steps.map(({ proposal }) => describeProposal(proposal));
  const text = await words.plain("stack", { listed, listPath: read.base.listPath }, read);
  const papers = steps.flatMap(({ proposal }) =>
    proposal.changes.map((change) => (change.kind === "add" ? change.paper.id : change.id)),
  );
  return applyStackPull(github, repository, {
    head,
    title: `Merge ${steps.length} ready ${steps.length === 1 ? "suggestion" : "suggestions"}`,
    body: `\n${text}\n${printTag("proposal", { hash, papers, stack: shown })}\n`,
    ...(stack && { present: stack }),
  });
}

/** The branch of a batch that was merged by a person is left to nobody. */
async function tidyStack({ github }: Shell, { repository }: DashboardSubject): Promise<void> {
  const memory = memoryOf(github.memory, repository);
  const expected = memory.stackHead;
  if (expected === undefined) return;
  const [newest] = await readProposals(github, repository, stackBranch);
  if (newest?.state === "merged") await deleteBranch(github, repository, { branch: stackBranch, expected });
  memory.stackHead = undefined;
}

/** The issue that holds our list; undefined where none is needed yet. */
async function applyList(
  { github, words }: Shell,
  { snapshot, read }: DashboardLook,
  dashboard: Dashboard,
  result: BatchResult | undefined,
): Promise<number | undefined> {
  const { repository } = snapshot;
  if (snapshot.issue === undefined && dashboard.ready.length < fewestListed) return undefined;
  const issue =
    snapshot.issue ??
    (await applyDashboard(github, repository, `${await words.plain("dashboard-issue", {}, read)}\n\n${dashboardMark}`));
  const comment = planDashboardComment(snapshot, dashboard, issue, result);
  if (comment === undefined) return issue;
  const body = await words.comment(comment, read, { pull: undefined, refused: undefined });
  await applyComment(github, repository, issue, { ...comment, body });
  return issue;
}

function moved(branch: string): Outage {
  return new Outage(`${branch} moved while a batch was made.`, { status: 409 });
}
