import { createHash } from "node:crypto";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { statusOf, wordsOf } from "./github-error.ts";
import type { LineRange } from "./read-comparison.ts";
import { memoryOf } from "./repository-memory.ts";

/** Lines at the head of a pull request that others should stand in for. */
export interface SuggestedChange {
  readonly path: string;
  readonly lines: LineRange;
  /** What is to stand there, without the last line end; empty takes the lines out. */
  readonly text: string;
  /** Markdown above it. */
  readonly words: string;
}

export interface SuggestionsWrite {
  readonly pull: number;
  /** The commit the lines are of. */
  readonly head: string;
  /** The first ten are made. */
  readonly changes: readonly SuggestedChange[];
  /** Markdown of the review itself. */
  readonly body: string;
}

export type SuggestionsOutcome =
  | { readonly kind: "made"; readonly count: number }
  | { readonly kind: "unchanged" }
  /** GitHub took none: a line that the diff does not show, or a head that is no more. */
  | { readonly kind: "refused"; readonly message: string };

export const mostSuggestions = 10;
const pageSize = 100;
const mostPages = 5;

/**
 * Suggested changes that the author takes over by a click, in one review that neither approves nor refuses.
 * Each is made once, as long as it stands where it was put; for one head no process makes any a second time.
 * https://docs.github.com/en/rest/pulls/reviews#create-a-review-for-a-pull-request
 */
export async function applySuggestions(
  client: GithubClient,
  repository: RepositoryRef,
  write: SuggestionsWrite,
): Promise<SuggestionsOutcome> {
  const { suggested } = memoryOf(client.memory, repository);
  const key = `${write.pull} ${write.head}`;
  if (write.changes.length === 0 || suggested.has(key)) return { kind: "unchanged" };
  const made = await readMade(client, repository, write.pull);
  const missing = write.changes.slice(0, mostSuggestions).filter((change) => !made.has(tagOf(change)));
  // Once for a head, also where GitHub takes none: it would take none the next time.
  suggested.set(key, true);
  if (missing.length === 0) return { kind: "unchanged" };
  try {
    await client.octokit.request("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
      ...routeOf(repository),
      pull_number: write.pull,
      commit_id: write.head,
      event: "COMMENT",
      body: write.body,
      comments: missing.map(toComment),
    });
  } catch (error) {
    if (statusOf(error) === 422) return { kind: "refused", message: wordsOf(error) };
    suggested.delete(key);
    throw error;
  }
  return { kind: "made", count: missing.length };
}

/** Tags of ours that are not outdated. https://docs.github.com/en/rest/pulls/comments#list-review-comments-on-a-pull-request */
async function readMade(client: GithubClient, repository: RepositoryRef, pull: number): Promise<ReadonlySet<string>> {
  const tags = new Set<string>();
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/pulls/{pull_number}/comments", {
      ...routeOf(repository),
      pull_number: pull,
      per_page: pageSize,
      page,
    });
    for (const comment of data) {
      // Null, whatever the types say, once the line it stood on was changed.
      const line = comment.line as number | null | undefined;
      const tag = tagPattern.exec(comment.body)?.[0];
      // An account that is gone is null, too.
      const author = comment.user as { readonly id: number | bigint } | null;
      if (author?.id === client.self.id && tag !== undefined && typeof line === "number") tags.add(tag);
    }
    if (data.length < pageSize) break;
  }
  return tags;
}

const tagPattern = /<!-- awesome-papers:suggestion [0-9a-f]{16} -->$/;

/** By what it says, not where: lines move when others above them change. */
function tagOf({ path, text, words }: SuggestedChange): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([path, text, words]))
    .digest("hex")
    .slice(0, 16);
  return `<!-- awesome-papers:suggestion ${hash} -->`;
}

function toComment(change: SuggestedChange) {
  const { path, lines, text, words } = change;
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const block = [`${fence}suggestion`, ...(text === "" ? [] : [text]), fence];
  return {
    path,
    ...(lines.from === lines.to ? {} : { start_line: lines.from, start_side: "RIGHT" }),
    line: lines.to,
    side: "RIGHT",
    body: [words, "", ...block, "", tagOf(change)].join("\n"),
  };
}
