import { announce, printApp } from "./announce.ts";
import { changeIssue } from "./change-issue.ts";
import { findClosed } from "./closing-keywords.ts";
import { diffFiles } from "./git-files.ts";
import { commitsBetween, isAncestor } from "./git-history.ts";
import type { Commit } from "./git-objects.ts";
import { findByEmail } from "./identity.ts";
import { readIssue } from "./issue-json.ts";
import type { JsonObject } from "./json.ts";
import { syncPulls } from "./sync-pulls.ts";
import type { Actor, Repository, World } from "./world.ts";
import { accountOf, fullNameOf, timestamp } from "./world.ts";

const none = "0".repeat(40);
const mostCommits = 2048;

/** Moves, makes or removes (`to` undefined) a ref, and does all that follows from it on GitHub. */
export async function push(
  world: World,
  repository: Repository,
  actor: Actor,
  ref: string,
  to: string | undefined,
): Promise<void> {
  const before = repository.refs.get(ref);
  // A ref that stays where it is tells nobody anything.
  if (before === to) return;
  if (to === undefined) repository.refs.delete(ref);
  else repository.refs.set(ref, to);
  repository.pushedAt = timestamp();
  const sender = accountOf(actor);
  const branch = ref.replace(/^refs\/(?:heads|tags)\//u, "");
  const kind = ref.startsWith("refs/tags/") ? "tag" : "branch";
  if (before === undefined) {
    announce(world, repository, sender, "create", {
      ref: branch,
      ref_type: kind,
      master_branch: repository.defaultBranch,
    });
  }
  if (to === undefined) announce(world, repository, sender, "delete", { ref: branch, ref_type: kind });
  const added = to === undefined ? [] : newCommits(world, repository, ref, before, to);
  announce(world, repository, sender, "push", printPush(world, repository, actor, ref, before, to, added));
  if (kind === "tag") return;
  if (to !== undefined) requestChecks(world, repository, sender, branch, before, to);
  await syncPulls(world, repository, actor, branch, before, to);
  if (branch === repository.defaultBranch) await closeNamed(world, repository, actor, added);
}

/** What a push brings that the repository had not on that branch, or for a new branch on the default one. */
function newCommits(
  world: World,
  repository: Repository,
  ref: string,
  before: string | undefined,
  to: string,
): Commit[] {
  const main = `refs/heads/${repository.defaultBranch}`;
  const known = before ?? (ref === main ? undefined : repository.refs.get(main));
  return commitsBetween(world.objects, known, to);
}

function printPush(
  world: World,
  repository: Repository,
  actor: Actor,
  ref: string,
  before: string | undefined,
  to: string | undefined,
  added: readonly Commit[],
): JsonObject {
  const head = to === undefined ? undefined : world.objects.commits.get(to);
  const sender = accountOf(actor);
  return {
    ref,
    before: before ?? none,
    after: to ?? none,
    created: before === undefined,
    deleted: to === undefined,
    forced: before !== undefined && to !== undefined && !isAncestor(world.objects, before, to),
    base_ref: null,
    compare: `${world.url}/${fullNameOf(repository)}/compare/${(before ?? none).slice(0, 12)}...${(to ?? none).slice(0, 12)}`,
    commits: added.slice(-mostCommits).map((commit) => printPushed(world, repository, commit)),
    head_commit: head === undefined ? null : printPushed(world, repository, head),
    pusher: { name: sender.login, email: `${sender.login}@users.noreply.github.com` },
  };
}

function printPushed(world: World, repository: Repository, commit: Commit): JsonObject {
  const [parent] = commit.parents;
  const from = parent === undefined ? undefined : world.objects.commits.get(parent)?.tree;
  const changes = diffFiles(world.objects, from, commit.tree);
  const pathsOf = (keep: (change: (typeof changes)[number]) => boolean): string[] =>
    changes.filter((change) => keep(change)).map(({ path }) => path);
  const person = ({ name, email, date }: Commit["author"]): JsonObject => {
    const username = findByEmail(world, email)?.login;
    return { name, email, date, ...(username === undefined ? {} : { username }) };
  };
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: `${world.url}/${fullNameOf(repository)}/commit/${commit.sha}`,
    author: person(commit.author),
    committer: person(commit.committer),
    added: pathsOf(({ before }) => before === undefined),
    removed: pathsOf(({ after }) => after === undefined),
    modified: pathsOf(({ before, after }) => before !== undefined && after !== undefined),
  };
}

/** GitHub makes a check suite for each App that may write checks, and asks it to begin. */
function requestChecks(
  world: World,
  repository: Repository,
  sender: ReturnType<typeof accountOf>,
  branch: string,
  before: string | undefined,
  to: string,
): void {
  if (world.permissions["checks"] !== "write" || repository.checkSuites.has(to)) return;
  const id = world.nextId();
  repository.checkSuites.set(to, id);
  const suite = {
    id,
    head_branch: branch,
    head_sha: to,
    status: "queued",
    conclusion: null,
    before: before ?? none,
    after: to,
    pull_requests: [],
    app: printApp(world),
  };
  announce(world, repository, sender, "check_suite", { action: "requested", check_suite: suite });
}

async function closeNamed(
  world: World,
  repository: Repository,
  actor: Actor,
  commits: readonly Commit[],
): Promise<void> {
  const numbers = commits.flatMap(({ message }) => findClosed(message, fullNameOf(repository)));
  await closeIssues(world, repository, actor, numbers);
}

/** Closes those that are issues, exist and are open. */
export async function closeIssues(
  world: World,
  repository: Repository,
  actor: Actor,
  numbers: readonly number[],
): Promise<void> {
  for (const number of new Set(numbers)) {
    if (repository.pulls.has(number)) continue;
    const issue = await readIssue(world, repository, number).catch(() => undefined);
    if (issue?.state !== "open") continue;
    await changeIssue(world, repository, actor, number, { state: "closed", state_reason: "completed" });
  }
}
