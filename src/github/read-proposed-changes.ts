import type { RepositoryRef } from "../intake/snapshot.ts";
import { diffLists } from "../list/diff-lists.ts";
import type { ListChange } from "../list/list-change.ts";
import type { GithubClient } from "./client.ts";
import { readCommit } from "./read-commit.ts";
import { readListAt } from "./read-list-at.ts";

/**
 * What a commit of ours makes of the list of its parent: exactly what would be merged, whatever the words beside it say.
 * None where one of the two is no list. Read once a commit.
 */
export async function readProposedChanges(
  client: GithubClient,
  repository: RepositoryRef,
  sha: string,
  path: string,
): Promise<readonly ListChange[]> {
  const key = `${sha} ${path}`;
  const known = client.cache.changes.get(key);
  if (known !== undefined) return known;
  const head = await readCommit(client, repository, sha);
  const [parent] = head.parents;
  const base = parent === undefined ? undefined : await readCommit(client, repository, parent);
  const before = base && (await readListAt(client, repository, { sha: base.sha, treeSha: base.treeSha, path }));
  const after = await readListAt(client, repository, { sha, treeSha: head.treeSha, path });
  const changes = before?.list && after.list ? diffLists(before.list, after.list).changes : [];
  client.cache.changes.set(key, changes);
  return changes;
}
