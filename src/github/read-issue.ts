import type { Issue, RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { Refused } from "./github-error.ts";
import { toRepositoryRef } from "./list-repositories.ts";
import { toPerson, type Account } from "./person.ts";

export type IssueAnswer =
  /** Deleted, transferred, or out of our reach. */
  | { readonly kind: "gone" }
  | { readonly kind: "pull-request" }
  | {
      readonly kind: "issue";
      readonly issue: Issue;
      readonly comments: number;
      /** GitHub's clock. */
      readonly now: string;
      /** As it is called now. */
      readonly repository: RepositoryRef;
    };

/** An issue by its number. https://docs.github.com/en/rest/issues/issues#get-an-issue */
export async function readIssue(client: GithubClient, repository: RepositoryRef, number: number): Promise<IssueAnswer> {
  try {
    const { data, headers } = await client.octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}", {
      ...routeOf(repository),
      issue_number: number,
    });
    if (data.pull_request !== undefined) return { kind: "pull-request" };
    const present = await locate(client, repository, data.repository_url);
    if (present === undefined) return { kind: "gone" };
    const sent = Date.parse(headers.date ?? "");
    const now = Number.isNaN(sent) ? new Date().toISOString() : new Date(sent).toISOString();
    return { kind: "issue", issue: toIssue(data), comments: data.comments, now, repository: present };
  } catch (error) {
    if (error instanceof Refused && error.reason === "gone") return { kind: "gone" };
    throw error;
  }
}

/**
 * octokit follows redirects, so an issue that was transferred is answered from where it is now.
 * A renamed repository looks the same; only its id tells the two apart, and one more request.
 */
async function locate(
  client: GithubClient,
  repository: RepositoryRef,
  repositoryUrl: string,
): Promise<RepositoryRef | undefined> {
  const [owner = "", name = ""] = repositoryUrl.split("/").slice(-2).map(decodeURIComponent);
  if (owner.toLowerCase() === repository.owner.toLowerCase() && name.toLowerCase() === repository.name.toLowerCase()) {
    return repository;
  }
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}", { owner, repo: name });
  const ref = toRepositoryRef(data);
  return ref.id === repository.id ? ref : undefined;
}

interface IssueData {
  readonly number: number;
  readonly title: string;
  readonly body?: string | null | undefined;
  readonly user: Account | null;
  readonly state: string;
  readonly state_reason?: string | null | undefined;
  readonly closed_by?: Account | null | undefined;
  readonly created_at: string;
  readonly labels: readonly (string | { readonly name?: string | null | undefined })[];
  readonly locked: boolean;
}

/** GitHub's issue as ours; missing texts are empty. */
export function toIssue(data: IssueData): Issue {
  return {
    number: data.number,
    title: data.title,
    body: data.body ?? "",
    author: toPerson(data.user),
    state: data.state === "closed" ? "closed" : "open",
    ...(typeof data.state_reason === "string" ? { stateReason: data.state_reason } : {}),
    ...(data.closed_by === null || data.closed_by === undefined ? {} : { closedBy: toPerson(data.closed_by) }),
    createdAt: data.created_at,
    labels: data.labels.map((label) => (typeof label === "string" ? label : (label.name ?? ""))),
    locked: data.locked,
  };
}
