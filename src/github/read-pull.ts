import { isOurBranch } from "../intake/names.ts";
import type { PullRequest } from "../intake/pull-snapshot.ts";
import type { RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { Refused } from "./github-error.ts";
import { toRepositoryRef } from "./list-repositories.ts";
import { toPerson } from "./person.ts";

export type PullAnswer =
  /** Of a repository that is out of our reach, or never was a pull request. */
  | { readonly kind: "gone" }
  | {
      readonly kind: "pull";
      readonly pull: PullRequest;
      /** Made by our account from a branch of ours in the repository itself. */
      readonly ours: boolean;
      /** Nobody can write in the repository any more. */
      readonly archived: boolean;
      /** In its thread; those on lines of its diff are others. */
      readonly comments: number;
      /** More than a comparison shows, perhaps. */
      readonly changedFiles: number;
      /** GitHub's clock. */
      readonly now: string;
      /** As it is called now. */
      readonly repository: RepositoryRef;
    };

/** A pull request by its number. https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request */
export async function readPull(client: GithubClient, repository: RepositoryRef, number: number): Promise<PullAnswer> {
  try {
    const { data, headers } = await client.octokit.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
      ...routeOf(repository),
      pull_number: number,
    });
    // octokit follows the redirect of a repository that was renamed; its id tells it from another of the old name.
    const present = toRepositoryRef(data.base.repo);
    if (present.id !== repository.id) return { kind: "gone" };
    // The head's repository is null once it is deleted, whatever the types say.
    const from = data.head.repo as typeof data.head.repo | null;
    const author = toPerson(data.user);
    const sent = Date.parse(headers.date ?? "");
    const pull: PullRequest = {
      number: data.number,
      title: data.title,
      body: data.body ?? "",
      url: data.html_url,
      author,
      state: data.state === "open" ? "open" : data.merged ? "merged" : "closed",
      draft: data.draft ?? false,
      locked: data.locked,
      createdAt: data.created_at,
      labels: data.labels.map((label) => label.name),
      base: data.base.ref,
      head: {
        sha: data.head.sha,
        ref: data.head.ref,
        ...(from === null ? {} : { repository: { id: Number(from.id), owner: from.owner.login, name: from.name } }),
      },
      conflicts: data.mergeable === null ? undefined : !data.mergeable,
    };
    return {
      kind: "pull",
      pull,
      ours: author.id === client.self.id && from?.id === repository.id && isOurBranch(pull.head.ref),
      archived: data.base.repo.archived,
      comments: data.comments,
      changedFiles: data.changed_files,
      now: (Number.isNaN(sent) ? new Date() : new Date(sent)).toISOString(),
      repository: present,
    };
  } catch (error) {
    if (error instanceof Refused && error.reason === "gone") return { kind: "gone" };
    throw error;
  }
}
