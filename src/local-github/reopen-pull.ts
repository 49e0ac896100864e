import { invalid } from "./refusal.ts";
import type { Pull, Repository } from "./world.ts";

/** A pull request comes back only as long as it is what it was. */
export function checkReopen(repository: Repository, pull: Pull): void {
  const message = whyClosedForGood(repository, pull);
  if (message !== undefined) throw invalid([{ resource: "PullRequest", code: "custom", field: "state", message }]);
}

function whyClosedForGood(repository: Repository, pull: Pull): string | undefined {
  const tip = pull.headRepository.refs.get(`refs/heads/${pull.headRef}`);
  if (pull.mergedAt !== undefined) return "state cannot be changed. The pull request cannot be reopened.";
  if (tip === undefined) return `state cannot be changed. The ${pull.headRef} branch has been deleted.`;
  if (tip !== pull.headSha) return `state cannot be changed. The ${pull.headRef} branch was force-pushed or recreated.`;
  if (findOpen(repository, pull.headRepository, pull.headRef, pull.baseRef) === undefined) return undefined;
  return `state cannot be changed. There is already an open pull request from ${pull.headRef} to ${pull.baseRef}.`;
}

/** The open pull request from that branch to that base. */
export function findOpen(repository: Repository, from: Repository, ref: string, base: string): Pull | undefined {
  return [...repository.pulls.values()].find(
    (pull) => pull.state === "open" && pull.headRepository === from && pull.headRef === ref && pull.baseRef === base,
  );
}
