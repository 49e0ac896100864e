import type { Commit } from "./git-objects.ts";
import type { Repository, World } from "./world.ts";

/** The commit a branch, tag, full ref or sha names; the default branch for nothing or HEAD. */
export function findCommit(world: World, repository: Repository, name: string | null): Commit | undefined {
  const wanted = name === null || name === "" || name === "HEAD" ? repository.defaultBranch : name;
  const candidates = [`refs/heads/${wanted}`, `refs/tags/${wanted}`, wanted, `refs/${wanted}`];
  for (const ref of candidates) {
    const sha = repository.refs.get(ref);
    if (sha !== undefined) return world.objects.commits.get(sha);
  }
  if (/^[0-9a-f]{40}$/u.test(wanted)) return world.objects.commits.get(wanted);
  if (!/^[0-9a-f]{7,39}$/u.test(wanted)) return undefined;
  return [...world.objects.commits.values()].find(({ sha }) => sha.startsWith(wanted));
}
