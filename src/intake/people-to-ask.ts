import type { Configuration } from "../list/configuration.ts";
import { parseCommands } from "./parse-commands.ts";
import { isAuthorCommand } from "./rights.ts";
import type { Comment, Issue, Person } from "./snapshot.ts";

/** One request each, so a crowd cannot make us ask without end; members are asked first, and those who spoke last. */
const mostPeople = 20;

/**
 * Whose permission GitHub must be asked for: everyone who gave a command that counts only with one.
 * Nobody where the configuration names the approvers, since a login is enough then.
 */
export function peopleToAsk(
  issue: Pick<Issue, "author">,
  comments: readonly Comment[],
  configuration: Pick<Configuration, "approvers">,
): readonly Person[] {
  if (typeof configuration.approvers !== "string") return [];
  const people = new Map<number, Person>();
  const newest = comments.toReversed();
  for (const comment of [...newest.filter(isByMember), ...newest]) {
    if (people.size === mostPeople) break;
    if (!isByPerson(comment) || people.has(comment.author.id)) continue;
    const isAuthor = comment.author.id === issue.author.id;
    const asks = parseCommands(comment.body).some(
      (command) =>
        command.kind !== "unknown" && command.kind !== "malformed" && !(isAuthor && isAuthorCommand(command.kind)),
    );
    if (asks) people.set(comment.author.id, comment.author);
  }
  return [...people.values()];
}

function isByMember({ byMember }: Comment): boolean {
  return byMember === true;
}

/** Bots command nobody: neither other bots nor we ourselves. */
export function isByPerson(comment: Comment): boolean {
  return comment.author.type === "User" || comment.author.type === "Mannequin";
}
