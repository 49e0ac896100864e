import { announceIssue, changeIssue } from "./change-issue.ts";
import { commitsBetween, isAncestor } from "./git-history.ts";
import { readIssue } from "./issue-json.ts";
import type { Actor, Pull, Repository, World } from "./world.ts";
import { accountOf, timestamp } from "./world.ts";

/** What a push to a branch means for the pull requests from it and to it. */
export async function syncPulls(
  world: World,
  repository: Repository,
  actor: Actor,
  branch: string,
  before: string | undefined,
  to: string | undefined,
): Promise<void> {
  for (const target of world.repositories.values()) {
    for (const pull of target.pulls.values()) {
      if (pull.state !== "open") continue;
      const isHead = pull.headRepository === repository && pull.headRef === branch;
      if (isHead) await syncHead(world, target, pull, actor, before, to);
      else if (target === repository && pull.baseRef === branch) await syncBase(world, target, pull, actor, to);
    }
  }
}

async function syncHead(
  world: World,
  repository: Repository,
  pull: Pull,
  actor: Actor,
  before: string | undefined,
  to: string | undefined,
): Promise<void> {
  const base = repository.refs.get(`refs/heads/${pull.baseRef}`);
  if (to === undefined || base === undefined) {
    await changeIssue(world, repository, actor, pull.number, { state: "closed" });
    return;
  }
  pull.headSha = to;
  pull.baseSha = base;
  // Reset to where the base is: nothing is left to merge, so GitHub closes it.
  if (commitsBetween(world.objects, base, to).length === 0) {
    await changeIssue(world, repository, actor, pull.number, { state: "closed" });
    return;
  }
  const issue = await readIssue(world, repository, pull.number);
  await announceIssue(world, repository, actor, issue, { action: "synchronize", before, after: to });
}

async function syncBase(
  world: World,
  repository: Repository,
  pull: Pull,
  actor: Actor,
  to: string | undefined,
): Promise<void> {
  if (to === undefined) {
    await changeIssue(world, repository, actor, pull.number, { state: "closed" });
    return;
  }
  // Its commits came into the base by another way: GitHub calls it merged.
  if (!isAncestor(world.objects, pull.headSha, to)) return;
  pull.mergedAt = timestamp();
  pull.mergedBy = accountOf(actor);
  pull.mergeCommitSha = pull.headSha;
  await changeIssue(world, repository, actor, pull.number, { state: "closed" });
}
