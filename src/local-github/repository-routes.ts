import { printRepositoryFor } from "./app-routes.ts";
import { printCommit } from "./commit-json.ts";
import { printChange } from "./file-json.ts";
import { roleOf } from "./gate.ts";
import { diffFiles, findAtPath } from "./git-files.ts";
import { commitsBetween, findMergeBase } from "./git-history.ts";
import type { Commit } from "./git-objects.ts";
import { paged } from "./paged.ts";
import { findRenames } from "./renames.ts";
import { invalid, notFound, refuse } from "./refusal.ts";
import { findCommit } from "./resolve-commit.ts";
import { textAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import type { Answer, Needs, Repository, RepositoryCall, Role, Route, World } from "./world.ts";
import { fullNameOf } from "./world.ts";

const metadata: Needs = [{ metadata: "read" }];
const contents: Needs = [{ contents: "read" }];
const repo = "/repos/:owner/:repo";
const mostCompared = 300;
const mostCommits = 250;

export const repositoryRoutesOnly: readonly Route[] = [
  { method: "GET", path: repo, app: metadata, person: "none", handle: showRepository },
  { method: "GET", path: `${repo}/branches`, app: contents, person: "none", handle: listBranches },
  { method: "GET", path: `${repo}/branches/:branch+`, app: contents, person: "none", handle: showBranch },
  { method: "GET", path: `${repo}/commits`, app: contents, person: "none", handle: listCommits },
  { method: "GET", path: `${repo}/commits/:ref+`, app: contents, person: "none", handle: showCommit },
  { method: "GET", path: `${repo}/compare/:range+`, app: contents, person: "none", handle: compare },
  { method: "GET", path: `${repo}/collaborators/:login/permission`, app: metadata, person: "read", handle: permission },
  // Who works here is not the App's to change, and no test needs it to be.
  {
    method: "PUT",
    path: `${repo}/collaborators/:login`,
    app: [{ administration: "write" }],
    person: "admin",
    handle: add,
  },
];

function showRepository(_world: World, call: RepositoryCall): Answer {
  const body = { ...printRepositoryFor(call.repository, call), network_count: 0, subscribers_count: 0 };
  return { status: 200, body };
}

function listBranches(world: World, call: RepositoryCall): Answer {
  const { repository } = call;
  const names = [...repository.refs.keys()].filter((ref) => ref.startsWith("refs/heads/")).toSorted();
  const page = paged(world, call, names);
  const body = page.items.map((ref) => {
    const name = ref.slice("refs/heads/".length);
    const sha = repository.refs.get(ref) ?? "";
    const url = `${world.url}/repos/${fullNameOf(repository)}/commits/${sha}`;
    return { name, commit: { sha, url }, protected: repository.protectedBranches.has(name) };
  });
  return { status: 200, body, headers: page.headers };
}

function showBranch(world: World, { repository, params }: RepositoryCall): Answer {
  const name = params["branch"] ?? "";
  const sha = repository.refs.get(`refs/heads/${name}`);
  const commit = sha === undefined ? undefined : world.objects.commits.get(sha);
  if (commit === undefined) throw refuse(404, "Branch not found");
  const isProtected = repository.protectedBranches.has(name);
  const url = `${world.url}/repos/${fullNameOf(repository)}/branches/${encodeURIComponent(name)}`;
  const body = {
    name,
    commit: printCommit(world, repository, commit),
    protected: isProtected,
    protection: { enabled: isProtected },
    protection_url: `${url}/protection`,
    _links: { self: url, html: `${world.url}/${fullNameOf(repository)}/tree/${name}` },
  };
  return { status: 200, body };
}

function listCommits(world: World, call: RepositoryCall): Answer {
  const { repository, query } = call;
  const from = findCommit(world, repository, query.get("sha"));
  if (from === undefined) throw notFound();
  const path = query.get("path");
  const since = query.get("since");
  const all = commitsBetween(world.objects, undefined, from.sha)
    .toReversed()
    .filter((commit) => path === null || touches(world, commit, path))
    .filter((commit) => since === null || commit.committer.date >= since);
  const page = paged(world, call, all);
  return { status: 200, body: page.items.map((c) => printCommit(world, repository, c)), headers: page.headers };
}

/** Whether a commit changed a path from what each of its parents had. */
function touches(world: World, commit: Commit, path: string): boolean {
  const here = findAtPath(world.objects, commit.tree, path)?.sha;
  const before = commit.parents.map((parent) => {
    const tree = world.objects.commits.get(parent)?.tree;
    return tree === undefined ? undefined : findAtPath(world.objects, tree, path)?.sha;
  });
  return before.length === 0 ? here !== undefined : before.every((sha) => sha !== here);
}

function showCommit(world: World, { repository, params, accept }: RepositoryCall): Answer {
  const commit = findCommit(world, repository, params["ref"] ?? null);
  if (commit === undefined) throw refuse(422, `No commit found for SHA: ${params["ref"]}`);
  if (accept.includes("sha")) return { status: 200, raw: commit.sha };
  const [parent] = commit.parents;
  const files = filesBetween(world, repository, parent, commit);
  const additions = files.reduce((sum, file) => sum + Number(file.additions), 0);
  const deletions = files.reduce((sum, file) => sum + Number(file.deletions), 0);
  const stats = { additions, deletions, total: additions + deletions };
  return { status: 200, body: { ...printCommit(world, repository, commit), stats, files } };
}

function compare(world: World, call: RepositoryCall): Answer {
  const { repository, params, query } = call;
  const [from = "", to = ""] = (params["range"] ?? "").split("...");
  const base = findCommit(world, repository, from.replace(/^.*:/u, ""));
  const head = findCommit(world, repository, to.replace(/^.*:/u, ""));
  if (base === undefined || head === undefined) throw notFound();
  const common = findMergeBase(world.objects, base.sha, head.sha);
  const merge = common === undefined ? undefined : world.objects.commits.get(common);
  if (merge === undefined) throw refuse(404, `No common ancestor between ${from} and ${to}.`);
  const ahead = commitsBetween(world.objects, base.sha, head.sha);
  const behind = commitsBetween(world.objects, head.sha, base.sha).length;
  const oneSided = ahead.length > 0 ? "ahead" : behind > 0 ? "behind" : "identical";
  const range = `${base.sha}...${head.sha}`;
  const pages = query.has("page") || query.has("per_page");
  const page = pages ? paged(world, call, ahead) : { items: ahead.slice(-mostCommits), headers: {} };
  const shown = page.items;
  const html = `${world.url}/${fullNameOf(repository)}/compare/${range}`;
  const body = {
    url: `${world.url}/repos/${fullNameOf(repository)}/compare/${range}`,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    status: ahead.length > 0 && behind > 0 ? "diverged" : oneSided,
    ahead_by: ahead.length,
    behind_by: behind,
    total_commits: ahead.length,
    base_commit: printCommit(world, repository, base),
    merge_base_commit: printCommit(world, repository, merge),
    commits: shown.map((commit) => printCommit(world, repository, commit)),
    // Pages are of commits; the files come with the first.
    ...(pages && Number(query.get("page") ?? 1) > 1
      ? {}
      : { files: filesBetween(world, repository, merge.sha, head).slice(0, mostCompared) }),
  };
  return { status: 200, body, headers: page.headers };
}

function filesBetween(world: World, repository: Repository, from: string | undefined, to: Commit): JsonObject[] {
  const tree = from === undefined ? undefined : world.objects.commits.get(from)?.tree;
  const changes = findRenames(world.objects, diffFiles(world.objects, tree, to.tree));
  return changes.map((change) => printChange(world, repository, change, to.sha));
}

function permission(world: World, { repository, params }: RepositoryCall): Answer {
  const account = world.accounts.get((params["login"] ?? "").toLowerCase());
  // A bot is nobody's collaborator, and somebody unknown is not there at all.
  if (account === undefined || account.type === "Bot") throw refuse(404, `${params["login"]} is not a user`);
  const role = roleOf(repository, account.login);
  const user = { ...account, permissions: flagsOf(role), role_name: role };
  return { status: 200, body: { permission: legacyName(role), role_name: role, user } };
}

/** The older field has no name for "maintain" and "triage". */
function legacyName(role: Role): string {
  if (role === "maintain") return "write";
  return role === "triage" ? "read" : role;
}

function flagsOf(role: Role): JsonObject {
  const order: readonly Role[] = ["read", "triage", "write", "maintain", "admin"];
  const [pull, triage, push, maintain, admin] = order.map((least) => order.indexOf(role) >= order.indexOf(least));
  return { pull, triage, push, maintain, admin };
}

const roleNames: Readonly<Record<string, Role>> = {
  pull: "read",
  triage: "triage",
  push: "write",
  maintain: "maintain",
  admin: "admin",
};

function add(world: World, { repository, params, body }: RepositoryCall): Answer {
  const login = (params["login"] ?? "").toLowerCase();
  const role = roleNames[textAt(body, "permission") ?? "push"];
  if (!world.accounts.has(login)) throw notFound();
  if (role === undefined) throw invalid([{ resource: "Repository", code: "invalid", field: "permission" }]);
  repository.roles.set(login, role);
  return { status: 204 };
}
