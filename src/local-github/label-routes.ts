import { announceChange } from "./change-issue.ts";
import { callerOf, readIssue } from "./issue-json.ts";
import { requireIssueWrite } from "./issue-rights.ts";
import { isObject, listAt, textAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { invalid, notFound } from "./refusal.ts";
import type { Answer, Needs, RepositoryCall, Route, World } from "./world.ts";
import { fullNameOf } from "./world.ts";

const read: Needs = [{ issues: "read" }, { pull_requests: "read" }];
const write: Needs = [{ issues: "write" }, { pull_requests: "write" }];
const longestName = 50;
const longestDescription = 100;
const onIssue = "/repos/:owner/:repo/issues/:number/labels";

export const labelRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:owner/:repo/labels", app: read, person: "none", handle: forward },
  { method: "POST", path: "/repos/:owner/:repo/labels", app: write, person: "write", handle: makeLabel },
  { method: "GET", path: "/repos/:owner/:repo/labels/:name", app: read, person: "none", handle: forwardNamed },
  { method: "PATCH", path: "/repos/:owner/:repo/labels/:name", app: write, person: "write", handle: forwardNamed },
  { method: "DELETE", path: "/repos/:owner/:repo/labels/:name", app: write, person: "write", handle: forwardNamed },
  { method: "GET", path: onIssue, app: read, person: "none", handle: forward },
  { method: "POST", path: onIssue, app: write, person: "triage", handle: changeLabels },
  { method: "PUT", path: onIssue, app: write, person: "triage", handle: changeLabels },
  { method: "DELETE", path: onIssue, app: write, person: "triage", handle: changeLabels },
  { method: "DELETE", path: `${onIssue}/:name`, app: write, person: "triage", handle: changeLabels },
];

async function forward(world: World, call: RepositoryCall): Promise<Answer> {
  const answer = await world.emulator.send(
    callerOf(world, call.actor),
    call.method,
    call.path + call.search,
    call.body,
  );
  return { status: answer.status, body: answer.body, headers: answer.link === undefined ? {} : { link: answer.link } };
}

async function forwardNamed(world: World, call: RepositoryCall): Promise<Answer> {
  const names = await readNames(world, call);
  const name = asKnown(names, call.params["name"] ?? "");
  if (!names.includes(name)) throw notFound();
  const path = `/repos/${fullNameOf(call.repository)}/labels/${encodeURIComponent(name)}`;
  return forward(world, { ...call, path });
}

async function makeLabel(world: World, call: RepositoryCall): Promise<Answer> {
  const name = textAt(call.body, "name");
  if (name === undefined || name.trim() === "") {
    throw invalid([{ resource: "Label", code: "missing_field", field: "name" }]);
  }
  if (name.length > longestName) {
    const message = `name is too long (maximum is ${longestName} characters)`;
    throw invalid([{ resource: "Label", code: "custom", field: "name", message }]);
  }
  if ((textAt(call.body, "description") ?? "").length > longestDescription) {
    const message = `description is too long (maximum is ${longestDescription} characters)`;
    throw invalid([{ resource: "Label", code: "custom", field: "description", message }]);
  }
  if (!/^[0-9a-f]{6}$/iu.test(textAt(call.body, "color") ?? "ededed")) {
    throw invalid([{ resource: "Label", code: "invalid", field: "color" }]);
  }
  const names = await readNames(world, call);
  if (names.includes(asKnown(names, name))) {
    throw invalid([{ resource: "Label", code: "already_exists", field: "name" }]);
  }
  return forward(world, { ...call, body: { color: "ededed", ...call.body } });
}

async function changeLabels(world: World, call: RepositoryCall): Promise<Answer> {
  const { repository, actor } = call;
  const number = Number(call.params["number"]);
  const before = await readIssue(world, repository, number);
  requireIssueWrite(repository, actor, number);
  const names = await readNames(world, call);
  const asked = listAt(call.body, "labels").map((label) => textAt(label, "name") ?? label);
  const body: JsonObject = {
    labels: asked.map((name) => (typeof name === "string" ? asKnown(names, name) : name)),
  };
  const one = call.params["name"];
  const base = `/repos/${fullNameOf(repository)}/issues/${number}/labels`;
  if (one !== undefined && !hasLabel(before, asKnown(names, one))) throw notFound();
  const path = one === undefined ? base : `${base}/${encodeURIComponent(asKnown(names, one))}`;
  const answer = await world.emulator.ask(callerOf(world, actor), call.method, path, body);
  await announceChange(world, repository, actor, before);
  return answer === undefined ? { status: 204 } : { status: 200, body: answer };
}

function hasLabel(issue: JsonObject, name: string): boolean {
  return listAt(issue, "labels").some((label) => textAt(label, "name") === name);
}

/** On GitHub "Bug" and "bug" are one label, written as it was first. */
function asKnown(names: readonly string[], name: string): string {
  return names.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;
}

async function readNames(world: World, call: RepositoryCall): Promise<readonly string[]> {
  const path = `/repos/${fullNameOf(call.repository)}/labels?per_page=100`;
  const labels = await world.emulator.ask({ kind: "person", login: world.owner.login }, "GET", path);
  return Array.isArray(labels)
    ? labels.filter((label) => isObject(label)).map((label) => textAt(label, "name") ?? "")
    : [];
}
