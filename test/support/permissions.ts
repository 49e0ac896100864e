import type { Needs } from "../../src/local-github/world.ts";

const metadata: Needs = [{ metadata: "read" }];
const readContents: Needs = [{ contents: "read" }];
const writeContents: Needs = [{ contents: "write" }];
const readIssues: Needs = [{ issues: "read" }];
const writeIssues: Needs = [{ issues: "write" }];
const readPulls: Needs = [{ pull_requests: "read" }];
const writePulls: Needs = [{ pull_requests: "write" }];
const readThread: Needs = [...readIssues, ...readPulls];
const writeThread: Needs = [...writeIssues, ...writePulls];

/**
 * Every request that our adapters make, and the permissions one of which GitHub asks of an App for it.
 * Where a ref or a tree touches `.github/workflows`, `workflows: write` is wanted besides; ours never do.
 * https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps
 */
export const requestNeeds: Readonly<Record<string, Needs>> = {
  "GET /repos/{owner}/{repo}": metadata,
  "GET /repos/{owner}/{repo}/collaborators/{username}/permission": metadata,
  "GET /repos/{owner}/{repo}/branches/{branch}": readContents,
  "GET /repos/{owner}/{repo}/commits": readContents,
  "GET /repos/{owner}/{repo}/compare/{basehead}": readContents,
  "GET /repos/{owner}/{repo}/git/blobs/{file_sha}": readContents,
  "GET /repos/{owner}/{repo}/git/commits/{commit_sha}": readContents,
  "GET /repos/{owner}/{repo}/git/matching-refs/{ref}": readContents,
  "GET /repos/{owner}/{repo}/git/ref/{ref}": readContents,
  "GET /repos/{owner}/{repo}/git/trees/{tree_sha}": readContents,
  "POST /repos/{owner}/{repo}/git/commits": writeContents,
  "POST /repos/{owner}/{repo}/git/refs": writeContents,
  "POST /repos/{owner}/{repo}/git/trees": writeContents,
  "PATCH /repos/{owner}/{repo}/git/refs/{ref}": writeContents,
  "DELETE /repos/{owner}/{repo}/git/refs/{ref}": writeContents,
  "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge": writeContents,
  "GET /repos/{owner}/{repo}/issues": readIssues,
  "GET /repos/{owner}/{repo}/issues/{issue_number}": readIssues,
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments": readThread,
  "POST /repos/{owner}/{repo}/issues": writeIssues,
  "PATCH /repos/{owner}/{repo}/issues/{issue_number}": writeThread,
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": writeThread,
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}": writeThread,
  "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}": writeThread,
  "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions": writeIssues,
  "POST /repos/{owner}/{repo}/issues/{issue_number}/labels": writeThread,
  "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}": writeThread,
  "POST /repos/{owner}/{repo}/labels": writeThread,
  "GET /repos/{owner}/{repo}/pulls": readPulls,
  "GET /repos/{owner}/{repo}/pulls/{pull_number}": readPulls,
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments": readPulls,
  "POST /repos/{owner}/{repo}/pulls": writePulls,
  "PATCH /repos/{owner}/{repo}/pulls/{pull_number}": writePulls,
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews": writePulls,
  "GET /repos/{owner}/{repo}/commits/{ref}/check-runs": [{ checks: "read" }],
  "POST /repos/{owner}/{repo}/check-runs": [{ checks: "write" }],
};

/** What an App may ask whatever it was granted: about itself, its installations, and a public account. */
export const freeRequests: readonly string[] = [
  "GET /app",
  "GET /app/hook/config",
  "GET /app/hook/deliveries",
  "POST /app/hook/deliveries/{delivery_id}/attempts",
  "GET /app/installations",
  "GET /app/installations/{installation_id}",
  "GET /rate_limit",
  "GET /installation/repositories",
  "GET /users/{username}",
];

/** What only the command line asks, as the person who runs it or as nobody. */
export const personsRequests: readonly string[] = ["GET /repos/{owner}/{repo}/readme"];

/**
 * The permission without which GitHub does not send the event.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
export const eventNeeds: Readonly<Record<string, Needs[number]>> = {
  issues: { issues: "read" },
  issue_comment: { issues: "read" },
  pull_request: { pull_requests: "read" },
  push: { contents: "read" },
  check_run: { checks: "read" },
  check_suite: { checks: "read" },
  merge_group: { merge_queues: "read" },
  repository: { metadata: "read" },
};
