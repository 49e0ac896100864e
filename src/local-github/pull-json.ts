import { printRepository } from "./announce.ts";
import { diffFiles } from "./git-files.ts";
import { commitsBetween, findMergeBase, isAncestor } from "./git-history.ts";
import type { JsonObject } from "./json.ts";
import type { TreeMerge } from "./merge-trees.ts";
import { mergeTrees } from "./merge-trees.ts";
import { countLines } from "./file-json.ts";
import { findUnmet } from "./requirements.ts";
import type { Pull, Repository, World } from "./world.ts";
import { fullNameOf } from "./world.ts";

/** Only GitHub's answer for one pull request says whether it can be merged; an event says it is not known yet. */
export type PullForm = "whole" | "event" | "list";

/** A pull request as GitHub prints it, made of the issue of its number and what the front knows. */
export async function printPull(
  world: World,
  repository: Repository,
  pull: Pull,
  issue: JsonObject,
  form: PullForm,
): Promise<JsonObject> {
  const repositoryUrl = `${world.url}/repos/${fullNameOf(repository)}`;
  const url = `${repositoryUrl}/pulls/${pull.number}`;
  const page = `${world.url}/${fullNameOf(repository)}/pull/${pull.number}`;
  const brief = {
    ...pick(issue, ["number", "state", "locked", "title", "user", "body", "labels", "milestone", "assignee"]),
    ...pick(issue, ["assignees", "created_at", "updated_at", "closed_at", "author_association", "active_lock_reason"]),
    url,
    // On GitHub a pull request and its issue have different ids.
    id: 5_000_000 + Number(issue.id),
    node_id: `PR_${repository.id}_${pull.number}`,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue.url,
    comments_url: issue.comments_url,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repositoryUrl}/pulls/comments{/number}`,
    statuses_url: `${repositoryUrl}/statuses/${pull.headSha}`,
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issue.url },
      comments: { href: issue.comments_url },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${repositoryUrl}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: `${repositoryUrl}/statuses/${pull.headSha}` },
    },
    merged_at: pull.mergedAt ?? null,
    merge_commit_sha: pull.mergeCommitSha ?? null,
    draft: pull.draft,
    auto_merge: null,
    requested_reviewers: [],
    requested_teams: [],
    head: printEnd(pull.headRepository, pull.headRef, pull.headSha, world),
    base: printEnd(repository, pull.baseRef, pull.baseSha, world),
  };
  if (form === "list") return brief;
  const mergeable = form === "whole" ? await isMergeable(world, repository, pull) : null;
  return {
    ...brief,
    merged: pull.mergedAt !== undefined,
    merged_by: pull.mergedBy ?? null,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: stateOf(repository, pull, mergeable),
    comments: issue.comments,
    review_comments: pull.reviewComments.length,
    maintainer_can_modify: false,
    ...countChanges(world, repository, pull),
  };
}

/** The commit the changes of a pull request are counted from. */
export function mergeBaseOf(world: World, repository: Repository, pull: Pull): string | undefined {
  // Once merged, the head is part of the base: count from where it was.
  const base =
    pull.state === "open" ? (repository.refs.get(`refs/heads/${pull.baseRef}`) ?? pull.baseSha) : pull.baseSha;
  return findMergeBase(world.objects, base, pull.headSha);
}

/** Why it can or cannot be merged, in GitHub's one word. */
function stateOf(repository: Repository, pull: Pull, mergeable: boolean | null): string {
  if (mergeable === null) return "unknown";
  if (!mergeable) return "dirty";
  if (pull.draft) return "draft";
  return findUnmet(repository, pull) === undefined ? "clean" : "blocked";
}

async function isMergeable(world: World, repository: Repository, pull: Pull): Promise<boolean | null> {
  const base = repository.refs.get(`refs/heads/${pull.baseRef}`);
  if (pull.state === "closed" || base === undefined) return null;
  if (isAncestor(world.objects, base, pull.headSha)) return true;
  const merge = await mergeCommits(world, base, pull.headSha);
  return merge.kind === "merged";
}

/** Merges two commits by their nearest common one. */
export function mergeCommits(world: World, ours: string, theirs: string): Promise<TreeMerge> {
  const key = `${ours} ${theirs}`;
  const known = world.merges.get(key);
  if (known !== undefined) return known;
  const treeOf = (sha: string | undefined): string | undefined =>
    sha === undefined ? undefined : world.objects.commits.get(sha)?.tree;
  const base = findMergeBase(world.objects, ours, theirs);
  const merge = mergeTrees(world.objects, treeOf(base), treeOf(ours) ?? "", treeOf(theirs) ?? "");
  world.merges.set(key, merge);
  return merge;
}

function countChanges(world: World, repository: Repository, pull: Pull): JsonObject {
  const base = mergeBaseOf(world, repository, pull);
  const { commits } = world.objects;
  const from = base === undefined ? undefined : commits.get(base)?.tree;
  const files = diffFiles(world.objects, from, commits.get(pull.headSha)?.tree);
  const lines = files.map((file) => countLines(world.objects, file));
  return {
    commits: commitsBetween(world.objects, base, pull.headSha).length,
    changed_files: files.length,
    additions: lines.reduce((sum, { additions }) => sum + additions, 0),
    deletions: lines.reduce((sum, { deletions }) => sum + deletions, 0),
  };
}

function printEnd(repository: Repository, ref: string, sha: string, world: World): JsonObject {
  const user = world.accounts.get(repository.owner.toLowerCase()) ?? null;
  // GitHub calls what is gone "unknown repository", and says null.
  const repo = repository.deleted === true ? null : printRepository(repository);
  return { label: `${repository.owner}:${ref}`, ref, sha, user, repo };
}

function pick(from: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.map((key) => [key, from[key] ?? null]));
}
