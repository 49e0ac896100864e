import type { Rendered } from "../intake/plan-regeneration.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { blobSha } from "./blob-sha.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { hasOnlyEmptyRegions } from "./has-only-empty-regions.ts";
import { readBaseAt, type ReadBase } from "./read-base.ts";
import type { Head } from "./read-head.ts";
import { memoryOf } from "./repository-memory.ts";

export interface HandEditRules {
  readonly packagedTemplates: ReadonlyMap<string, string>;
  /** Renders the outputs of a commit's list into these present texts. */
  readonly render: (read: ReadBase, files: Readonly<Record<string, string | undefined>>) => Promise<Rendered>;
}

export interface PresentOutputs {
  readonly head: Head;
  readonly files: Readonly<Record<string, string | undefined>>;
  /** Only those that are to be written. */
  readonly paths: readonly string[];
}

/** An output that a person wrote, and the newest commits that changed it. */
export interface EditedOutput {
  readonly path: string;
  readonly commits: readonly (Head & { readonly ours: boolean })[];
}

/**
 * Which outputs hold what nobody of us wrote: their last commit is a person's, and neither the list of that commit
 * nor that of our last commit renders to what stands there. Regions compare as regions, for what is around them is kept.
 * No request for an output that this process wrote or has looked into before.
 */
export async function findEditedByHand(
  client: GithubClient,
  repository: RepositoryRef,
  present: PresentOutputs,
  rules: HandEditRules,
): Promise<readonly EditedOutput[]> {
  const { written } = memoryOf(client.memory, repository);
  const edited: EditedOutput[] = [];
  const rendered = new Map<string, ReturnType<HandEditRules["render"]>>();
  // One rendering of a commit answers for every output.
  const once: HandEditRules = {
    ...rules,
    render: (read, files) => {
      const known = rendered.get(read.base.sha) ?? rules.render(read, files);
      rendered.set(read.base.sha, known);
      return known;
    },
  };
  for (const path of present.paths) {
    const text = present.files[path];
    if (text === undefined || hasOnlyEmptyRegions(text)) continue;
    const key = `${path} ${blobSha(text)}`;
    if (written.has(key)) continue;
    const commits = await readCommitsOf(client, repository, path, present.head.sha);
    if (await isUntouched(client, repository, { output: { path, commits }, present, rules: once }))
      written.set(key, true);
    else edited.push({ path, commits });
  }
  return edited;
}

async function isUntouched(
  client: GithubClient,
  repository: RepositoryRef,
  {
    output: { path, commits },
    present,
    rules,
  }: { output: EditedOutput; present: PresentOutputs; rules: HandEditRules },
): Promise<boolean> {
  const [newest] = commits;
  if (newest === undefined || newest.ours) return true;
  const ours = commits.find((commit) => commit.ours);
  for (const head of [newest, ...(ours === undefined ? [] : [ours])]) {
    const then = await readBaseAt(client, repository, head, rules.packagedTemplates);
    if (then?.base.list === undefined) continue;
    // Into the present text, so that only what the list decides is compared.
    const rendered = await rules.render(then, present.files);
    if (rendered.files.some((file) => file.path === path && file.text === present.files[path])) return true;
  }
  return false;
}

/** The newest commits that changed a file. https://docs.github.com/en/rest/commits/commits#list-commits */
async function readCommitsOf(
  client: GithubClient,
  repository: RepositoryRef,
  path: string,
  sha: string,
): Promise<EditedOutput["commits"]> {
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/commits", {
    ...routeOf(repository),
    path,
    sha,
    per_page: 10,
  });
  return data.map(({ sha: commitSha, commit, author }) => {
    const known = client.cache.commits.get(commitSha)?.ours === true;
    const byAccount = author !== null && "id" in author && author.id === client.self.id;
    const ours = known || (byAccount && isRegeneration(commit.message));
    return { sha: commitSha, treeSha: commit.tree.sha, ours };
  });
}

/**
 * A squash of our pull request has our account as its author, whoever pushed to it before; it then has other words,
 * or names their commits below. Such a commit is compared with what its list renders to, as a person's is.
 */
function isRegeneration(message: string): boolean {
  return /^(?:Regenerate|Take over edits of) (?:README\.md|the outputs)(?: \(#\d+\))?\s*$/.test(message);
}
