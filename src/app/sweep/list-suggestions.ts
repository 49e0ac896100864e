import type { GithubClient } from "../../github/client.ts";
import { listClosedIssues, listOpenIssues, type OpenIssue } from "../../github/list-open.ts";
import { memoryOf } from "../../github/repository-memory.ts";
import type { SuggestionMemory } from "../../github/suggestion-memory.ts";
import type { KnownSuggestion } from "../../intake/elsewhere.ts";
import { knownByWords, knownPull } from "../../intake/known-suggestion.ts";
import { labels } from "../../intake/names.ts";
import { parseProposalTitle } from "../../intake/proposal-title.ts";
import { isCandidate } from "../../intake/recognise-issue.ts";
import type { Issue, Person, RepositoryRef } from "../../intake/snapshot.ts";

/** Everything that is open, and what is put down of it for those that are of the same papers. */
export async function listSuggestions(client: GithubClient, repository: RepositoryRef): Promise<readonly OpenIssue[]> {
  const open = await listOpenIssues(client, repository);
  const refused = await listClosedIssues(client, repository, labels.rejected.name);
  fillMemory(memoryOf(client.memory, repository).suggestions, open, refused, client.self);
  return open;
}

/** What a look has found out itself is better than what a listing shows. */
function fillMemory(
  memory: SuggestionMemory,
  open: readonly OpenIssue[],
  refused: readonly Issue[],
  self: Person,
): void {
  // Which suggestion goes before which depends on its pull request.
  const pulls = open.filter(({ issue, isPull }) => isPull && issue.author.id === self.id);
  const proposed = new Set(pulls.map(({ issue }) => parseProposalTitle(issue.title)));
  for (const { issue, isPull } of open) {
    const known = isPull
      ? knownOfPull(issue)
      : mayBeOurs({ issue, comments: 0, isPull })
        ? knownByWords(issue)
        : undefined;
    const present = memory.known.get(issue.number)?.kind;
    const seen = present === "open" || present === "pull" || memory.giveWay.has(issue.number);
    if (known === undefined || seen) continue;
    const papers = known.papers.map((paper) => ({ ...paper, proposed: proposed.has(issue.number) }));
    memory.known.set(issue.number, { ...known, papers });
  }
  for (const issue of refused) {
    const known = memory.confirmed.has(issue.number) ? undefined : knownByWords(issue);
    if (known !== undefined) memory.known.set(issue.number, { ...known, kind: "refused" });
  }
  const numbers = new Set(open.map(({ issue }) => issue.number));
  for (const [number, { kind }] of memory.known)
    if (kind !== "refused" && !numbers.has(number)) memory.known.delete(number);
  memory.complete = true;
}

/** Our own are known by their issues. */
function knownOfPull(pull: Issue): KnownSuggestion | undefined {
  return pull.author.type === "Bot" ? undefined : knownPull(pull);
}

/** Whether an open issue can be a suggestion, as far as a listing tells: a command in a comment makes any person's one. */
export function mayBeOurs({ issue, comments, isPull }: OpenIssue): boolean {
  return !isPull && issue.author.type !== "Bot" && (comments > 0 || isCandidate(issue));
}
