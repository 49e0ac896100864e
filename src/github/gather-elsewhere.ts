import { findElsewhere, type Elsewhere, type KnownSuggestion } from "../intake/elsewhere.ts";
import { readRefusal } from "../intake/known-suggestion.ts";
import { findOurComment } from "../intake/our-comment.ts";
import type { Comment, IssueSnapshot } from "../intake/snapshot.ts";
import type { OpenSuggestion } from "../intake/suggestion.ts";
import type { GithubClient } from "./client.ts";
import { readComments } from "./read-comments.ts";
import { memoryOf } from "./repository-memory.ts";

/**
 * The other suggestions that may be of the same papers, from memory. Only a refusal that a listing has told of costs a
 * request: what it was is read from our own comment there, once.
 *
 * @param seal marks those comments of ours that are as we wrote them
 */
export async function gatherElsewhere(
  client: GithubClient,
  snapshot: IssueSnapshot,
  papers: OpenSuggestion["papers"],
  seal: (comments: readonly Comment[], issue: number) => readonly Comment[],
): Promise<Elsewhere> {
  const { suggestions } = memoryOf(client.memory, snapshot.repository);
  // As if it had no pull request: then all that may go before it is found.
  const own = { issue: snapshot.issue.number, proposed: false };
  const asked = papers.filter(
    ({ state }) => state.kind !== "accepted" && !(state.kind === "duplicate" && state.of.id !== undefined),
  );
  for (;;) {
    const all: Elsewhere = { complete: suggestions.complete, known: [...suggestions.known.values()] };
    const found = asked.map(({ named }) => findElsewhere(all, own, named));
    const known = new Set(
      found.flatMap(({ certain, likely, pulls }) => [
        ...(certain === undefined ? [] : [certain.suggestion]),
        ...likely.map(({ paper }) => paper.suggestion),
        ...pulls,
      ]),
    );
    const unread = [...known].find(({ kind, issue }) => kind === "refused" && !suggestions.confirmed.has(issue));
    if (unread === undefined) return { complete: all.complete, known: [...known] };
    const refusal = await readRefusalThere(client, snapshot, unread, seal);
    if (refusal === undefined) suggestions.known.delete(unread.issue);
    else suggestions.known.set(unread.issue, refusal);
    suggestions.confirmed.add(unread.issue);
  }
}

async function readRefusalThere(
  client: GithubClient,
  { repository, self }: IssueSnapshot,
  { issue }: KnownSuggestion,
  seal: (comments: readonly Comment[], issue: number) => readonly Comment[],
): Promise<KnownSuggestion | undefined> {
  const comments = seal(await readComments(client, repository, issue, 1), issue);
  return readRefusal(issue, findOurComment({ comments, self }));
}
