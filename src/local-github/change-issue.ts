import { announce } from "./announce.ts";
import { callerOf, readIssue } from "./issue-json.ts";
import { isObject, listAt, textAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { printPull } from "./pull-json.ts";
import type { Actor, Repository, World } from "./world.ts";
import { accountOf, fullNameOf } from "./world.ts";

/** Changes an issue or pull request in the actor's name, and tells what changed. The rights were looked at before. */
export async function changeIssue(
  world: World,
  repository: Repository,
  actor: Actor,
  number: number,
  patch: JsonObject,
): Promise<JsonObject> {
  const before = await readIssue(world, repository, number);
  const path = `/repos/${fullNameOf(repository)}/issues/${number}`;
  await world.emulator.ask(callerOf(world, actor), "PATCH", path, patch);
  const pull = repository.pulls.get(number);
  if (pull !== undefined && (patch.state === "open" || patch.state === "closed")) pull.state = patch.state;
  await announceChange(world, repository, actor, before);
  return readIssue(world, repository, number);
}

/** Sends the events for all that differs from how the issue was. */
export async function announceChange(
  world: World,
  repository: Repository,
  actor: Actor,
  before: JsonObject,
): Promise<void> {
  const number = Number(before.number);
  const after = await readIssue(world, repository, number);
  const changes = {
    ...(before.title === after.title ? {} : { title: { from: before.title } }),
    ...((before.body ?? "") === (after.body ?? "") ? {} : { body: { from: before.body } }),
  };
  const actions: JsonObject[] = [];
  if (Object.keys(changes).length > 0) actions.push({ action: "edited", changes });
  if (before.state !== after.state) actions.push({ action: after.state === "open" ? "reopened" : "closed" });
  if (before.locked !== after.locked) actions.push({ action: after.locked === true ? "locked" : "unlocked" });
  actions.push(...difference(before, after, "labels", "name", ["labeled", "unlabeled", "label"]));
  actions.push(...difference(before, after, "assignees", "login", ["assigned", "unassigned", "assignee"]));
  for (const payload of actions) await announceIssue(world, repository, actor, after, payload);
}

/** An event of an issue is one of a pull request where the issue is one. */
export async function announceIssue(
  world: World,
  repository: Repository,
  actor: Actor,
  issue: JsonObject,
  payload: JsonObject,
): Promise<void> {
  const number = Number(issue.number);
  const pull = repository.pulls.get(number);
  const about =
    pull === undefined ? { issue } : { number, pull_request: await printPull(world, repository, pull, issue, "event") };
  const event = pull === undefined ? "issues" : "pull_request";
  announce(world, repository, accountOf(actor), event, { ...payload, ...about });
}

/** What was added to and taken from a list of named things. */
function difference(
  before: JsonObject,
  after: JsonObject,
  field: string,
  name: string,
  [added, removed, key]: readonly [string, string, string],
): JsonObject[] {
  const had = listAt(before, field).filter((item) => isObject(item));
  const has = listAt(after, field).filter((item) => isObject(item));
  const isIn = (list: readonly JsonObject[], item: JsonObject): boolean =>
    list.some((other) => textAt(other, name) === textAt(item, name));
  return [
    ...had.filter((item) => !isIn(has, item)).map((item) => ({ action: removed, [key]: item })),
    ...has.filter((item) => !isIn(had, item)).map((item) => ({ action: added, [key]: item })),
  ];
}
