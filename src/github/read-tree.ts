import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { memoryOf } from "./repository-memory.ts";
import type { Tree, TreeEntry } from "./sha-cache.ts";

/** The entry at a path, undefined where there is none. Costs nothing where the tree, or the folders on the way, are known. */
export async function readEntry(
  client: GithubClient,
  repository: RepositoryRef,
  treeSha: string,
  path: string,
): Promise<TreeEntry | undefined> {
  const known = client.cache.entries.get(`${treeSha}:${path}`);
  if (known !== undefined) return known.entry;
  const tree = await readTree(client, repository, treeSha);
  const direct = tree.entries.get(path);
  if (tree.recursive || direct !== undefined) return direct;
  const slash = path.indexOf("/");
  const folder = slash < 0 ? undefined : tree.entries.get(path.slice(0, slash));
  if (folder?.type !== "tree") return folder === undefined || folder.type === "blob" ? undefined : { ...folder, path };
  const entry = await readEntry(client, repository, folder.sha, path.slice(slash + 1));
  return entry === undefined ? undefined : { ...entry, path };
}

/** Every file below a folder, by path from the tree. */
export async function readFolder(
  client: GithubClient,
  repository: RepositoryRef,
  treeSha: string,
  folder: string,
): Promise<readonly TreeEntry[]> {
  const tree = await readTree(client, repository, treeSha);
  if (tree.recursive)
    return [...tree.entries.values()].filter((entry) => isFile(entry) && entry.path.startsWith(`${folder}/`));
  const below = await readEntry(client, repository, treeSha, folder);
  if (below?.type !== "tree") return [];
  const entries = [...(await readTree(client, repository, below.sha)).entries.values()];
  return entries.filter(isFile).map((entry) => ({ ...entry, path: `${folder}/${entry.path}` }));
}

/**
 * A tree with all that is below it; where that is too much for GitHub (100,000 entries, 7 MB), its own entries only.
 * https://docs.github.com/en/rest/git/trees#get-a-tree
 */
export async function readTree(client: GithubClient, repository: RepositoryRef, sha: string): Promise<Tree> {
  const known = client.cache.trees.get(sha);
  if (known !== undefined) return known;
  const whole = await requestTree(client, repository, sha, true);
  const tree = whole.recursive ? whole : await requestTree(client, repository, sha, false);
  client.cache.trees.set(sha, tree);
  memoryOf(client.memory, repository).lastTree = sha;
  return tree;
}

async function requestTree(
  client: GithubClient,
  repository: RepositoryRef,
  sha: string,
  recursive: boolean,
): Promise<Tree> {
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
    ...routeOf(repository),
    tree_sha: sha,
    ...(recursive ? { recursive: "1" } : {}),
  });
  const { lastTree } = memoryOf(client.memory, repository);
  const last = lastTree === undefined ? undefined : client.cache.trees.peek(lastTree)?.entries;
  const entries = new Map<string, TreeEntry>();
  for (const { path, mode, type, sha: entrySha, size } of data.tree) {
    if (path === undefined || mode === undefined || entrySha === undefined || !isEntryType(type)) continue;
    const before = last?.get(path);
    // Most of a tree is as it was in the one before, and kept once for both.
    const isSame = before?.sha === entrySha && before.mode === mode && before.size === size;
    const entry = isSame ? before : { path, mode, type, sha: entrySha, ...(size === undefined ? {} : { size }) };
    entries.set(entry.path, entry);
  }
  return { sha, entries, recursive: recursive && !data.truncated };
}

function isEntryType(type: string | undefined): type is TreeEntry["type"] {
  return type === "blob" || type === "tree" || type === "commit";
}

function isFile(entry: TreeEntry): boolean {
  return entry.type !== "tree";
}
