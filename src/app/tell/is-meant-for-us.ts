import { Outage } from "../../github/github-error.ts";
import { readBase } from "../../github/read-base.ts";
import { readComparison } from "../../github/read-comparison.ts";
import { readPull } from "../../github/read-pull.ts";
import { findTouched } from "../../github/read-touched.ts";
import { maySuggest } from "../../intake/may-suggest.ts";
import { recogniseIssue } from "../../intake/recognise-issue.ts";
import type { Comment, Issue, RepositoryRef } from "../../intake/snapshot.ts";
import { outputPaths } from "../../render/output-paths.ts";
import type { Shell } from "../looks/shell.ts";

type Reader = Pick<Shell, "github" | "words">;

/**
 * Whether an open issue is a suggestion by its own words, or by its author's `/suggest`: the form is ours also where the
 * list cannot be read, anything else only where a list wants links. Rejects with an `Outage`.
 */
export async function isSuggestion(
  { github, words }: Reader,
  repository: RepositoryRef,
  issue: Issue,
  comments: readonly Comment[],
): Promise<boolean> {
  if (issue.state !== "open") return false;
  const recognised = recogniseIssue(issue);
  const isAsked = comments.some(({ author, body }) => author.id === issue.author.id && maySuggest(body));
  if (recognised === undefined && !isAsked) return false;
  return unlessUnknown(recognised === "form", async () => {
    const read = await readBase(github, repository, words.packaged);
    return read !== undefined && (recognised === "form" || isAsked || read.base.configuration.intake === "link");
  });
}

/** Whether an open pull request of a person changes something of ours; where that cannot be found out, none does. */
export async function touchesList(
  { github, words }: Reader,
  repository: RepositoryRef,
  number: number,
): Promise<boolean> {
  return unlessUnknown(false, async () => {
    const answer = await readPull(github, repository, number);
    if (answer.kind === "gone" || answer.ours || answer.archived) return false;
    const { state, draft, locked, base: into, head, author } = answer.pull;
    if (state !== "open" || draft || locked || into !== repository.defaultBranch || author.type === "Bot") return false;
    const read = await readBase(github, repository, words.packaged);
    if (read === undefined) return false;
    const { sha, listPath, configuration } = read.base;
    const comparison = await readComparison(github, repository, sha, head.sha);
    const ours = { listPath, outputs: outputPaths(configuration) };
    const touched = comparison && findTouched(comparison.files, ours);
    return touched !== undefined && (touched.list || touched.outputs.length + touched.settings.length > 0);
  });
}

/** What kept a look from its end may keep this from its answer. */
async function unlessUnknown(otherwise: boolean, ask: () => Promise<boolean>): Promise<boolean> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Outage) throw error;
    return otherwise;
  }
}
