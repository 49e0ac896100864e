import { printGitCommit } from "./commit-json.ts";
import type { GitFile } from "./git-files.ts";
import { readFiles, writeFiles } from "./git-files.ts";
import type { TreeEntry } from "./git-objects.ts";
import { putBlob, putCommit } from "./git-objects.ts";
import { readPeople } from "./identity.ts";
import { listAt, textAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { invalid, notFound, refuse, Refusal } from "./refusal.ts";
import type { Actor, Answer, Needs, Repository, RepositoryCall, Route, World } from "./world.ts";
import { fullNameOf } from "./world.ts";

const read: Needs = [{ contents: "read" }];
const write: Needs = [{ contents: "write" }];
const git = "/repos/:owner/:repo/git";
const mostEntries = 100_000;

export const objectRoutes: readonly Route[] = [
  { method: "GET", path: `${git}/blobs/:sha`, app: read, person: "none", handle: showBlob },
  { method: "POST", path: `${git}/blobs`, app: write, person: "write", handle: makeBlob },
  { method: "GET", path: `${git}/trees/:sha`, app: read, person: "none", handle: showTree },
  { method: "POST", path: `${git}/trees`, app: write, person: "write", handle: makeTree },
  { method: "GET", path: `${git}/commits/:sha`, app: read, person: "none", handle: showCommit },
  { method: "POST", path: `${git}/commits`, app: write, person: "write", handle: makeCommit },
];

function showBlob(world: World, { repository, params, accept }: RepositoryCall): Answer {
  const sha = params["sha"] ?? "";
  const bytes = world.objects.blobs.get(sha);
  if (bytes === undefined) throw notFound();
  if (accept.includes("raw")) return { status: 200, raw: bytes };
  const content = wrapBase64(bytes);
  const url = `${world.url}/repos/${fullNameOf(repository)}/git/blobs/${sha}`;
  return { status: 200, body: { sha, node_id: "", size: bytes.length, url, content, encoding: "base64" } };
}

function makeBlob(world: World, { repository, body }: RepositoryCall): Answer {
  const content = textAt(body, "content");
  if (content === undefined) throw invalid([{ resource: "Blob", code: "missing_field", field: "content" }]);
  const sha = putBlob(world.objects, Buffer.from(content, body.encoding === "base64" ? "base64" : "utf8"));
  return { status: 201, body: { sha, url: `${world.url}/repos/${fullNameOf(repository)}/git/blobs/${sha}` } };
}

function showTree(world: World, { repository, params, query }: RepositoryCall): Answer {
  const named = params["sha"] ?? "";
  const tip = repository.refs.get(`refs/heads/${named}`) ?? named;
  const sha = world.objects.commits.get(tip)?.tree ?? named;
  const entries = world.objects.trees.get(sha);
  if (entries === undefined) throw notFound();
  const recursive = query.get("recursive") !== null;
  const all = recursive ? listDeep(world, sha, "") : entries.map((entry) => ({ ...entry, path: entry.name }));
  const tree = all.slice(0, mostEntries).map((entry) => printEntry(world, repository, entry));
  const url = `${world.url}/repos/${fullNameOf(repository)}/git/trees/${sha}`;
  return { status: 200, body: { sha, url, tree, truncated: all.length > mostEntries } };
}

function makeTree(world: World, { repository, body, actor }: RepositoryCall): Answer {
  const base = textAt(body, "base_tree");
  // A commit's sha stands for its tree, as on GitHub.
  const baseTree = base === undefined ? undefined : (world.objects.commits.get(base)?.tree ?? base);
  if (baseTree !== undefined && !world.objects.trees.has(baseTree))
    throw refuse(422, "base_tree is not a valid tree oid");
  const entries = listAt(body, "tree");
  if (entries.length === 0) throw refuse(422, "Invalid tree info");
  const files = new Map<string, GitFile>(readFiles(world.objects, baseTree));
  for (const entry of entries) changeFiles(world, actor, files, entry);
  const sha = writeFiles(world.objects, files);
  const tree = (world.objects.trees.get(sha) ?? []).map((entry) =>
    printEntry(world, repository, { ...entry, path: entry.name }),
  );
  const url = `${world.url}/repos/${fullNameOf(repository)}/git/trees/${sha}`;
  return { status: 201, body: { sha, url, tree, truncated: false } };
}

function changeFiles(world: World, actor: Actor, files: Map<string, GitFile>, entry: unknown): void {
  const path = textAt(entry, "path") ?? "";
  const mode = textAt(entry, "mode") ?? "100644";
  const content = textAt(entry, "content");
  const sha = content === undefined ? textAt(entry, "sha") : putBlob(world.objects, Buffer.from(content));
  if (path === "" || path.split("/").some((part) => part === "" || part === "." || part === "..")) {
    throw refuse(422, "tree.path contains a malformed path component");
  }
  refuseWorkflow(actor, path);
  const isFolder = mode === "040000";
  for (const other of files.keys()) {
    // What is written replaces the folder of that name, or the file where now a folder is.
    if (other.startsWith(`${path}/`) || path.startsWith(`${other}/`)) files.delete(other);
  }
  if (sha === undefined) {
    if (!files.delete(path) && !isFolder) throw refuse(422, "GitRPC::BadObjectState");
    return;
  }
  if (isFolder) {
    if (!world.objects.trees.has(sha)) throw refuse(422, `tree.sha ${sha} is not a valid tree`);
    for (const [below, file] of readFiles(world.objects, sha)) files.set(`${path}/${below}`, file);
    return;
  }
  if (mode === "160000") {
    files.set(path, { mode, sha });
    return;
  }
  if (!["100644", "100755", "120000"].includes(mode)) throw refuse(422, "tree.mode is not valid");
  if (!world.objects.blobs.has(sha)) throw refuse(422, `tree.sha ${sha} is not a valid blob`);
  files.set(path, { mode, sha });
}

/** Without the permission "workflows" no App writes what runs with the repository's own rights. */
export function refuseWorkflow(actor: Actor, path: string): void {
  if (actor.kind !== "app" || actor.permissions["workflows"] === "write") return;
  if (!path.startsWith(".github/workflows/")) return;
  const headers = { "x-accepted-github-permissions": "contents=write,workflows=write" };
  throw new Refusal(403, { message: "Resource not accessible by integration" }, headers);
}

function showCommit(world: World, { repository, params }: RepositoryCall): Answer {
  const commit = world.objects.commits.get(params["sha"] ?? "");
  if (commit === undefined) throw notFound();
  return { status: 200, body: printGitCommit(world, repository, commit) };
}

function makeCommit(world: World, { repository, body, actor }: RepositoryCall): Answer {
  const message = textAt(body, "message");
  const tree = textAt(body, "tree") ?? "";
  const parents = listAt(body, "parents").filter((parent) => typeof parent === "string");
  if (message === undefined || message === "") {
    throw invalid([{ resource: "Commit", code: "missing_field", field: "message" }]);
  }
  if (!world.objects.trees.has(tree)) throw refuse(422, "Tree SHA does not exist");
  if (parents.some((parent) => !world.objects.commits.has(parent))) {
    throw refuse(422, "Parent SHA does not exist or is not a commit object");
  }
  const { author, committer, verified } = readPeople(actor, body);
  const commit = putCommit(world.objects, { tree, parents, author, committer, message });
  if (verified) world.objects.verified.add(commit.sha);
  return { status: 201, body: printGitCommit(world, repository, commit) };
}

interface PathEntry extends TreeEntry {
  readonly path: string;
}

function listDeep(world: World, tree: string, prefix: string): PathEntry[] {
  return (world.objects.trees.get(tree) ?? []).flatMap((entry) => {
    const here = { ...entry, path: `${prefix}${entry.name}` };
    return entry.mode === "40000" ? [here, ...listDeep(world, entry.sha, `${here.path}/`)] : [here];
  });
}

function printEntry(world: World, repository: Repository, { path, mode, sha }: PathEntry): JsonObject {
  const type = mode === "40000" ? "tree" : mode === "160000" ? "commit" : "blob";
  const url = `${world.url}/repos/${fullNameOf(repository)}/git/${type}s/${sha}`;
  const size = world.objects.blobs.get(sha)?.length;
  return { path, mode: mode.padStart(6, "0"), type, sha, url, ...(type === "blob" ? { size } : {}) };
}

/** GitHub breaks base64 into lines. */
export function wrapBase64(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll(/.{1,60}/gu, "$&\n");
}
