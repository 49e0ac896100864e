import type { Loop } from "./loop.ts";

export interface ForkPull {
  /** Text by path; `null` takes the file out. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly branch?: string;
  /** Of the commit, and of the pull request. */
  readonly message?: string;
}

/** Opens the suggester's pull request from a fork, one commit on the default branch, and waits until it was looked at. */
export async function openFromFork(loop: Loop, pull: ForkPull): Promise<number> {
  const { files, branch = "patch-1", message = "A change" } = pull;
  const { repos, git, pulls } = loop.as("suggester").rest;
  await repos.createFork(loop.route);
  const fork = { owner: "suggester", repo: loop.route.repo };
  const { data: base } = await git.getRef({ ...loop.route, ref: "heads/main" });
  const { data: commit } = await git.getCommit({ ...loop.route, commit_sha: base.object.sha });
  const entries = Object.entries(files).map(async ([path, content]) => {
    const entry = { path, mode: "100644", type: "blob" } as const;
    if (content === null) return { ...entry, sha: null };
    return { ...entry, sha: (await git.createBlob({ ...fork, content })).data.sha };
  });
  const { data: tree } = await git.createTree({
    ...fork,
    base_tree: commit.tree.sha,
    tree: await Promise.all(entries),
  });
  const parents = [base.object.sha];
  const { data: head } = await git.createCommit({ ...fork, message, tree: tree.sha, parents });
  await git.createRef({ ...fork, ref: `refs/heads/${branch}`, sha: head.sha });
  const from = { head: `suggester:${branch}`, base: "main" };
  const { data } = await pulls.create({ ...loop.route, ...from, title: message.split("\n")[0] ?? "", body: message });
  await loop.settle();
  return data.number;
}
