import { announceIssue, changeIssue, announceChange } from "./change-issue.ts";
import { callerOf, printIssue, readIssue, searchFor } from "./issue-json.ts";
import { allowedPatch, checkTexts, mayTriage, requireIssueWrite, withoutUndefined } from "./issue-rights.ts";
import { listAt, numberAt } from "./json.ts";
import { checkReopen } from "./reopen-pull.ts";
import type { Answer, Needs, RepositoryCall, Route, World } from "./world.ts";

const read: Needs = [{ issues: "read" }, { pull_requests: "read" }];
const write: Needs = [{ issues: "write" }, { pull_requests: "write" }];

export const issueRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:owner/:repo/issues", app: [{ issues: "read" }], person: "none", handle: listIssues },
  { method: "POST", path: "/repos/:owner/:repo/issues", app: [{ issues: "write" }], person: "read", handle: openIssue },
  {
    method: "GET",
    path: "/repos/:owner/:repo/issues/:number",
    app: [{ issues: "read" }],
    person: "none",
    handle: showIssue,
  },
  { method: "PATCH", path: "/repos/:owner/:repo/issues/:number", app: write, person: "read", handle: editIssue },
  { method: "PUT", path: "/repos/:owner/:repo/issues/:number/lock", app: write, person: "triage", handle: lock },
  { method: "DELETE", path: "/repos/:owner/:repo/issues/:number/lock", app: write, person: "triage", handle: lock },
  { method: "GET", path: "/repos/:owner/:repo/issues/:number/events", app: read, person: "none", handle: listEvents },
  { method: "GET", path: "/repos/:owner/:repo/issues/:number/timeline", app: read, person: "none", handle: listEvents },
  {
    method: "POST",
    path: "/repos/:owner/:repo/issues/:number/assignees",
    app: write,
    person: "triage",
    handle: assign,
  },
  {
    method: "DELETE",
    path: "/repos/:owner/:repo/issues/:number/assignees",
    app: write,
    person: "triage",
    handle: assign,
  },
];

async function listIssues(world: World, call: RepositoryCall): Promise<Answer> {
  const answer = await world.emulator.send(callerOf(world, call.actor), "GET", call.path + searchFor(call));
  const body = Array.isArray(answer.body)
    ? answer.body
        .filter((raw) => !call.repository.deletedIssues.has(numberAt(raw, "number") ?? 0))
        .map((raw: unknown) => printIssue(world, call.repository, raw))
    : answer.body;
  return { status: answer.status, body, headers: answer.link === undefined ? {} : { link: answer.link } };
}

async function openIssue(world: World, call: RepositoryCall): Promise<Answer> {
  const { repository, actor } = call;
  checkTexts(call.body);
  // From somebody without the right to them, labels and the like are left out without a word.
  const { labels, assignees, milestone, ...words } = call.body;
  const body = mayTriage(repository, actor) ? { ...words, labels: labels ?? [], assignees, milestone } : words;
  const made = await world.emulator.ask(callerOf(world, actor), "POST", call.path, withoutUndefined(body));
  const issue = printIssue(world, repository, made);
  await announceIssue(world, repository, actor, issue, { action: "opened" });
  for (const label of listAt(issue, "labels")) {
    await announceIssue(world, repository, actor, issue, { action: "labeled", label });
  }
  return { status: 201, body: issue };
}

async function showIssue(world: World, call: RepositoryCall): Promise<Answer> {
  return { status: 200, body: await readIssue(world, call.repository, call.params["number"] ?? "") };
}

async function editIssue(world: World, call: RepositoryCall): Promise<Answer> {
  const { repository, actor } = call;
  const number = Number(call.params["number"]);
  const before = await readIssue(world, repository, number);
  requireIssueWrite(repository, actor, number);
  const patch = allowedPatch(repository, actor, before, call.body);
  const pull = repository.pulls.get(number);
  if (pull?.state === "closed" && patch.state === "open") checkReopen(repository, pull);
  const body = await changeIssue(world, repository, actor, number, patch);
  return { status: 200, body };
}

async function lock(world: World, call: RepositoryCall): Promise<Answer> {
  return thenAnnounce(world, call, 204);
}

async function assign(world: World, call: RepositoryCall): Promise<Answer> {
  return thenAnnounce(world, call, call.method === "POST" ? 201 : 200);
}

/** The emulator does it; the front tells about it. */
async function thenAnnounce(world: World, call: RepositoryCall, status: number): Promise<Answer> {
  const number = Number(call.params["number"]);
  const before = await readIssue(world, call.repository, number);
  requireIssueWrite(call.repository, call.actor, number);
  await world.emulator.ask(callerOf(world, call.actor), call.method, call.path, call.body);
  await announceChange(world, call.repository, call.actor, before);
  if (status === 204) return { status };
  return { status, body: await readIssue(world, call.repository, number) };
}

async function listEvents(world: World, call: RepositoryCall): Promise<Answer> {
  const answer = await world.emulator.send(callerOf(world, call.actor), "GET", call.path + searchFor(call));
  return { status: answer.status, body: answer.body, headers: answer.link === undefined ? {} : { link: answer.link } };
}
