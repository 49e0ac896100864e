import { mayHoldCommands } from "./parse-commands.ts";
import { isByPerson } from "./people-to-ask.ts";
import type { Comment } from "./snapshot.ts";

/** Characters of comments that may hold commands, in one thread: a second's work, and more than people write in a year. */
const mostCharacters = 300_000;

/**
 * The comments of a thread without those whose commands are more than anybody means. Of members and of who opened the
 * issue the newest count first, then of everybody else the newest, each person as much as there is for each: so a crowd
 * drowns nobody. Comments without commands cost nothing, and all stay.
 */
export function withinBudget(comments: readonly Comment[], openedBy?: number): readonly Comment[] {
  const costly = comments.filter((comment) => isByPerson(comment) && mayHoldCommands(comment.body));
  if (sizeOf(costly) <= mostCharacters) return comments;
  const isKnown = (comment: Comment): boolean => comment.byMember === true || comment.author.id === openedBy;
  const known = take(costly.filter(isKnown), mostCharacters / 2);
  const others = costly.filter((comment) => !isKnown(comment));
  const left = new Set(costly);
  for (const comment of [...known, ...take(others, mostCharacters / 2)]) left.delete(comment);
  return comments.filter((comment) => !left.has(comment));
}

/** The newest of each person, up to an equal share. */
function take(comments: readonly Comment[], most: number): readonly Comment[] {
  const people = new Set(comments.map(({ author }) => author.id)).size;
  const spent = new Map<number, number>();
  return comments.toReversed().filter(({ author, body }) => {
    const sum = (spent.get(author.id) ?? 0) + body.length;
    spent.set(author.id, sum);
    return sum <= most / people;
  });
}

function sizeOf(comments: readonly Comment[]): number {
  return comments.reduce((sum, { body }) => sum + body.length, 0);
}
