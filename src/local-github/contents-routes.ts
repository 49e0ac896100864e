import { printGitCommit } from "./commit-json.ts";
import type { GitFile } from "./git-files.ts";
import { findAtPath, readFiles, writeFiles } from "./git-files.ts";
import type { TreeEntry } from "./git-objects.ts";
import { putBlob, putCommit } from "./git-objects.ts";
import { readPeople } from "./identity.ts";
import { textAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { refuseWorkflow, wrapBase64 } from "./object-routes.ts";
import { push } from "./push.ts";
import { isProtected } from "./ref-routes.ts";
import { notFound, refuse } from "./refusal.ts";
import { findCommit } from "./resolve-commit.ts";
import type { Answer, Needs, Repository, RepositoryCall, Route, World } from "./world.ts";
import { fullNameOf } from "./world.ts";

const read: Needs = [{ contents: "read" }];
const write: Needs = [{ contents: "write" }];
const path = "/repos/:owner/:repo/contents/:path+";
const longestInline = 1024 * 1024;
const longestRaw = 100 * 1024 * 1024;

export const contentsRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:owner/:repo/contents", app: read, person: "none", handle: show },
  { method: "GET", path, app: read, person: "none", handle: show },
  { method: "PUT", path, app: write, person: "write", handle: put },
  { method: "DELETE", path, app: write, person: "write", handle: remove },
];

function show(world: World, call: RepositoryCall): Answer {
  const { repository, params, query, accept } = call;
  const commit = findCommit(world, repository, query.get("ref"));
  if (commit === undefined) throw notFound();
  const where = params["path"] ?? "";
  const root = { name: "", mode: "40000", sha: commit.tree };
  const entry = where === "" ? root : findAtPath(world.objects, commit.tree, where);
  if (entry === undefined) throw notFound();
  const ref = query.get("ref") ?? repository.defaultBranch;
  if (entry.mode === "40000") {
    const entries = world.objects.trees.get(entry.sha) ?? [];
    const body = entries.map((item) => printItem(world, repository, join(where, item.name), item, ref));
    return { status: 200, body };
  }
  const bytes = world.objects.blobs.get(entry.sha) ?? Buffer.alloc(0);
  if (bytes.length > longestRaw) throw refuse(403, "This API returns blobs up to 100 MB in size.");
  if (accept.includes("raw")) {
    return { status: 200, raw: bytes, headers: { "content-type": "application/vnd.github.raw; charset=utf-8" } };
  }
  // Between 1 and 100 MB the file is there, and its content is not.
  const inline = bytes.length <= longestInline;
  const content = inline ? wrapBase64(bytes) : "";
  const item = printItem(world, repository, where, entry, ref);
  return { status: 200, body: { ...item, content, encoding: inline ? "base64" : "none" } };
}

async function put(world: World, call: RepositoryCall): Promise<Answer> {
  const where = call.params["path"] ?? "";
  const content = textAt(call.body, "content");
  if (content === undefined) throw refuse(422, `Invalid request.\n\n"content" wasn't supplied.`);
  const { branch, files, existing } = open(world, call, where);
  const sha = textAt(call.body, "sha");
  if (existing !== undefined && sha === undefined) throw refuse(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  if (existing?.sha !== sha) throw refuse(409, `${where} does not match ${sha}`);
  const file = { mode: existing?.mode ?? "100644", sha: putBlob(world.objects, Buffer.from(content, "base64")) };
  files.set(where, file);
  const commit = await commitFiles(world, call, branch, files);
  const item = printItem(world, call.repository, where, { ...file, name: where }, branch);
  return { status: existing === undefined ? 201 : 200, body: { content: item, commit } };
}

async function remove(world: World, call: RepositoryCall): Promise<Answer> {
  const where = call.params["path"] ?? "";
  const { branch, files, existing } = open(world, call, where);
  const sha = textAt(call.body, "sha") ?? call.query.get("sha");
  if (existing === undefined) throw notFound();
  if (sha === null) throw refuse(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  if (existing.sha !== sha) throw refuse(409, `${where} does not match ${sha}`);
  files.delete(where);
  const commit = await commitFiles(world, call, branch, files);
  return { status: 200, body: { content: null, commit } };
}

interface OpenBranch {
  readonly branch: string;
  readonly files: Map<string, GitFile>;
  readonly existing: GitFile | undefined;
}

/** The files of the branch to write to, after all that would refuse a write. */
function open(world: World, { repository, actor, body, query }: RepositoryCall, where: string): OpenBranch {
  const branch = textAt(body, "branch") ?? query.get("branch") ?? repository.defaultBranch;
  const tip = repository.refs.get(`refs/heads/${branch}`);
  const commit = tip === undefined ? undefined : world.objects.commits.get(tip);
  if (commit === undefined) throw refuse(404, `Branch ${branch} not found`);
  refuseWorkflow(actor, where);
  if (isProtected(repository, actor, `refs/heads/${branch}`)) {
    throw refuse(409, "Repository rule violations found\n\nChanges must be made through a pull request.\n\n");
  }
  const files = new Map<string, GitFile>(readFiles(world.objects, commit.tree));
  return { branch, files, existing: files.get(where) };
}

async function commitFiles(
  world: World,
  call: RepositoryCall,
  branch: string,
  files: ReadonlyMap<string, GitFile>,
): Promise<JsonObject> {
  const { repository, actor, body, query } = call;
  const message = textAt(body, "message") ?? query.get("message");
  if (message === null) throw refuse(422, `Invalid request.\n\n"message" wasn't supplied.`);
  const ref = `refs/heads/${branch}`;
  const tip = repository.refs.get(ref);
  const tree = writeFiles(world.objects, files);
  const { author, committer, verified } = readPeople(actor, body);
  const parents = tip === undefined ? [] : [tip];
  const commit = putCommit(world.objects, { tree, parents, author, committer, message });
  if (verified) world.objects.verified.add(commit.sha);
  await push(world, repository, actor, ref, commit.sha);
  return printGitCommit(world, repository, commit);
}

function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

function printItem(world: World, repository: Repository, where: string, entry: TreeEntry, ref: string): JsonObject {
  const isFolder = entry.mode === "40000";
  const encoded = where.split("/").map(encodeURIComponent).join("/");
  const api = `${world.url}/repos/${fullNameOf(repository)}`;
  const page = `${world.url}/${fullNameOf(repository)}`;
  const url = `${api}/contents/${encoded}?ref=${ref}`;
  const html = `${page}/${isFolder ? "tree" : "blob"}/${ref}/${encoded}`;
  const git = `${api}/git/${isFolder ? "trees" : "blobs"}/${entry.sha}`;
  return {
    type: isFolder ? "dir" : entry.mode === "120000" ? "symlink" : "file",
    name: where.split("/").at(-1) ?? where,
    path: where,
    sha: entry.sha,
    size: world.objects.blobs.get(entry.sha)?.length ?? 0,
    url,
    html_url: html,
    git_url: git,
    _links: { self: url, html, git },
    download_url: isFolder ? null : `${page}/raw/${ref}/${encoded}`,
  };
}
