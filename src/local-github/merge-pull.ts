import { announceIssue } from "./change-issue.ts";
import { findClosed } from "./closing-keywords.ts";
import { commitsBetween } from "./git-history.ts";
import type { Commit } from "./git-objects.ts";
import { putCommit } from "./git-objects.ts";
import type { CommitPeople } from "./identity.ts";
import { mergePeople } from "./identity.ts";
import { callerOf, readIssue } from "./issue-json.ts";
import { textAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { mergeTrees } from "./merge-trees.ts";
import { mergeCommits } from "./pull-json.ts";
import { closeIssues, push } from "./push.ts";
import { notFound, refuse } from "./refusal.ts";
import { findUnmet } from "./requirements.ts";
import type { Answer, Pull, RepositoryCall, World } from "./world.ts";
import { accountOf, fullNameOf, timestamp } from "./world.ts";

/** Merges by a merge commit, a squash or a rebase; refuses what GitHub refuses. */
export async function mergePull(world: World, call: RepositoryCall): Promise<Answer> {
  const { repository, actor, body } = call;
  const pull = repository.pulls.get(Number(call.params["number"]));
  if (pull === undefined) throw notFound();
  const tip = repository.refs.get(`refs/heads/${pull.baseRef}`);
  if (pull.state === "closed" || tip === undefined) throw refuse(405, "Pull Request is not mergeable");
  if (pull.draft) throw refuse(405, "Pull Request is still a work in progress");
  if (textAt(body, "sha") !== undefined && body.sha !== pull.headSha) {
    throw refuse(409, "Head branch was modified. Review and try the merge again.");
  }
  const unmet = findUnmet(repository, pull);
  if (unmet !== undefined) throw refuse(405, unmet);
  const issue = await readIssue(world, repository, pull.number);
  const made = await makeCommit(world, call, pull, issue, tip);
  pull.baseSha = tip;
  await markMerged(world, call, pull, made);
  await push(world, repository, actor, `refs/heads/${pull.baseRef}`, made);
  if (pull.baseRef === repository.defaultBranch) {
    const named = findClosed(textAt(issue, "body") ?? "", fullNameOf(repository));
    await closeIssues(world, repository, actor, named);
  }
  return { status: 200, body: { sha: made, merged: true, message: "Pull Request successfully merged" } };
}

async function markMerged(world: World, call: RepositoryCall, pull: Pull, sha: string): Promise<void> {
  const { repository, actor } = call;
  pull.state = "closed";
  pull.mergedAt = timestamp();
  pull.mergedBy = accountOf(actor);
  pull.mergeCommitSha = sha;
  const path = `/repos/${fullNameOf(repository)}/issues/${pull.number}`;
  await world.emulator.ask(callerOf(world, actor), "PATCH", path, { state: "closed" });
  const issue = await readIssue(world, repository, pull.number);
  await announceIssue(world, repository, actor, issue, { action: "closed" });
}

async function makeCommit(
  world: World,
  call: RepositoryCall,
  pull: Pull,
  issue: JsonObject,
  tip: string,
): Promise<string> {
  const method = textAt(call.body, "merge_method") ?? "merge";
  const people = mergePeople(call.actor);
  if (method === "rebase") return replay(world, tip, pull, people);
  const merge = await mergeCommits(world, tip, pull.headSha);
  if (merge.kind === "conflict") throw refuse(405, "Pull Request is not mergeable");
  const parents = method === "squash" ? [tip] : [tip, pull.headSha];
  const message = messageFor(world, call.body, pull, issue, method);
  return record(world, people, { tree: merge.tree, parents, message });
}

/** Each commit anew on the base: the nearest to GitHub's rebase. */
async function replay(world: World, tip: string, pull: Pull, people: CommitPeople): Promise<string> {
  let onto = tip;
  for (const commit of commitsBetween(world.objects, tip, pull.headSha)) {
    const [parent] = commit.parents;
    const treeOf = (sha: string | undefined): string | undefined =>
      sha === undefined ? undefined : world.objects.commits.get(sha)?.tree;
    const merge = await mergeTrees(world.objects, treeOf(parent), treeOf(onto) ?? "", commit.tree);
    if (merge.kind === "conflict") throw refuse(405, "This branch can't be rebased");
    const made = { tree: merge.tree, parents: [onto], message: commit.message };
    onto = record(world, { ...people, author: commit.author }, made);
  }
  return onto;
}

function record(
  world: World,
  { author, committer }: CommitPeople,
  facts: Pick<Commit, "tree" | "parents" | "message">,
): string {
  const { sha } = putCommit(world.objects, { ...facts, author, committer });
  world.objects.verified.add(sha);
  return sha;
}

function messageFor(world: World, body: JsonObject, pull: Pull, issue: JsonObject, method: string): string {
  const title = textAt(issue, "title") ?? "";
  const commits = commitsBetween(world.objects, pull.baseSha, pull.headSha);
  // GitHub takes the words of the one commit there is, else the pull request's title and all messages.
  const [first = title, ...rest] = commits.length === 1 ? (commits[0]?.message ?? title).split("\n") : [title];
  const all = commits.map(({ message }) => `* ${message}`).join("\n\n");
  const squashText = commits.length === 1 ? rest.join("\n").trim() : all;
  const defaults =
    method === "squash"
      ? { title: `${first} (#${pull.number})`, text: squashText }
      : { title: `Merge pull request #${pull.number} from ${pull.headRepository.owner}/${pull.headRef}`, text: title };
  const subject = textAt(body, "commit_title") ?? defaults.title;
  const text = textAt(body, "commit_message") ?? defaults.text;
  return text === "" ? subject : `${subject}\n\n${text}`;
}
