import { randomBytes } from "node:crypto";
import { hasAll, requireJwt, roleOf } from "./gate.ts";
import { isObject, textAt } from "./json.ts";
import { notFound, refuse, Refusal } from "./refusal.ts";
import { printApp, printRepository } from "./announce.ts";
import type { Answer, Call, Permissions, PlainRoute, Repository, World } from "./world.ts";
import { accountOf } from "./world.ts";

const tokenLife = 60 * 60 * 1000;

/** What is about the App, its installation, or who somebody is. */
export const appRoutes: readonly PlainRoute[] = [
  { method: "GET", path: "/app", handle: readApp },
  { method: "GET", path: "/app/installations", handle: listInstallations },
  { method: "GET", path: "/app/installations/:id", handle: readInstallation },
  { method: "POST", path: "/app/installations/:id/access_tokens", handle: mintToken },
  { method: "GET", path: "/repos/:owner/:repo/installation", handle: findInstallation },
  { method: "GET", path: "/installation/repositories", handle: listInstalled },
  { method: "GET", path: "/user", handle: readSelf },
  { method: "GET", path: "/users/:login", handle: readAccount },
  { method: "GET", path: "/rate_limit", handle: readLimits },
  { method: "GET", path: "/repositories/:id", handle: readById },
];

function readApp(world: World, call: Call): Answer {
  requireJwt(call);
  return { status: 200, body: { ...printApp(world), installations_count: 1 } };
}

function listInstallations(world: World, call: Call): Answer {
  requireJwt(call);
  return { status: 200, body: [printInstallation(world)] };
}

function readInstallation(world: World, call: Call): Answer {
  requireJwt(call);
  if (call.params["id"] !== String(world.installationId)) throw notFound();
  return { status: 200, body: printInstallation(world) };
}

function mintToken(world: World, call: Call): Answer {
  requireJwt(call);
  if (call.params["id"] !== String(world.installationId)) throw notFound();
  const permissions = readPermissions(world, call);
  const expiresAt = Date.now() + tokenLife;
  const token = `ghs_${randomBytes(18).toString("hex")}`;
  world.appTokens.set(token, { permissions, expiresAt });
  const body = {
    token,
    expires_at: new Date(expiresAt).toISOString().replace(/\.\d+Z$/u, "Z"),
    permissions,
    repository_selection: "all",
  };
  return { status: 201, body };
}

function readPermissions(world: World, call: Call): Permissions {
  const asked = call.body.permissions;
  if (!isObject(asked)) return world.permissions;
  const wanted: Record<string, "read" | "write"> = {};
  for (const [name, level] of Object.entries(asked)) {
    if (level === "read" || level === "write") wanted[name] = level;
  }
  if (!hasAll(world.permissions, wanted)) {
    throw new Refusal(422, { message: "The permissions requested are not granted to this installation." });
  }
  return wanted;
}

function findInstallation(world: World, call: Call): Answer {
  requireJwt(call);
  const repository = world.repositories.get(`${call.params["owner"]}/${call.params["repo"]}`.toLowerCase());
  if (repository === undefined || !repository.installed) throw notFound();
  return { status: 200, body: printInstallation(world) };
}

function listInstalled(world: World, call: Call): Answer {
  if (call.actor.kind !== "app") throw refuse(403, "You must authenticate with an installation access token");
  const installed = [...world.repositories.values()].filter((repository) => repository.installed);
  const each = Number(call.query.get("per_page") ?? 30);
  const first = (Number(call.query.get("page") ?? 1) - 1) * each;
  const page = installed.slice(first, first + each).map((repository) => printRepository(repository));
  const body = { total_count: installed.length, repository_selection: "all", repositories: page };
  return { status: 200, body };
}

function readSelf(_world: World, call: Call): Answer {
  if (call.actor.kind === "app") throw new Refusal(403, { message: "Resource not accessible by integration" });
  if (call.actor.kind !== "person") throw refuse(401, "Requires authentication");
  return { status: 200, body: accountOf(call.actor) };
}

function readAccount(world: World, call: Call): Answer {
  const account = world.accounts.get((call.params["login"] ?? "").toLowerCase());
  if (account === undefined) throw notFound();
  const unknown = { bio: null, blog: "", company: null, email: null, hireable: null, location: null };
  const counts = { followers: 0, following: 0, public_gists: 0, public_repos: 0 };
  const times = { created_at: "2025-01-01T00:00:00Z", updated_at: "2025-01-01T00:00:00Z" };
  return { status: 200, body: { ...account, name: account.login, ...unknown, ...counts, ...times } };
}

function readLimits(): Answer {
  const core = { limit: 5000, used: 0, remaining: 5000, reset: Math.floor(Date.now() / 1000) + 3600 };
  return { status: 200, body: { resources: { core }, rate: core } };
}

function readById(world: World, call: Call): Answer {
  const found = [...world.repositories.values()].find(({ id }) => String(id) === call.params["id"]);
  if (found === undefined) throw notFound();
  return { status: 200, body: printRepositoryFor(found, call) };
}

/** With what the one who asks may do there. */
export function printRepositoryFor(repository: Repository, call: Call): object {
  const login = call.actor.kind === "person" ? textAt(call.actor.account, "login") : undefined;
  const role = login === undefined ? "read" : roleOf(repository, login);
  return {
    ...printRepository(repository),
    permissions: {
      admin: role === "admin",
      maintain: role === "admin" || role === "maintain",
      push: role === "admin" || role === "maintain" || role === "write",
      triage: role !== "read" && role !== "none",
      pull: true,
    },
  };
}

function printInstallation(world: World): object {
  return {
    id: world.installationId,
    account: world.owner,
    target_id: world.owner.id,
    target_type: world.owner.type,
    app_id: world.appId,
    app_slug: world.appSlug,
    repository_selection: "all",
    access_tokens_url: `${world.url}/app/installations/${world.installationId}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `${world.url}/settings/installations/${world.installationId}`,
    permissions: world.permissions,
    events: world.events,
    created_at: "2025-01-01T00:00:00Z",
    updated_at: "2025-01-01T00:00:00Z",
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  };
}
