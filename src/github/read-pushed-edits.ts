import { readPaperEdits } from "../intake/paper-edits.ts";
import type { CommitAuthor, LeftAlone, ProposalHead, PushedEdits, RepositoryRef } from "../intake/snapshot.ts";
import { applyChanges } from "../list/apply-changes.ts";
import { diffLists } from "../list/diff-lists.ts";
import type { List } from "../list/list.ts";
import type { GithubClient } from "./client.ts";
import { isOurChange } from "./is-our-commit.ts";
import { authorOf, readCommit } from "./read-commit.ts";
import { readComparison } from "./read-comparison.ts";
import type { Head } from "./read-head.ts";
import { readListAt } from "./read-list-at.ts";
import { readEntry } from "./read-tree.ts";
import type { Commit } from "./sha-cache.ts";

/** A person who goes on for longer than this has made the branch their own. */
const mostCommits = 10;

export interface PushedOnTop {
  readonly head: ProposalHead;
  /** Our commit below theirs, with what it proposed; absent where nothing is taken in. */
  readonly ours?: Pick<ProposalHead, "listBlob">;
}

/**
 * What people pushed on top of our commit, merges of the default branch ("Update branch") included. What counts is the end:
 * from where the branch left the default branch to its head nothing but the list may be different.
 *
 * @param head whose commit is not ours
 * @param tip the default branch as it was read
 */
export async function readPushedEdits(
  client: GithubClient,
  repository: RepositoryRef,
  head: ProposalHead,
  { tip, listPath: path }: { readonly tip: string; readonly listPath: string },
): Promise<PushedOnTop> {
  const leave = (because: LeftAlone["because"]): PushedOnTop => ({ head: { ...head, pushed: { because } } });
  const chain = await readDownToOurs(client, repository, head.sha, { tip, path });
  const comparison = chain && (await readComparison(client, repository, tip, head.sha));
  if (chain === undefined || comparison === undefined) return leave("no-commit-of-ours");
  const { theirs, ours, below } = chain;
  const { mergeBase, files } = comparison;
  // What says there that it is ours is in the default branch already.
  if ([...theirs, ours].some(({ sha }) => sha === mergeBase.sha)) return leave("no-commit-of-ours");

  const [top] = theirs;
  const entry = top && (await readEntry(client, repository, top.treeSha, path));
  const isListOnly = files.every((file) => file.path === path && file.status === "modified");
  if (!isListOnly || entry?.mode !== "100644") return leave("other-files");

  const read = async (at: Head | undefined): Promise<{ list: List | undefined; blob: string | undefined }> => {
    if (at === undefined) return { list: undefined, blob: undefined };
    const { list, blob, problems } = await readListAt(client, repository, { ...at, path });
    return { list: problems.some(({ severity }) => severity === "error") ? undefined : list, blob };
  };
  // First, as ours was most often made on this very list: it is asked for once.
  const parted = await read(mergeBase);
  const [before, proposed, now] = await Promise.all([below, ours, top].map(read));
  if (!parted.list || !before?.list || !proposed?.list || !now?.list) return leave("no-list");
  const changes = parted.blob === before.blob ? undefined : diffLists(before.list, proposed.list).changes;
  const expected = changes === undefined ? proposed.list : applyChanges(parted.list, changes).list;
  const edits = readPaperEdits(expected, now.list);
  if (edits === undefined) return leave("beside-papers");
  const known = new Set(before.list.papers.map(({ id }) => id));
  const papers = edits.map((edit) =>
    edit.before === undefined || known.has(edit.id) ? edit : { ...edit, isOurs: true },
  );
  const pushed: PushedEdits = { on: ours.sha, by: authorsOf(theirs), papers };
  return { head: { ...head, baseListBlob: parted.blob, pushed }, ours: { listBlob: proposed.blob } };
}

/** Newest first; `below` is what ours was made on. */
async function readDownToOurs(
  client: GithubClient,
  repository: RepositoryRef,
  head: string,
  { tip, path }: { readonly tip: string; readonly path: string },
): Promise<{ readonly theirs: readonly Commit[]; readonly ours: Commit; readonly below: Commit } | undefined> {
  const theirs = [await readCommit(client, repository, head)];
  for (;;) {
    const [parent] = theirs.at(-1)?.parents ?? [];
    if (parent === undefined || parent === tip) return undefined;
    const commit = await readCommit(client, repository, parent);
    if (commit.onDefault === true) return undefined;
    const [under] = commit.parents;
    if (under !== undefined && (await isOurChange(client, repository, commit, path)))
      return { theirs, ours: commit, below: await readCommit(client, repository, under) };
    if (theirs.push(commit) > mostCommits) return undefined;
  }
}

/** Each once, the first of them first; who only merged the default branch in has edited nothing. */
function authorsOf(commits: readonly Commit[]): readonly CommitAuthor[] {
  const authors = commits
    .filter(({ parents }) => parents.length === 1)
    .toReversed()
    .map((commit) => ({ name: authorOf(commit), email: commit.author.email }));
  return [...new Map(authors.map((author) => [author.email, author])).values()];
}
