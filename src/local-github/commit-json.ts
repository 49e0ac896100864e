import { findByEmail } from "./identity.ts";
import type { Commit } from "./git-objects.ts";
import type { JsonObject } from "./json.ts";
import type { Repository, World } from "./world.ts";
import { fullNameOf } from "./world.ts";

/** A commit as the git data API prints it. */
export function printGitCommit(world: World, repository: Repository, commit: Commit): JsonObject {
  const api = `${world.url}/repos/${fullNameOf(repository)}`;
  const page = `${world.url}/${fullNameOf(repository)}`;
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    url: `${api}/git/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    parents: printParents(world, repository, commit),
    verification: printVerification(world, commit),
  };
}

/** A commit as the commits API prints it, with the accounts its addresses belong to. */
export function printCommit(world: World, repository: Repository, commit: Commit): JsonObject {
  const api = `${world.url}/repos/${fullNameOf(repository)}`;
  const { author, committer, message } = commit;
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    commit: {
      author,
      committer,
      message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: printVerification(world, commit),
    },
    url: `${api}/commits/${commit.sha}`,
    html_url: `${world.url}/${fullNameOf(repository)}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    author: findByEmail(world, author.email) ?? null,
    committer: findByEmail(world, committer.email) ?? null,
    parents: printParents(world, repository, commit),
  };
}

function printParents(world: World, repository: Repository, commit: Commit): readonly JsonObject[] {
  const page = `${world.url}/${fullNameOf(repository)}`;
  const api = `${world.url}/repos/${fullNameOf(repository)}`;
  return commit.parents.map((sha) => ({ sha, url: `${api}/commits/${sha}`, html_url: `${page}/commit/${sha}` }));
}

function printVerification(world: World, commit: Commit): JsonObject {
  const verified = world.objects.verified.has(commit.sha);
  return {
    verified,
    reason: verified ? "valid" : "unsigned",
    signature: verified ? "-----BEGIN PGP SIGNATURE-----" : null,
    payload: verified ? commit.message : null,
    verified_at: verified ? commit.committer.date : null,
  };
}
