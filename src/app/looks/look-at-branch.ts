import { applyCheckRun } from "../../github/apply-check-run.ts";
import { applyClosePull } from "../../github/apply-close.ts";
import { applyCommit } from "../../github/apply-commit.ts";
import { applyProposal } from "../../github/apply-proposal.ts";
import { deleteBranch } from "../../github/delete-branch.ts";
import { findInDoubt } from "../../github/find-in-doubt.ts";
import { gatherBranch, type BranchLook } from "../../github/gather-branch.ts";
import { Outage } from "../../github/github-error.ts";
import { listOpenIssues, listProposalBranches } from "../../github/list-open.ts";
import type { ReadBase } from "../../github/read-base.ts";
import { memoryOf } from "../../github/repository-memory.ts";
import { settingsId } from "../../github/settings-id.ts";
import { configurationPath } from "../../list/configuration.ts";
import type { BranchEffect } from "../../intake/effect.ts";
import type { Ailing, Standing } from "../../intake/heartbeat.ts";
import { deriveRegeneration, planRegeneration, type Regeneration } from "../../intake/plan-regeneration.ts";
import type { Subject } from "../../intake/snapshot.ts";
import { outputPaths } from "../../render/output-paths.ts";
import type { Shell } from "./shell.ts";
import { mayBeOurs } from "../sweep/list-suggestions.ts";
import { tellHeartbeat } from "../tell/tell-heartbeat.ts";

type BranchSubject = Subject & { kind: "branch" };

/** Looks at the default branch: are the outputs in step with the list, and if not, makes them so. Returns what it found. */
export async function lookAtBranch(shell: Shell, subject: BranchSubject): Promise<Regeneration["kind"] | "no-list"> {
  const { github, words } = shell;
  const { repository } = subject;
  const look = await gatherBranch(github, repository, {
    packagedTemplates: words.packaged,
    outputPaths,
    render: (read, files) => words.outputs(read, files),
    edits: (then, edit) => words.edits(then, edit),
  });
  if (look === undefined) return "no-list";
  const { snapshot } = look;
  const memory = memoryOf(github.memory, repository);
  const { problems: found } = snapshot.base;
  if (!found.some(({ file }) => file === configurationPath))
    memory.regenerateAfter = snapshot.base.configuration.regenerateAfter;
  const regeneration = deriveRegeneration(snapshot, look.rendered, look.rescued);
  const effects = planRegeneration(snapshot, regeneration);
  shell.onLook?.({ kind: "branch", subject, snapshot, regeneration, effects });
  let standing: Standing =
    regeneration.kind === "broken" ? { kind: "broken", problems: regeneration.problems } : { kind: "well" };
  for (const effect of effects) {
    const outcome = await applyEffect(shell, subject, look, effect);
    if (outcome === "look-again") return lookAgain(shell, subject, regeneration);
    if (outcome !== "done") standing = outcome;
  }
  if (regeneration.kind === "broken") memory.broken = true;
  else await wakeProposals(shell, subject, look.read);
  await tellHeartbeat(shell, subject, look.read, standing);
  return regeneration.kind;
}

function lookAgain(shell: Shell, subject: BranchSubject, regeneration: Regeneration): Regeneration["kind"] {
  shell.lookLater(subject);
  return regeneration.kind;
}

async function applyEffect(
  shell: Shell,
  { repository }: BranchSubject,
  { snapshot, read }: BranchLook,
  effect: BranchEffect,
): Promise<"done" | "look-again" | Ailing> {
  const { github, words } = shell;
  switch (effect.kind) {
    case "commit": {
      const outcome = await applyCommit(github, repository, effect);
      // Somebody was faster, and may be again: the queue tries later, and later still.
      if (outcome.kind === "moved") throw moved(repository.defaultBranch);
      // Refused: the next look knows, and makes a pull request.
      return outcome.kind === "committed" ? "done" : "look-again";
    }
    case "proposal": {
      const body = await words.proposal(effect, read);
      const outcome = await applyProposal(github, repository, { ...effect, body });
      if (outcome.kind === "done") return "done";
      if (outcome.kind === "refused") {
        const fields = { repository: repository.url, branch: effect.branch, answer: outcome.message };
        github.log.warn(fields, "the outputs are out of step, but the repository's rules refuse the branch for them");
        return { kind: "refused", branch: effect.branch, message: outcome.message };
      }
      // Somebody pushed to our pull request between the look and now: the next look takes that in.
      if (effect.present !== undefined) throw moved(effect.branch);
      // A person's commit stands where our pull request was closed: no look makes it ours, so nothing is proposed.
      const fields = { repository: repository.url, branch: effect.branch, head: outcome.head };
      github.log.warn(fields, "the outputs are out of step, but a person's commit is on the branch for them");
      return { kind: "occupied", branch: effect.branch };
    }
    case "check-run": {
      const { title, summary } = await words.checkRun(effect.problems, snapshot.base.listPath);
      await applyCheckRun(github, repository, { ...effect, listPath: snapshot.base.listPath, title, summary });
      return "done";
    }
    case "close-pull":
      await applyClosePull(github, repository, effect.pull);
      return "done";
    case "delete-branch":
      await deleteBranch(github, repository, effect);
      return "done";
  }
}

function moved(branch: string): Outage {
  return new Outage(`${branch} moved while it was looked at.`, { status: 409 });
}

/**
 * The base moved: every open proposal that this may concern is looked at, so that it is rebuilt where that matters; and
 * what waited for a broken list goes on.
 */
async function wakeProposals(shell: Shell, { repository }: BranchSubject, read: ReadBase): Promise<void> {
  const { github } = shell;
  const memory = memoryOf(github.memory, repository);
  const wasBroken = memory.broken;
  const seen = `${read.base.listBlob ?? ""} ${settingsId(read)}`;
  if (!wasBroken && memory.wokenFor === seen) return;
  // Before anything is awaited: a suggestion that is told to wait from now on is for the next look.
  memory.broken = false;
  if (memory.dashboard !== undefined || !github.isSole) {
    shell.lookLater({ kind: "dashboard", repository }, { delay: memory.regenerateAfter * 1000, priority: -1 });
  }
  try {
    const branches = await listProposalBranches(github, repository);
    const heads = new Map(branches.map(({ issue, sha }) => [issue, sha]));
    const issues = new Set(wasBroken ? heads.keys() : await findInDoubt(github, repository, heads, read));
    for (const open of wasBroken ? await listOpenIssues(github, repository) : []) {
      if (mayBeOurs(open)) issues.add(open.issue.number);
    }
    for (const number of issues) shell.lookLater({ kind: "issue", repository, number }, { priority: -1 });
    for (const number of memory.reviewed) shell.lookLater({ kind: "pull", repository, number }, { priority: -1 });
    memory.wokenFor = seen;
  } catch (error) {
    memory.broken ||= wasBroken;
    throw error;
  }
}
