import type { RepositoryRef } from "../intake/snapshot.ts";
import type { GithubClient } from "./client.ts";
import { readTree } from "./read-tree.ts";
import type { Tree, TreeEntry } from "./sha-cache.ts";

/** Whether two trees are the same but for one file, which is a plain file in the later one. */
export async function differsOnlyIn(
  client: GithubClient,
  repository: RepositoryRef,
  trees: { readonly from: string; readonly to: string },
  path: string,
): Promise<boolean> {
  if (trees.from === trees.to) return true;
  const from = await readTree(client, repository, trees.from);
  const to = await readTree(client, repository, trees.to);
  if (from.recursive && to.recursive)
    return isPlain(to.entries.get(path)) && sameEntries(filesOf(from), filesOf(to), path);
  // Too large to be listed at once: folder by folder on the way to the file; all others are told by their sha.
  const slash = path.indexOf("/");
  const first = slash < 0 ? path : path.slice(0, slash);
  if (!sameEntries(levelOf(from), levelOf(to), first)) return false;
  const [before, after] = [from.entries.get(first), to.entries.get(first)];
  if (slash < 0) return isPlain(after);
  if (before?.type !== "tree" || after?.type !== "tree") return false;
  return differsOnlyIn(client, repository, { from: before.sha, to: after.sha }, path.slice(slash + 1));
}

/** Without folders: their shas only say again what their files say. */
function filesOf(tree: Tree): readonly TreeEntry[] {
  return [...tree.entries.values()].filter((entry) => entry.type !== "tree");
}

function levelOf(tree: Tree): readonly TreeEntry[] {
  return [...tree.entries.values()].filter((entry) => !entry.path.includes("/"));
}

function sameEntries(from: readonly TreeEntry[], to: readonly TreeEntry[], except: string): boolean {
  const known = new Map(from.map((entry) => [entry.path, entry]));
  known.delete(except);
  const others = to.filter((entry) => entry.path !== except);
  return (
    others.length === known.size &&
    others.every((entry) => {
      const same = known.get(entry.path);
      return same?.sha === entry.sha && same.mode === entry.mode;
    })
  );
}

/** No link, and nothing that could be run. */
function isPlain(entry: TreeEntry | undefined): boolean {
  return entry?.type === "blob" && entry.mode === "100644";
}
