import { parseCommands } from "../intake/parse-commands.ts";
import { isByPerson } from "../intake/people-to-ask.ts";
import type { Comment, RepositoryRef } from "../intake/snapshot.ts";
import type { GithubClient } from "./client.ts";
import { readComments } from "./read-comments.ts";
import { memoryOf } from "./repository-memory.ts";

/**
 * What people command in the thread of a pull request of ours. Read once; an event there, or a sweep that sees comments,
 * makes it forgotten (`forgetPullThread`).
 */
export async function readPullThread(
  client: GithubClient,
  repository: RepositoryRef,
  pull: number,
): Promise<readonly Comment[]> {
  const { threads } = memoryOf(client.memory, repository);
  const known = threads.get(pull);
  if (known !== undefined) return known;
  const reading = readCommanding(client, repository, pull);
  // Put down before it is read: what is forgotten meanwhile stays forgotten.
  threads.set(pull, reading);
  try {
    return await reading;
  } catch (error) {
    if (threads.get(pull) === reading) threads.delete(pull);
    throw error;
  }
}

async function readCommanding(
  client: GithubClient,
  repository: RepositoryRef,
  pull: number,
): Promise<readonly Comment[]> {
  const comments = await readComments(client, repository, pull, 1);
  return comments.filter((comment) => isByPerson(comment) && parseCommands(comment.body).length > 0);
}

/** @param comments how many there are now, where that is known */
export function forgetPullThread(
  client: Pick<GithubClient, "memory">,
  repository: { readonly id: number },
  pull: number,
  comments: number,
): void {
  const { threads } = memoryOf(client.memory, repository);
  if (comments === 0) threads.set(pull, Promise.resolve([]));
  else threads.delete(pull);
}
