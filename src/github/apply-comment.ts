import type { CommentEffect } from "../intake/effect.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { statusOf } from "./github-error.ts";

export interface CommentWrite extends Pick<CommentEffect, "present" | "doubles" | "repost"> {
  /** The words, the hidden tag last. */
  readonly body: string;
}

export type CommentOutcome = { readonly kind: "unchanged" | "edited" | "posted"; readonly id: number };

/**
 * Our one comment on a subject: edited where it differs, posted where there is none.
 * A mention sends mail only from a new comment, so `repost` deletes the old one first: never two at a time.
 * https://docs.github.com/en/rest/issues/comments
 */
export async function applyComment(
  client: GithubClient,
  repository: RepositoryRef,
  issue: number,
  write: CommentWrite,
): Promise<CommentOutcome> {
  const { present, doubles = [], body } = write;
  for (const double of doubles) await deleteComment(client, repository, double);
  if (present === undefined) return post(client, repository, issue, body);
  if (write.repost) {
    await deleteComment(client, repository, present.id);
    return post(client, repository, issue, body);
  }
  if (sameText(present.body, body)) return { kind: "unchanged", id: present.id };
  try {
    await client.octokit.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
      ...routeOf(repository),
      comment_id: present.id,
      body,
    });
    return { kind: "edited", id: present.id };
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return post(client, repository, issue, body);
  }
}

async function post(
  client: GithubClient,
  repository: RepositoryRef,
  issue: number,
  body: string,
): Promise<CommentOutcome> {
  const { data } = await client.octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    ...routeOf(repository),
    issue_number: issue,
    body,
  });
  return { kind: "posted", id: Number(data.id) };
}

/** Where somebody else has deleted it, all is well. https://docs.github.com/en/rest/issues/comments#delete-an-issue-comment */
export async function deleteComment(client: GithubClient, repository: RepositoryRef, id: number): Promise<void> {
  try {
    await client.octokit.request("DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", {
      ...routeOf(repository),
      comment_id: id,
    });
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
}

/** GitHub gives line ends back as it likes, and trims. */
function sameText(a: string, b: string): boolean {
  return a.replaceAll("\r\n", "\n").trim() === b.replaceAll("\r\n", "\n").trim();
}
