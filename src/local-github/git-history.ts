import type { Commit, GitObjects } from "./git-objects.ts";

/** A commit and everything before it. */
export function ancestorsOf(objects: GitObjects, sha: string | undefined): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = sha === undefined ? [] : [sha];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(objects.commits.get(next)?.parents ?? []));
  }
  return seen;
}

export function isAncestor(objects: GitObjects, ancestor: string, of: string): boolean {
  return ancestor === of || ancestorsOf(objects, of).has(ancestor);
}

/** The nearest commit both have; undefined for unrelated histories. */
export function findMergeBase(objects: GitObjects, one: string, other: string): string | undefined {
  const ours = ancestorsOf(objects, one);
  const common = [...ancestorsOf(objects, other)].filter((sha) => ours.has(sha));
  const older = new Set<string>();
  for (const sha of common) {
    for (const parent of objects.commits.get(sha)?.parents ?? []) older.add(parent);
  }
  return common.find((sha) => !older.has(sha));
}

/** What `head` has and `base` has not, oldest first, parents before children. */
export function commitsBetween(objects: GitObjects, base: string | undefined, head: string): Commit[] {
  const known = ancestorsOf(objects, base);
  const done = new Set<string>();
  const ordered: Commit[] = [];
  const waiting: { readonly sha: string; readonly parentsDone: boolean }[] = [{ sha: head, parentsDone: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const commit = objects.commits.get(next.sha);
    if (commit === undefined || known.has(next.sha) || done.has(next.sha)) continue;
    if (next.parentsDone) {
      done.add(next.sha);
      ordered.push(commit);
      continue;
    }
    waiting.push({ sha: next.sha, parentsDone: true });
    waiting.push(...commit.parents.toReversed().map((sha) => ({ sha, parentsDone: false })));
  }
  return ordered;
}
