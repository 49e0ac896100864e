import type { JsonObject } from "../../src/local-github/json.ts";

/** The long tails of GitHub's objects, which nobody reads and which every answer has. */

export function accountJson(url: string, login: string, id: number, isBot: boolean): JsonObject {
  const self = `${url}/users/${login}`;
  const made = "2025-01-01T00:00:00Z";
  return {
    login,
    id,
    node_id: "",
    avatar_url: `${url}/avatars/u/${id}`,
    url: self,
    html_url: `${url}/${login}`,
    type: isBot ? "Bot" : "User",
    site_admin: false,
    created_at: made,
    updated_at: made,
  };
}

export function labelJson(about: string, id: number, { name, color, description = null }: JsonObject): JsonObject {
  const url = `${about}/labels/${encodeURIComponent(String(name))}`;
  return { id, node_id: "", url, name, description, color, default: false };
}

export function noReactions(self: string): JsonObject {
  const counts = { "+1": 0, "-1": 0, laugh: 0, hooray: 0, confused: 0, heart: 0, rocket: 0, eyes: 0 };
  return { url: `${self}/reactions`, total_count: 0, ...counts };
}

export function repositoryJson(url: string, owner: string, name: string, account: JsonObject): JsonObject {
  const self = `${url}/repos/${owner}/${name}`;
  const made = "2025-01-01T00:00:00Z";
  return {
    id: 1,
    node_id: "",
    name,
    full_name: `${owner}/${name}`,
    private: false,
    owner: account,
    html_url: `${url}/${owner}/${name}`,
    description: null,
    fork: false,
    url: self,
    archived: false,
    disabled: false,
    visibility: "public",
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_rebase_merge: true,
    delete_branch_on_merge: false,
    created_at: made,
    updated_at: made,
    pushed_at: made,
    default_branch: "main",
  };
}
