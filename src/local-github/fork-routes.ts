import { printRepositoryFor } from "./app-routes.ts";
import { isObject, numberAt, textAt } from "./json.ts";
import { refuse } from "./refusal.ts";
import type { Answer, Repository, RepositoryCall, Route, World } from "./world.ts";
import { fullNameOf } from "./world.ts";

export const forkRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/repos/:owner/:repo/forks",
    app: [{ administration: "write", contents: "read" }],
    person: "read",
    handle: makeFork,
  },
  {
    method: "DELETE",
    path: "/repos/:owner/:repo",
    app: [{ administration: "write" }],
    person: "admin",
    handle: deleteRepository,
  },
];

/** Its branches are gone; what came from them into other repositories is not. */
function deleteRepository(world: World, { repository }: RepositoryCall): Answer {
  repository.deleted = true;
  repository.refs.clear();
  world.repositories.delete(fullNameOf(repository).toLowerCase());
  return { status: 204 };
}

/** A person's own copy, where the App is not installed and cannot write. */
async function makeFork(world: World, call: RepositoryCall): Promise<Answer> {
  const { repository, actor } = call;
  if (actor.kind !== "person") throw refuse(403, "Resource not accessible by integration");
  const { login } = actor.account;
  const known = world.repositories.get(`${login}/${repository.name}`.toLowerCase());
  if (known !== undefined) return { status: 202, body: printRepositoryFor(known, call) };
  const json = await world.emulator.ask({ kind: "person", login }, "POST", call.path, {});
  if (!isObject(json)) throw new Error("The emulator made no fork.");
  const fork: Repository = {
    id: numberAt(json, "id") ?? 0,
    owner: login,
    name: textAt(json, "name") ?? repository.name,
    defaultBranch: repository.defaultBranch,
    json,
    refs: new Map(repository.refs),
    pulls: new Map(),
    deletedIssues: new Set(),
    checkRuns: [],
    checkSuites: new Map(),
    protectedBranches: new Map(),
    roles: new Map(),
    pushedAt: undefined,
    installed: false,
    fork: true,
  };
  world.repositories.set(`${fork.owner}/${fork.name}`.toLowerCase(), fork);
  return { status: 202, body: printRepositoryFor(fork, call) };
}
