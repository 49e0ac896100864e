import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { Refused, statusOf, wordsOf } from "./github-error.ts";
import { memoryOf, type RepositoryMemory } from "./repository-memory.ts";

export type MergeOutcome =
  | { readonly kind: "merged"; readonly sha: string }
  /** The head is another commit now, the base moved meanwhile, or GitHub may not know yet: look again. */
  | { readonly kind: "moved" }
  /** What GitHub still asks for, in its words: reviews, checks, a conflict, our permission. */
  | { readonly kind: "refused"; readonly message: string; readonly isConflict?: true };

const timesHeard = 3;
const methods = ["squash", "merge", "rebase"] as const;

/**
 * Merges exactly this commit, by the first method the repository allows.
 * https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request
 */
export async function applyMerge(
  client: GithubClient,
  repository: RepositoryRef,
  write: { readonly pull: number; readonly head: string },
): Promise<MergeOutcome> {
  const memory = memoryOf(client.memory, repository);
  const known = memory.mergeMethod;
  const order = known === undefined ? methods : [known, ...methods.filter((method) => method !== known)];
  let message = "";
  for (const method of order) {
    try {
      const { data } = await client.octokit.request("PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge", {
        ...routeOf(repository),
        pull_number: write.pull,
        sha: write.head,
        merge_method: method,
      });
      memory.mergeMethod = method;
      return { kind: "merged", sha: data.sha };
    } catch (error) {
      message = wordsOf(error);
      if (!isMethodRefused(error)) return believe(memory, write.head, explain(error, message));
    }
  }
  return { kind: "refused", message };
}

/** GitHub tries in the background whether it can merge, and says that it cannot until it knows: that is heard again. */
function believe({ unmergeable }: RepositoryMemory, head: string, outcome: MergeOutcome): MergeOutcome {
  if (outcome.kind !== "refused" || outcome.isConflict === undefined) return outcome;
  const times = (unmergeable.get(head) ?? 0) + 1;
  unmergeable.set(head, times);
  return times < timesHeard ? { kind: "moved" } : outcome;
}

/** "Squash merges are not allowed on this repository." */
function isMethodRefused(error: unknown): boolean {
  return statusOf(error) === 405 && /not allowed on this repository/i.test(wordsOf(error));
}

function explain(error: unknown, message: string): MergeOutcome {
  // As where workflow files are changed: this one is not for us to merge, a person can.
  if (error instanceof Refused && error.status === 403) return { kind: "refused", message };
  switch (statusOf(error)) {
    case 409:
      return { kind: "moved" };
    case 405:
      if (/\b(?:base|head) branch was modified\b/i.test(message)) return { kind: "moved" };
      return { kind: "refused", message, ...(/\bnot mergeable\b|\bconflict/i.test(message) && { isConflict: true }) };
    case 422:
      return { kind: "refused", message };
    default:
      throw error;
  }
}
