import { isAtLeast, roleOf } from "./gate.ts";
import { textAt } from "./json.ts";
import type { Pull, Repository } from "./world.ts";

const passing = new Set(["success", "neutral", "skipped"]);

/** What the base branch still asks for before this may be merged, in GitHub's words. */
export function findUnmet(repository: Repository, pull: Pull): string | undefined {
  const rules = repository.protectedBranches.get(pull.baseRef);
  const wanted = rules?.reviews ?? 0;
  if (countApprovals(repository, pull) < wanted) {
    return `At least ${wanted} approving review is required by reviewers with write access.`;
  }
  for (const name of rules?.checks ?? []) {
    const runs = repository.checkRuns.filter(({ json }) => json.name === name && json.head_sha === pull.headSha);
    const conclusion = textAt(runs.at(-1)?.json, "conclusion");
    if (conclusion === undefined) return `Required status check "${name}" is expected.`;
    if (!passing.has(conclusion)) return `Required status check "${name}" is failing.`;
  }
  return undefined;
}

/** Each reviewer with write access counts once, by the last word that was more than a comment. */
function countApprovals(repository: Repository, pull: Pull): number {
  const last = new Map<string, string>();
  for (const { user, state } of pull.reviews) {
    const login = textAt(user, "login") ?? "";
    if (state !== "COMMENTED" && isAtLeast(roleOf(repository, login), "write")) last.set(login, String(state));
  }
  return [...last.values()].filter((state) => state === "APPROVED").length;
}
