import { printApp } from "./announce.ts";
import type { EmulatorCaller } from "./emulator.ts";
import { isObject, numberAt, objectAt, textAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { notFound, refuse } from "./refusal.ts";
import type { Actor, Call, Repository, World } from "./world.ts";
import { fullNameOf } from "./world.ts";

/** In whose name the emulator is asked. Anonymous readers see what the owner sees: all is public. */
export function callerOf(world: World, actor: Actor): EmulatorCaller {
  if (actor.kind === "app") return { kind: "app" };
  return { kind: "person", login: actor.kind === "person" ? actor.account.login : world.owner.login };
}

/** The query for the emulator, whose times are finer: what happened within the second of `since` counts. */
export function searchFor(call: Call): string {
  const since = call.query.get("since");
  if (since === null) return call.search;
  const query = new URLSearchParams(call.query);
  query.set("since", since.replace(/Z$/u, ".000Z"));
  return `?${query.toString()}`;
}

/** An issue, or a pull request as an issue, as it is now. */
export async function readIssue(world: World, repository: Repository, number: string | number): Promise<JsonObject> {
  if (!/^\d+$/u.test(String(number))) throw notFound();
  if (repository.deletedIssues.has(Number(number))) throw refuse(410, "This issue was deleted");
  const owner = { kind: "person", login: world.owner.login } as const;
  const path = `/repos/${fullNameOf(repository)}/issues/${number}`;
  return printIssue(world, repository, await world.emulator.ask(owner, "GET", path));
}

/** The emulator's issue as GitHub prints it. A pull request is stored as an issue, and shown as both. */
export function printIssue(world: World, repository: Repository, raw: unknown): JsonObject {
  if (!isObject(raw)) throw notFound();
  const pull = repository.pulls.get(numberAt(raw, "number") ?? 0);
  const issue = { ...raw, ...printAuthor(world, repository, raw) };
  if (pull === undefined) return issue;
  const page = `${world.url}/${fullNameOf(repository)}/pull/${pull.number}`;
  const url = `${world.url}/repos/${fullNameOf(repository)}/pulls/${pull.number}`;
  return {
    ...issue,
    html_url: page,
    state_reason: null,
    draft: pull.draft,
    pull_request: {
      url,
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: pull.mergedAt ?? null,
    },
  };
}

export function printComment(world: World, repository: Repository, raw: unknown): JsonObject {
  if (!isObject(raw)) throw notFound();
  const editedAt = world.commentEdits.get(numberAt(raw, "id") ?? 0);
  const number = Number(/\d+$/u.exec(textAt(raw, "issue_url") ?? "")?.[0]);
  const page = textAt(raw, "html_url") ?? "";
  return {
    ...raw,
    ...printAuthor(world, repository, raw),
    html_url: repository.pulls.has(number) ? page.replace("/issues/", "/pull/") : page,
    updated_at: editedAt ?? textAt(raw, "created_at"),
  };
}

function printAuthor(world: World, repository: Repository, raw: JsonObject): JsonObject {
  const user = objectAt(raw, "user");
  const login = (textAt(user, "login") ?? "").toLowerCase();
  const role = repository.roles.get(login) ?? "none";
  const isOwner = login === repository.owner.toLowerCase();
  return {
    author_association: isOwner ? "OWNER" : role === "none" ? "NONE" : "COLLABORATOR",
    performed_via_github_app: numberAt(user, "id") === world.bot.id ? printApp(world) : null,
  };
}
