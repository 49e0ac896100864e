import { announce } from "./announce.ts";
import { countLines } from "./file-json.ts";
import { roleOf } from "./gate.ts";
import { diffFiles } from "./git-files.ts";
import { readIssue } from "./issue-json.ts";
import { isObject, listAt, numberAt, textAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { paged } from "./paged.ts";
import { mergeBaseOf, printPull } from "./pull-json.ts";
import { invalid, notFound, refuse } from "./refusal.ts";
import type { Answer, Pull, RepositoryCall, Route, World } from "./world.ts";
import { accountOf, fullNameOf, timestamp } from "./world.ts";

const path = "/repos/:owner/:repo/pulls/:number/reviews";
const states: Readonly<Record<string, string>> = {
  APPROVE: "APPROVED",
  REQUEST_CHANGES: "CHANGES_REQUESTED",
  COMMENT: "COMMENTED",
};

export const reviewRoutes: readonly Route[] = [
  { method: "GET", path, app: [{ pull_requests: "read" }], person: "none", handle: list },
  { method: "POST", path, app: [{ pull_requests: "write" }], person: "read", handle: review },
  {
    method: "GET",
    path: "/repos/:owner/:repo/pulls/:number/comments",
    app: [{ pull_requests: "read" }],
    person: "none",
    handle: listReviewComments,
  },
];

function list(_world: World, call: RepositoryCall): Answer {
  return { status: 200, body: find(call).reviews };
}

async function review(world: World, call: RepositoryCall): Promise<Answer> {
  const { repository, actor, body } = call;
  const pull = find(call);
  const state = states[textAt(body, "event") ?? ""];
  if (state === undefined) throw refuse(422, "Variable $event was provided invalid value");
  const issue = await readIssue(world, repository, pull.number);
  const user = accountOf(actor);
  const { login } = user;
  if (textAt(issue.user, "login") === login && state !== "COMMENTED") {
    throw refuse(
      422,
      state === "APPROVED"
        ? "Can not approve your own pull request"
        : "Can not request changes on your own pull request",
    );
  }
  const words = textAt(body, "body") ?? "";
  if (words === "" && state !== "APPROVED") throw refuse(422, "Unprocessable Entity");
  const wanted = listAt(body, "comments").filter((one) => isObject(one));
  for (const one of wanted) checkPlace(world, call, pull, one);
  const pullUrl = `${world.url}/repos/${fullNameOf(repository)}/pulls/${pull.number}`;
  const page = `${world.url}/${fullNameOf(repository)}/pull/${pull.number}`;
  const made: JsonObject = {
    id: world.nextId(),
    node_id: "",
    user,
    body: words,
    state,
    html_url: page,
    pull_request_url: pullUrl,
    _links: { html: { href: page }, pull_request: { href: pullUrl } },
    author_association: roleOf(repository, login) === "admin" ? "OWNER" : "COLLABORATOR",
    submitted_at: timestamp(),
    commit_id: textAt(body, "commit_id") ?? pull.headSha,
  };
  pull.reviews = [...pull.reviews, made];
  const comments = wanted.map((one) => printReviewComment(world, call, pull, made, one));
  pull.reviewComments = [...pull.reviewComments, ...comments];
  const about = await printPull(world, repository, pull, issue, "event");
  announce(world, repository, user, "pull_request_review", { action: "submitted", review: made, pull_request: about });
  return { status: 200, body: made };
}

function listReviewComments(world: World, call: RepositoryCall): Answer {
  const page = paged(world, call, find(call).reviewComments);
  return { status: 200, body: page.items, headers: page.headers };
}

/** A comment stands on lines that the diff shows, first and last; else GitHub takes none of the review. */
function checkPlace(world: World, { repository }: RepositoryCall, pull: Pull, comment: JsonObject): void {
  const base = mergeBaseOf(world, repository, pull);
  const treeOf = (sha: string | undefined): string | undefined => world.objects.commits.get(sha ?? "")?.tree;
  const changes = diffFiles(world.objects, treeOf(base), treeOf(pull.headSha));
  const change = changes.find((one) => one.path === textAt(comment, "path"));
  if (change === undefined) throw invalid([{ message: "Path could not be resolved" }]);
  const hunks = countLines(world.objects, change).patch ?? "";
  const shown = [...hunks.matchAll(/^@@ -\d+,\d+ \+(?<start>\d+),(?<count>\d+) @@/gmu)].map(({ groups }) => {
    const start = Number(groups?.["start"]);
    return { start, end: start + Number(groups?.["count"]) - 1 };
  });
  const last = numberAt(comment, "line") ?? 0;
  const first = numberAt(comment, "start_line") ?? last;
  const isShown = shown.some(({ start, end }) => start <= first && first <= last && last <= end);
  if (!isShown || textAt(comment, "side") === "LEFT") throw invalid([{ message: "Line could not be resolved" }]);
}

function printReviewComment(
  world: World,
  { repository, actor }: RepositoryCall,
  pull: Pull,
  of: JsonObject,
  comment: JsonObject,
): JsonObject {
  const id = world.nextId();
  const url = `${world.url}/repos/${fullNameOf(repository)}/pulls/comments/${id}`;
  const pullUrl = textAt(of, "pull_request_url") ?? "";
  const page = `${textAt(of, "html_url")}#discussion_r${id}`;
  const { path: file, body, line, start_line } = comment;
  const now = timestamp();
  return {
    id,
    node_id: "",
    url,
    pull_request_review_id: of.id,
    diff_hunk: "",
    path: file,
    position: line,
    original_position: line,
    commit_id: pull.headSha,
    original_commit_id: of.commit_id,
    user: accountOf(actor),
    body,
    created_at: now,
    updated_at: now,
    html_url: page,
    pull_request_url: pullUrl,
    author_association: of.author_association,
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: pullUrl } },
    start_line: start_line ?? null,
    original_start_line: start_line ?? null,
    start_side: start_line === undefined ? null : "RIGHT",
    line,
    original_line: line,
    side: "RIGHT",
    subject_type: "line",
  };
}

function find({ repository, params }: RepositoryCall): Pull {
  const pull = repository.pulls.get(Number(params["number"]));
  if (pull === undefined) throw notFound();
  return pull;
}
