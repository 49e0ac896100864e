import { announce } from "./announce.ts";
import { announceIssue } from "./change-issue.ts";
import { printGitCommit } from "./commit-json.ts";
import { putCommit } from "./git-objects.ts";
import { mergePeople } from "./identity.ts";
import { readIssue } from "./issue-json.ts";
import { mergeCommits } from "./pull-json.ts";
import { push } from "./push.ts";
import type { Actor, Pull, Repository, World } from "./world.ts";

/** What people do with a pull request on its page, and no REST route does. */
export async function setDraft(world: World, repository: Repository, number: number, draft: boolean): Promise<void> {
  pullOf(repository, number).draft = draft;
  const issue = await readIssue(world, repository, number);
  const action = draft ? "converted_to_draft" : "ready_for_review";
  await announceIssue(world, repository, ownerOf(world), issue, { action });
}

/**
 * A merge queue merges on a branch of its own, and waits there for what the base requires. Returns that commit.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#merge_group
 */
export async function queueMerge(world: World, repository: Repository, number: number): Promise<string> {
  const pull = pullOf(repository, number);
  const base = repository.refs.get(`refs/heads/${pull.baseRef}`) ?? "";
  const merge = await mergeCommits(world, base, pull.headSha);
  if (merge.kind === "conflict") throw new Error(`The local GitHub cannot merge #${number}.`);
  const actor = ownerOf(world);
  const { author, committer } = mergePeople(actor);
  const message = `Merge pull request #${number} from ${pull.headRepository.owner}/${pull.headRef}`;
  const made = { tree: merge.tree, parents: [base, pull.headSha], message, author, committer };
  const commit = putCommit(world.objects, made);
  const ref = `refs/heads/gh-readonly-queue/${pull.baseRef}/pr-${number}-${base}`;
  await push(world, repository, actor, ref, commit.sha);
  announce(world, repository, world.owner, "merge_group", {
    action: "checks_requested",
    merge_group: {
      head_sha: commit.sha,
      head_ref: ref,
      base_sha: base,
      base_ref: `refs/heads/${pull.baseRef}`,
      head_commit: printGitCommit(world, repository, commit),
    },
  });
  return commit.sha;
}

function pullOf(repository: Repository, number: number): Pull {
  const pull = repository.pulls.get(number);
  if (pull === undefined) throw new Error(`The local GitHub has no pull request #${number}.`);
  return pull;
}

function ownerOf(world: World): Actor {
  return { kind: "person", account: world.owner };
}
