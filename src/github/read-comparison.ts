import type { ChangedFile } from "../intake/pull-snapshot.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { statusOf } from "./github-error.ts";
import type { Head } from "./read-head.ts";

/** What a branch changed since it left another, as GitHub's own diff shows it. */
export interface Comparison {
  readonly mergeBase: Head;
  /** Up to 300, whatever the number of files. */
  readonly files: readonly ComparedFile[];
}

export interface ComparedFile extends ChangedFile {
  /** Lines at the head that the diff shows: no comment can stand on another. Empty where GitHub shows none of the file. */
  readonly shown: readonly LineRange[];
}

/** First and last line, from 1. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** GitHub shows no more files of a comparison. */
export const mostComparedFiles = 300;

/**
 * Compares two commits from where they parted; undefined where they have nothing in common. Both are asked for by sha,
 * which also finds the commits of forks: pull requests bring them here.
 * https://docs.github.com/en/rest/commits/commits#compare-two-commits
 */
export async function readComparison(
  client: GithubClient,
  repository: RepositoryRef,
  base: string,
  head: string,
): Promise<Comparison | undefined> {
  const basehead = `${base}...${head}`;
  const known = client.cache.comparisons.get(basehead);
  if (known !== undefined) return known;
  try {
    // The first page holds all files; of the commits one is more than is needed.
    const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
      ...routeOf(repository),
      basehead,
      per_page: 1,
      page: 1,
    });
    const { sha, commit } = data.merge_base_commit;
    const comparison: Comparison = {
      mergeBase: { sha, treeSha: commit.tree.sha },
      files: (data.files ?? []).map((file) => ({
        path: file.filename,
        ...(file.previous_filename === undefined ? {} : { previousPath: file.previous_filename }),
        status: file.status,
        shown: shownLines(file.patch ?? ""),
      })),
    };
    client.cache.comparisons.set(basehead, comparison);
    return comparison;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** By the heads of its hunks: `@@ -1,3 +1,4 @@`. */
function shownLines(patch: string): readonly LineRange[] {
  return [...patch.matchAll(/^@@ -\d+(?:,\d+)? \+(?<start>\d+)(?:,(?<count>\d+))? @@/gm)].flatMap(({ groups }) => {
    const from = Number(groups?.["start"]);
    const count = Number(groups?.["count"] ?? 1);
    return count === 0 ? [] : [{ from, to: from + count - 1 }];
  });
}
