import { blobSha } from "../../src/github/blob-sha.ts";
import { exampleAnswer } from "../support/openapi.ts";

/** GitHub's own example of an answer with what a test is about put over it. */
type Patch = Readonly<Record<string, unknown>>;

export const self = { id: 41, login: "awesome-papers[bot]", type: "Bot" } as const;
export const octocat = { id: 7, login: "octocat", type: "User" } as const;
export const repository = {
  id: 1296,
  owner: "octo",
  name: "list",
  defaultBranch: "main",
  url: "https://github.com/octo/list",
} as const;

export function sha(name: string): string {
  return blobSha(`test ${name}`);
}

export function patched(operation: string, patch: Patch, status = 200): object {
  return merge(exampleAnswer(operation, status), patch) as object;
}

export function account(person: { readonly id: number; readonly login: string; readonly type: string }): Patch {
  return { id: person.id, login: person.login, type: person.type };
}

export function issue(patch: Patch = {}): object {
  return patched("GET /repos/{owner}/{repo}/issues/{issue_number}", {
    number: 12,
    title: "Add a paper",
    body: "https://arxiv.org/abs/2506.20966",
    user: account(octocat),
    state: "open",
    state_reason: null,
    closed_by: null,
    labels: [],
    locked: false,
    comments: 0,
    repository_url: "https://api.github.com/repos/octo/list",
    pull_request: undefined,
    ...patch,
  });
}

export function comment(patch: Patch = {}): object {
  const [first] = exampleAnswer("GET /repos/{owner}/{repo}/issues/{issue_number}/comments") as object[];
  return merge(first, { id: 900, user: account(octocat), body: "/approve", ...patch }) as object;
}

export function pull(patch: Patch = {}): object {
  const [first] = exampleAnswer("GET /repos/{owner}/{repo}/pulls") as object[];
  return merge(first, {
    number: 13,
    state: "open",
    user: account(self),
    body: "What it adds\n\n<!-- awesome-papers:proposal {} -->",
    merged_at: null,
    closed_at: null,
    requested_teams: [],
    base: { ref: "main" },
    ...patch,
    head: {
      ref: "awesome-papers/issue-12",
      sha: sha("head"),
      repo: { id: repository.id },
      ...(patch["head"] as Patch),
    },
  }) as object;
}

/** One pull request, as opened, read or edited. */
export function wholePull(patch: Patch = {}): object {
  return patched("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
    number: 13,
    user: account(self),
    requested_teams: [],
    ...patch,
  });
}

export function branch(head: string, treeSha: string): object {
  return patched("GET /repos/{owner}/{repo}/branches/{branch}", {
    name: "main",
    commit: {
      sha: head,
      commit: { tree: { sha: treeSha }, author: { name: "octocat", email: "o@example.com" } },
      parents: [],
    },
  });
}

export function tree(treeSha: string, files: Readonly<Record<string, string>>, patch: Patch = {}): object {
  const entries = Object.entries(files).map(([path, text]) => entry(path, blobSha(text), Buffer.byteLength(text)));
  return patched("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
    sha: treeSha,
    truncated: false,
    tree: entries,
    ...patch,
  });
}

export function entry(path: string, object: string, size?: number, mode = "100644", type = "blob"): object {
  return { path, mode, type, sha: object, url: "https://api.github.com/x", ...(size === undefined ? {} : { size }) };
}

export function blob(text: string | Buffer): object {
  const content = Buffer.from(text).toString("base64");
  return patched("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", { content, encoding: "base64" });
}

export function commit(
  commitSha: string,
  treeSha: string,
  parents: readonly string[],
  email = "41+awesome-papers[bot]@users.noreply.github.com",
): object {
  return patched("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
    sha: commitSha,
    tree: { sha: treeSha },
    author: { name: "Somebody", email },
    // GitHub signs what an App makes by API.
    verification: { verified: email.startsWith("41+awesome-papers[bot]@") },
    parents: parents.map((parent) => ({
      sha: parent,
      url: "https://api.github.com/x",
      html_url: "https://github.com/x",
    })),
  });
}

export function ref(name: string, commitSha: string): object {
  return patched("GET /repos/{owner}/{repo}/git/ref/{ref}", { ref: `refs/heads/${name}`, object: { sha: commitSha } });
}

export function label(name: string, color = "ededed", description: string | null = null): object {
  const [first] = exampleAnswer("POST /repos/{owner}/{repo}/issues/{issue_number}/labels") as object[];
  return merge(first, { name, color, description }) as object;
}

export function permission(
  person: { readonly id: number; readonly login: string; readonly type: string },
  flags: Patch,
  role = "write",
): object {
  return patched("GET /repos/{owner}/{repo}/collaborators/{username}/permission", {
    permission: "write",
    role_name: role,
    user: { ...account(person), role_name: role, permissions: flags },
  });
}

function merge(base: unknown, patch: unknown): unknown {
  if (typeof base !== "object" || base === null || Array.isArray(base)) return patch;
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) delete merged[key];
    else merged[key] = merge(merged[key], value);
  }
  return merged;
}
