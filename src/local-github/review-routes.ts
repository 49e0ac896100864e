import { announce } from "./announce.ts";
import { roleOf } from "./gate.ts";
import { readIssue } from "./issue-json.ts";
import { textAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { printPull } from "./pull-json.ts";
import { notFound, refuse } from "./refusal.ts";
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
  const pullUrl = `${world.url}/repos/${fullNameOf(repository)}/pulls/${pull.number}`;
  const page = `${world.url}/${fullNameOf(repository)}/pull/${pull.number}`;
  const made: JsonObject = {
    id: world.nextId(),
    node_id: "",
    user,
    body: textAt(body, "body") ?? "",
    state,
    html_url: page,
    pull_request_url: pullUrl,
    _links: { html: { href: page }, pull_request: { href: pullUrl } },
    author_association: roleOf(repository, login) === "admin" ? "OWNER" : "COLLABORATOR",
    submitted_at: timestamp(),
    commit_id: pull.headSha,
  };
  pull.reviews = [...pull.reviews, made];
  const about = await printPull(world, repository, pull, issue, "event");
  announce(world, repository, user, "pull_request_review", { action: "submitted", review: made, pull_request: about });
  return { status: 200, body: made };
}

function find({ repository, params }: RepositoryCall): Pull {
  const pull = repository.pulls.get(Number(params["number"]));
  if (pull === undefined) throw notFound();
  return pull;
}
