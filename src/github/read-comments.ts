import { withinBudget } from "../intake/comment-budget.ts";
import type { Comment, RepositoryRef } from "../intake/snapshot.ts";
import { routeOf, type GithubClient } from "./client.ts";
import { toPerson } from "./person.ts";

const pageSize = 100;
const maxPages = 10;
/** As GitHub says it beside a comment: it may know of less, so it never gives anybody a right. */
const members: ReadonlySet<string> = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

/**
 * The comments of a thread, oldest first, as far as a crowd may make us read: of more than 1,000 the first hundred and the
 * newest nine hundred or so, ours being among the first and commands that matter among the last; and of commands what
 * `withinBudget` leaves.
 * https://docs.github.com/en/rest/issues/comments#list-issue-comments
 *
 * @param count how many there are, as far as it is known; pages that came since are read too
 * @param openedBy id of who opened the issue or pull request
 */
export async function readComments(
  client: GithubClient,
  repository: RepositoryRef,
  issue: number,
  count: number,
  openedBy?: number,
): Promise<readonly Comment[]> {
  const comments: Comment[] = [];
  let pages = Math.ceil(count / pageSize);
  for (let page = 1; ; page = Math.max(page + 1, pages - maxPages + 2)) {
    const { found, last } = await readPage(client, repository, issue, page);
    comments.push(...found);
    pages = Math.max(pages, last);
    if (found.length < pageSize) break;
  }
  const kept = withinBudget(comments, openedBy);
  if (pages > maxPages || kept.length < comments.length) {
    const left = comments.length - kept.length;
    client.log.warn({ repository: repository.id, issue, pages, left }, "more comments than are read");
  }
  return kept;
}

async function readPage(
  client: GithubClient,
  repository: RepositoryRef,
  issue: number,
  page: number,
): Promise<{ readonly found: readonly Comment[]; readonly last: number }> {
  const { data, headers } = await client.octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    ...routeOf(repository),
    issue_number: issue,
    per_page: pageSize,
    page,
  });
  const found = data.map((comment) => ({
    id: Number(comment.id),
    author: toPerson(comment.user),
    body: comment.body ?? "",
    createdAt: comment.created_at,
    updatedAt: comment.updated_at,
    ...(members.has(comment.author_association ?? "") && { byMember: true as const }),
  }));
  return { found, last: Number(/[?&]page=(\d{1,6})[^>]{0,200}>; rel="last"/.exec(headers.link ?? "")?.[1] ?? 0) };
}
