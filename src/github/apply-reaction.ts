import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { Outage, statusOf } from "./github-error.ts";
import { memoryOf } from "./repository-memory.ts";

export type Reaction = "+1" | "-1" | "eyes" | "rocket" | "confused";

/**
 * Shows that a command was seen. Done again it changes nothing, and this process asks once. A courtesy: where GitHub
 * will not have it, as on a comment that is gone, all goes on without.
 * https://docs.github.com/en/rest/reactions/reactions#create-reaction-for-an-issue-comment
 */
export async function applyReaction(
  client: GithubClient,
  repository: RepositoryRef,
  comment: number,
  content: Reaction,
): Promise<void> {
  const { reactions } = memoryOf(client.memory, repository);
  const key = `${comment} ${content}`;
  if (reactions.has(key)) return;
  try {
    await client.octokit.request("POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions", {
      ...routeOf(repository),
      comment_id: comment,
      content,
    });
  } catch (error) {
    // A limit is a 403 as well: what follows would meet it too.
    if (error instanceof Outage || ![403, 404, 410, 422].includes(statusOf(error) ?? 0)) throw error;
    client.log.warn({ repository: repository.id, comment, err: error }, "a command could not be acknowledged");
  }
  reactions.set(key, true);
}
