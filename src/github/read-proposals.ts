import type { Person, Proposal, RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { statusOf } from "./github-error.ts";
import { findMarkedPart } from "./marked-part.ts";
import { toPerson } from "./person.ts";
import { memoryOf } from "./repository-memory.ts";

/**
 * Our pull requests from a branch of ours, newest first: made by our account, from this repository and no fork.
 * `body` is our marked part, the whole where that was taken out.
 * https://docs.github.com/en/rest/pulls/pulls#list-pull-requests
 */
export async function readProposals(
  client: GithubClient,
  repository: RepositoryRef,
  branch: string,
): Promise<readonly Proposal[]> {
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/pulls", {
    ...routeOf(repository),
    state: "all",
    head: `${repository.owner}:${branch}`,
    per_page: 100,
  });
  const proposals = data
    .filter(
      (pull) =>
        pull.user?.id === client.self.id &&
        pull.head.ref === branch &&
        // The head's repository is null once it is deleted, whatever the types say.
        (pull.head.repo as { id: number } | null)?.id === repository.id,
    )
    .map((pull): Proposal => ({
      number: pull.number,
      state: pull.state === "open" ? "open" : pull.merged_at === null ? "closed" : "merged",
      draft: pull.draft ?? false,
      base: pull.base.ref,
      body: findMarkedPart(pull.body ?? "") ?? pull.body ?? "",
      url: pull.html_url,
      ...(pull.closed_at === null ? {} : { closedAt: pull.closed_at }),
      headSha: pull.head.sha,
    }))
    .toSorted((a, b) => b.number - a.number);
  return addCloser(client, repository, proposals);
}

/** Who closed the newest one, when it is closed without a merge: that is what decides about another. */
async function addCloser(
  client: GithubClient,
  repository: RepositoryRef,
  proposals: readonly Proposal[],
): Promise<readonly Proposal[]> {
  const [newest, ...older] = proposals;
  if (newest?.state !== "closed" || older.some((proposal) => proposal.state === "open")) return proposals;
  const person = await readCloser(client, repository, newest);
  return person === undefined ? proposals : [{ ...newest, closedBy: person }, ...older];
}

/** Only the issue of a pull request says who closed it. https://docs.github.com/en/rest/issues/issues#get-an-issue */
async function readCloser(
  client: GithubClient,
  repository: RepositoryRef,
  proposal: Proposal,
): Promise<Person | undefined> {
  const { closers } = memoryOf(client.memory, repository);
  const key = `${proposal.number} ${proposal.closedAt ?? ""}`;
  const known = closers.get(key);
  if (known !== undefined) return known.person;
  try {
    const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}", {
      ...routeOf(repository),
      issue_number: proposal.number,
    });
    // Opened again meanwhile: nobody closed it.
    if (data.state !== "closed") return undefined;
    // An account that is deleted by now was a person's all the same; ours is not.
    const person = toPerson(data.closed_by);
    closers.set(key, { person });
    return person;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
