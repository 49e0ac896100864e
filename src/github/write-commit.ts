import type { FileWrite } from "../intake/effect.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { blobSha } from "./blob-sha.ts";
import { routeOf, type GithubClient } from "./client.ts";
import type { Head } from "./read-head.ts";

export interface CommitContent {
  /** The commit it goes on top of. */
  readonly base: Head;
  readonly files: readonly FileWrite[];
  readonly message: string;
  /** Where they are not the base alone. */
  readonly parents?: readonly string[];
}

/**
 * Makes a commit that nothing points to yet: harmless if that is as far as we get.
 * Without author and committer GitHub signs it as our App's.
 * https://docs.github.com/en/rest/git/trees#create-a-tree, https://docs.github.com/en/rest/git/commits#create-a-commit
 */
export async function writeCommit(
  client: GithubClient,
  repository: RepositoryRef,
  content: CommitContent,
): Promise<Head> {
  const { base, files, message } = content;
  const tree = await client.octokit.request("POST /repos/{owner}/{repo}/git/trees", {
    ...routeOf(repository),
    base_tree: base.treeSha,
    tree: files.map(({ path, text }) => ({ path, mode: "100644" as const, type: "blob" as const, content: text })),
  });
  const treeSha = tree.data.sha;
  const { data } = await client.octokit.request("POST /repos/{owner}/{repo}/git/commits", {
    ...routeOf(repository),
    message,
    tree: treeSha,
    parents: [...parentsOf(content)],
  });
  remember(client, content, { sha: data.sha, treeSha });
  return { sha: data.sha, treeSha };
}

function parentsOf({ base, parents }: CommitContent): readonly string[] {
  return parents ?? [base.sha];
}

/** What we wrote we need not read at the next look. */
function remember(client: GithubClient, content: CommitContent, made: Head): void {
  const { base, files } = content;
  const { commits, entries, blobs } = client.cache;
  commits.set(made.sha, {
    sha: made.sha,
    treeSha: made.treeSha,
    parents: parentsOf(content),
    message: content.message,
    author: { name: client.self.login, email: "" },
    signed: true,
    ours: true,
  });
  for (const { path, text } of files) {
    const sha = blobSha(text);
    const size = Buffer.byteLength(text);
    entries.set(`${made.treeSha}:${path}`, { entry: { path, mode: "100644", type: "blob", sha, size } });
    blobs.set(sha, { text });
  }
  rememberTree(client, base.treeSha, made.treeSha, files);
}

/** The new tree as a whole, where the old one is known as a whole. */
function rememberTree(client: GithubClient, from: string, to: string, files: readonly FileWrite[]): void {
  const old = client.cache.trees.get(from);
  // Shas of the folders on the way to a changed file are not known, and none but files in known folders are looked up.
  if (old === undefined || !old.recursive) return;
  const entries = new Map(old.entries);
  for (const { path, text } of files) {
    entries.set(path, { path, mode: "100644", type: "blob", sha: blobSha(text), size: Buffer.byteLength(text) });
  }
  client.cache.trees.set(to, { sha: to, entries, recursive: true });
}
