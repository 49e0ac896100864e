import { readIssue } from "./issue-json.ts";
import { textAt } from "./json.ts";
import type { JsonObject } from "./json.ts";
import { invalid, notFound } from "./refusal.ts";
import type { Answer, Needs, RepositoryCall, Route, World } from "./world.ts";
import { accountOf, fullNameOf, timestamp } from "./world.ts";

const read: Needs = [{ issues: "read" }];
const write: Needs = [{ issues: "write" }];
const contents = new Set(["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"]);
const onComment = "/repos/:owner/:repo/issues/comments/:comment/reactions";
const onIssue = "/repos/:owner/:repo/issues/:number/reactions";

export const reactionRoutes: readonly Route[] = [onComment, onIssue].flatMap((path): Route[] => [
  { method: "GET", path, app: read, person: "none", handle: list },
  { method: "POST", path, app: write, person: "read", handle: react },
  { method: "DELETE", path: `${path}/:reaction`, app: write, person: "read", handle: remove },
]);

async function list(world: World, call: RepositoryCall): Promise<Answer> {
  return { status: 200, body: (await open(world, call)).all };
}

async function react(world: World, call: RepositoryCall): Promise<Answer> {
  const content = textAt(call.body, "content") ?? "";
  if (!contents.has(content)) throw invalid([{ resource: "Reaction", code: "invalid", field: "content" }]);
  const { key, all } = await open(world, call);
  const user = accountOf(call.actor);
  const known = all.find((reaction) => reaction.content === content && reaction.user === user);
  if (known !== undefined) return { status: 200, body: known };
  const made: JsonObject = { id: world.nextId(), node_id: "", user, content, created_at: timestamp() };
  world.reactions.set(key, [...all, made]);
  return { status: 201, body: made };
}

async function remove(world: World, call: RepositoryCall): Promise<Answer> {
  const { key, all } = await open(world, call);
  const user = accountOf(call.actor);
  const found = all.find(({ id }) => String(id) === call.params["reaction"]);
  if (found === undefined || found.user !== user) throw notFound();
  world.reactions.set(
    key,
    all.filter((reaction) => reaction !== found),
  );
  return { status: 204 };
}

/** The reactions to an issue or comment that exists. */
async function open(world: World, call: RepositoryCall): Promise<{ key: string; all: JsonObject[] }> {
  const name = fullNameOf(call.repository);
  const { comment, number } = call.params;
  const owner = { kind: "person", login: world.owner.login } as const;
  if (comment === undefined) await readIssue(world, call.repository, number ?? "");
  else await world.emulator.ask(owner, "GET", `/repos/${name}/issues/comments/${comment}`);
  const key = comment === undefined ? `${name} issue ${number}` : `${name} comment ${comment}`;
  return { key, all: world.reactions.get(key) ?? [] };
}
