import { announce } from "./announce.ts";
import { isAtLeast, requireRole, roleOf } from "./gate.ts";
import { callerOf, printComment, readIssue, searchFor } from "./issue-json.ts";
import { checkBody, requireIssueWrite } from "./issue-rights.ts";
import { numberAt, objectAt, textAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { invalid, refuse } from "./refusal.ts";
import type { Answer, Needs, RepositoryCall, Route, World } from "./world.ts";
import { accountOf, timestamp } from "./world.ts";

const read: Needs = [{ issues: "read" }, { pull_requests: "read" }];
const write: Needs = [{ issues: "write" }, { pull_requests: "write" }];

export const commentRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:owner/:repo/issues/comments", app: read, person: "none", handle: listComments },
  { method: "GET", path: "/repos/:owner/:repo/issues/comments/:id", app: read, person: "none", handle: showComment },
  { method: "PATCH", path: "/repos/:owner/:repo/issues/comments/:id", app: write, person: "read", handle: editComment },
  {
    method: "DELETE",
    path: "/repos/:owner/:repo/issues/comments/:id",
    app: write,
    person: "read",
    handle: deleteComment,
  },
  {
    method: "GET",
    path: "/repos/:owner/:repo/issues/:number/comments",
    app: read,
    person: "none",
    handle: listComments,
  },
  { method: "POST", path: "/repos/:owner/:repo/issues/:number/comments", app: write, person: "read", handle: comment },
];

async function listComments(world: World, call: RepositoryCall): Promise<Answer> {
  const number = call.params["number"];
  if (number !== undefined) await readIssue(world, call.repository, number);
  const answer = await world.emulator.send(callerOf(world, call.actor), "GET", call.path + searchFor(call));
  const body = Array.isArray(answer.body)
    ? answer.body.map((raw: unknown) => printComment(world, call.repository, raw))
    : answer.body;
  return { status: answer.status, body, headers: answer.link === undefined ? {} : { link: answer.link } };
}

async function showComment(world: World, call: RepositoryCall): Promise<Answer> {
  return { status: 200, body: await readComment(world, call) };
}

async function comment(world: World, call: RepositoryCall): Promise<Answer> {
  const { repository, actor } = call;
  const number = Number(call.params["number"]);
  const issue = await readIssue(world, repository, number);
  requireIssueWrite(repository, actor, number);
  const isWriter = actor.kind === "app" || isAtLeast(roleOf(repository, accountOf(actor).login), "write");
  if (issue.locked === true && !isWriter) throw refuse(403, "Unable to create comment because issue is locked.");
  checkComment(call.body);
  const raw = await world.emulator.ask(callerOf(world, actor), "POST", call.path, call.body);
  const made = printComment(world, repository, raw);
  await tell(world, call, made, { action: "created" });
  return { status: 201, body: made };
}

async function editComment(world: World, call: RepositoryCall): Promise<Answer> {
  const before = await readComment(world, call);
  requireOwnOrWrite(call, before);
  checkComment(call.body);
  const raw = await world.emulator.ask(callerOf(world, call.actor), "PATCH", call.path, call.body);
  const isApp = call.actor.kind === "app";
  world.commentEdits.set(Number(before.id), isApp ? timestamp() : laterThan(textAt(before, "created_at") ?? ""));
  const made = printComment(world, call.repository, raw);
  await tell(world, call, made, { action: "edited", changes: { body: { from: before.body } } });
  return { status: 200, body: made };
}

async function deleteComment(world: World, call: RepositoryCall): Promise<Answer> {
  const before = await readComment(world, call);
  requireOwnOrWrite(call, before);
  await world.emulator.ask(callerOf(world, call.actor), "DELETE", call.path);
  await tell(world, call, before, { action: "deleted" });
  return { status: 204 };
}

async function readComment(world: World, call: RepositoryCall): Promise<JsonObject> {
  const raw = await world.emulator.ask({ kind: "person", login: world.owner.login }, "GET", call.path);
  return printComment(world, call.repository, raw);
}

async function tell(world: World, call: RepositoryCall, made: JsonObject, payload: JsonObject): Promise<void> {
  const issue = await readIssue(world, call.repository, numberOf(made));
  announce(world, call.repository, accountOf(call.actor), "issue_comment", { ...payload, issue, comment: made });
}

function requireOwnOrWrite(call: RepositoryCall, before: JsonObject): void {
  requireIssueWrite(call.repository, call.actor, numberOf(before));
  const isAuthor = numberAt(objectAt(before, "user"), "id") === accountOf(call.actor).id;
  if (!isAuthor) requireRole(call.repository, call.actor, "write");
}

function numberOf(made: JsonObject): number {
  return Number(/\d+$/u.exec(textAt(made, "issue_url") ?? "")?.[0]);
}

function checkComment(body: JsonObject): void {
  const text = textAt(body, "body");
  if (text === undefined || text.trim() === "") {
    throw invalid([{ resource: "IssueComment", field: "body", code: "missing_field" }]);
  }
  checkBody("IssueComment", text);
}

/**
 * A person's edit shows in `updated_at` even within the second of the writing: people are slower than a test. The App's
 * edits have the true time: a second too late, an approval right after one would be taken for an earlier one.
 */
function laterThan(time: string): string {
  const now = timestamp();
  if (now > time) return now;
  return new Date(Date.parse(time) + 1000).toISOString().replace(/\.\d+Z$/u, "Z");
}
