import { hasAll, isAtLeast, notAccessible, requireRole, roleOf } from "./gate.ts";
import { numberAt, objectAt, textAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { invalid, refuse } from "./refusal.ts";
import type { Actor, Needs, Repository } from "./world.ts";
import { accountOf } from "./world.ts";

const write: Needs = [{ issues: "write" }, { pull_requests: "write" }];
const longestBody = 65_536;
const longestTitle = 256;

/** Of what was asked, what this actor may change; throws where that is nothing. */
export function allowedPatch(repository: Repository, actor: Actor, before: JsonObject, asked: JsonObject): JsonObject {
  checkTexts({ title: before.title, ...asked });
  const isAuthor = actor.kind === "person" && numberAt(objectAt(before, "user"), "id") === actor.account.id;
  if (!isAuthor) requireRole(repository, actor, "triage");
  if (!isAuthor && (asked.title !== undefined || asked.body !== undefined)) requireRole(repository, actor, "write");
  const { labels, assignees, milestone, ...own } = asked;
  const mayAll = mayTriage(repository, actor);
  const wasClosedByOther = numberAt(objectAt(before, "closed_by"), "id") !== accountOf(actor).id;
  if (asked.state === "open" && before.state === "closed" && !mayAll && wasClosedByOther) {
    throw refuse(403, "Must have admin rights to Repository.");
  }
  return withoutUndefined(mayAll ? { ...own, labels, assignees, milestone } : own);
}

/** An App with only one of the two permissions may write to that kind alone. */
export function requireIssueWrite(repository: Repository, actor: Actor, number: number): void {
  if (actor.kind !== "app") return;
  const needs = repository.pulls.has(number) ? write : [{ issues: "write" } as const];
  if (!needs.some((wanted) => hasAll(actor.permissions, wanted))) throw notAccessible(needs);
}

export function mayTriage(repository: Repository, actor: Actor): boolean {
  if (actor.kind === "app") return true;
  return actor.kind === "person" && isAtLeast(roleOf(repository, actor.account.login), "triage");
}

/** Refuses what GitHub finds empty or too long. */
export function checkTexts(body: JsonObject): void {
  const title = textAt(body, "title");
  if (title === undefined || title.trim() === "") {
    throw invalid([{ resource: "Issue", field: "title", code: "missing_field" }]);
  }
  if (title.length > longestTitle) {
    const message = `title is too long (maximum is ${longestTitle} characters)`;
    throw invalid([{ resource: "Issue", field: "title", code: "custom", message }]);
  }
  checkBody("Issue", textAt(body, "body"));
}

export function checkBody(resource: string, body: string | undefined): void {
  if (body === undefined || body.length <= longestBody) return;
  const message = `body is too long (maximum is ${longestBody} characters)`;
  throw invalid([{ resource, field: "body", code: "custom", message }]);
}

export function withoutUndefined(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
