import { announceIssue, changeIssue } from "./change-issue.ts";
import { printCommit } from "./commit-json.ts";
import { printChange } from "./file-json.ts";
import { requireRole } from "./gate.ts";
import { diffFiles } from "./git-files.ts";
import { commitsBetween } from "./git-history.ts";
import { callerOf, readIssue } from "./issue-json.ts";
import { allowedPatch, checkTexts, withoutUndefined } from "./issue-rights.ts";
import { numberAt, textAt } from "./json.ts";
import { mergePull } from "./merge-pull.ts";
import { paged } from "./paged.ts";
import { mergeBaseOf, printPull } from "./pull-json.ts";
import { findRenames } from "./renames.ts";
import { invalid, notFound } from "./refusal.ts";
import { checkReopen, findOpen } from "./reopen-pull.ts";
import type { Answer, Needs, Pull, Repository, RepositoryCall, Route, World } from "./world.ts";
import { fullNameOf } from "./world.ts";

const read: Needs = [{ pull_requests: "read" }];
const write: Needs = [{ pull_requests: "write" }];
const one = "/repos/:owner/:repo/pulls/:number";
const mostFiles = 3000;

export const pullRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:owner/:repo/pulls", app: read, person: "none", handle: listPulls },
  { method: "POST", path: "/repos/:owner/:repo/pulls", app: write, person: "read", handle: openPull },
  { method: "GET", path: one, app: read, person: "none", handle: showPull },
  { method: "PATCH", path: one, app: write, person: "read", handle: editPull },
  { method: "GET", path: `${one}/files`, app: read, person: "none", handle: listFiles },
  { method: "GET", path: `${one}/commits`, app: read, person: "none", handle: listCommits },
  { method: "GET", path: `${one}/merge`, app: read, person: "none", handle: isMerged },
  { method: "PUT", path: `${one}/merge`, app: [{ contents: "write" }], person: "write", handle: mergePull },
];

export function findPull(call: RepositoryCall): Pull {
  const pull = call.repository.pulls.get(Number(call.params["number"]));
  if (pull === undefined) throw notFound();
  return pull;
}

async function show(world: World, repository: Repository, pull: Pull, status: number): Promise<Answer> {
  const issue = await readIssue(world, repository, pull.number);
  return { status, body: await printPull(world, repository, pull, issue, "whole") };
}

async function showPull(world: World, call: RepositoryCall): Promise<Answer> {
  return show(world, call.repository, findPull(call), 200);
}

async function listPulls(world: World, call: RepositoryCall): Promise<Answer> {
  const { repository, query } = call;
  const state = query.get("state") ?? "open";
  const head = query.get("head");
  const base = query.get("base");
  const found = [...repository.pulls.values()]
    .filter((pull) => state === "all" || pull.state === state)
    .filter((pull) => head === null || `${pull.headRepository.owner}:${pull.headRef}` === head)
    .filter((pull) => base === null || pull.baseRef === base)
    .toSorted((a, b) => (query.get("direction") === "asc" ? a.number - b.number : b.number - a.number));
  const page = paged(world, call, found);
  const body = page.items.map(async (pull) => {
    return printPull(world, repository, pull, await readIssue(world, repository, pull.number), "list");
  });
  return { status: 200, body: await Promise.all(body), headers: page.headers };
}

async function openPull(world: World, call: RepositoryCall): Promise<Answer> {
  const { repository, actor, body } = call;
  checkTexts(body);
  const base = textAt(body, "base") ?? "";
  const baseSha = repository.refs.get(`refs/heads/${base}`);
  if (baseSha === undefined) throw invalid([{ resource: "PullRequest", field: "base", code: "invalid" }]);
  const head = findHead(world, repository, textAt(body, "head") ?? "");
  const twin = findOpen(repository, head.repository, head.ref, base);
  if (twin !== undefined) {
    const message = `A pull request already exists for ${head.repository.owner}:${head.ref}.`;
    throw invalid([{ resource: "PullRequest", code: "custom", message }]);
  }
  if (commitsBetween(world.objects, baseSha, head.sha).length === 0) {
    const message = `No commits between ${base} and ${head.ref}`;
    throw invalid([{ resource: "PullRequest", code: "custom", message }]);
  }
  // Who opens a pull request from a branch here must be able to push to it.
  requireRole(head.repository, actor, "write");
  const issues = `/repos/${fullNameOf(repository)}/issues`;
  const words = withoutUndefined({ title: body.title, body: body.body });
  const number = numberAt(await world.emulator.ask(callerOf(world, actor), "POST", issues, words), "number") ?? 0;
  const pull: Pull = {
    number,
    headRepository: head.repository,
    headRef: head.ref,
    headSha: head.sha,
    baseRef: base,
    baseSha,
    draft: body.draft === true,
    state: "open",
    mergedAt: undefined,
    mergedBy: undefined,
    mergeCommitSha: undefined,
    reviews: [],
    reviewComments: [],
  };
  repository.pulls.set(number, pull);
  await announceIssue(world, repository, actor, await readIssue(world, repository, number), { action: "opened" });
  return show(world, repository, pull, 201);
}

async function editPull(world: World, call: RepositoryCall): Promise<Answer> {
  const { repository, actor, body } = call;
  const pull = findPull(call);
  const before = await readIssue(world, repository, pull.number);
  const { base, state, title, body: text } = body;
  const patch = allowedPatch(repository, actor, before, withoutUndefined({ state, title, body: text }));
  if (state === "open" && pull.state === "closed") checkReopen(repository, pull);
  if (typeof base === "string" && base !== pull.baseRef) await changeBase(world, call, pull, base);
  await changeIssue(world, repository, actor, pull.number, patch);
  return show(world, repository, pull, 200);
}

async function changeBase(world: World, call: RepositoryCall, pull: Pull, base: string): Promise<void> {
  const sha = call.repository.refs.get(`refs/heads/${base}`);
  if (sha === undefined) throw invalid([{ resource: "PullRequest", field: "base", code: "invalid" }]);
  const changes = { base: { ref: { from: pull.baseRef }, sha: { from: pull.baseSha } } };
  pull.baseRef = base;
  pull.baseSha = sha;
  const issue = await readIssue(world, call.repository, pull.number);
  await announceIssue(world, call.repository, call.actor, issue, { action: "edited", changes });
}

async function listFiles(world: World, call: RepositoryCall): Promise<Answer> {
  const pull = findPull(call);
  const base = mergeBaseOf(world, call.repository, pull);
  const { commits } = world.objects;
  const from = base === undefined ? undefined : commits.get(base)?.tree;
  const changes = findRenames(world.objects, diffFiles(world.objects, from, commits.get(pull.headSha)?.tree));
  const page = paged(world, call, changes.slice(0, mostFiles));
  const body = page.items.map((change) => printChange(world, call.repository, change, pull.headSha));
  return { status: 200, body, headers: page.headers };
}

function listCommits(world: World, call: RepositoryCall): Answer {
  const pull = findPull(call);
  const base = mergeBaseOf(world, call.repository, pull);
  const page = paged(world, call, commitsBetween(world.objects, base, pull.headSha));
  return { status: 200, body: page.items.map((c) => printCommit(world, call.repository, c)), headers: page.headers };
}

function isMerged(_world: World, call: RepositoryCall): Answer {
  if (findPull(call).mergedAt === undefined) throw notFound();
  return { status: 204 };
}

/** "branch", or "owner:branch" for a fork. */
function findHead(
  world: World,
  repository: Repository,
  head: string,
): { readonly repository: Repository; readonly ref: string; readonly sha: string } {
  const colon = head.indexOf(":");
  const owner = colon === -1 ? repository.owner : head.slice(0, colon);
  const ref = head.slice(colon + 1);
  const from =
    owner.toLowerCase() === repository.owner.toLowerCase()
      ? repository
      : world.repositories.get(`${owner}/${repository.name}`.toLowerCase());
  const sha = from?.refs.get(`refs/heads/${ref}`);
  if (from === undefined || sha === undefined) {
    throw invalid([{ resource: "PullRequest", field: "head", code: "invalid" }]);
  }
  return { repository: from, ref, sha };
}
