import type { Comment, RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { toPerson } from "./person.ts";

const pageSize = 100;
const maxPages = 10;

/**
 * The comments of a thread, oldest first. Of more than 1,000 the first hundred and the newest nine hundred or so:
 * ours is among the first, commands that matter are among the last.
 * https://docs.github.com/en/rest/issues/comments#list-issue-comments
 *
 * @param count how many there were at the read of the issue; pages that came since are read too
 */
export async function readComments(
  client: GithubClient,
  repository: RepositoryRef,
  issue: number,
  count: number,
): Promise<readonly Comment[]> {
  const pages = Math.max(1, Math.ceil(count / pageSize));
  const first = await readPage(client, repository, issue, 1);
  if (first.length < pageSize) return first;
  const comments = [...first];
  if (pages > maxPages) {
    client.log.warn({ repository: repository.id, issue, comments: count }, "more comments than are read");
  }
  let page = Math.max(2, pages - maxPages + 2);
  for (;;) {
    const next = await readPage(client, repository, issue, page);
    comments.push(...next);
    if (next.length < pageSize) return comments;
    page += 1;
  }
}

async function readPage(
  client: GithubClient,
  repository: RepositoryRef,
  issue: number,
  page: number,
): Promise<readonly Comment[]> {
  const { data } = await client.octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    ...routeOf(repository),
    issue_number: issue,
    per_page: pageSize,
    page,
  });
  return data.map((comment) => ({
    id: Number(comment.id),
    author: toPerson(comment.user),
    body: comment.body ?? "",
    createdAt: comment.created_at,
    updatedAt: comment.updated_at,
  }));
}
