import type { JsonObject } from "./json.ts";
import type { Account, Repository, World } from "./world.ts";
import { fullNameOf } from "./world.ts";

/** Tells the App what happened, if it is installed there and asked for the event. */
export function announce(
  world: World,
  repository: Repository,
  sender: Account,
  event: string,
  payload: JsonObject,
): void {
  if (!repository.installed || !world.events.includes(event)) return;
  world.webhooks.send(fullNameOf(repository), event, {
    ...payload,
    repository: printRepository(repository),
    sender,
    installation: { id: world.installationId, node_id: "" },
  });
}

/** Every App is told of its installations, whatever it asked for. https://docs.github.com/en/webhooks/webhook-events-and-payloads#installation */
export function announceInstallation(world: World, action: string): void {
  const installation = { id: world.installationId, app_id: world.appId, permissions: world.permissions };
  world.webhooks.send("installation", "installation", { action, installation, sender: world.owner });
}

export function printRepository(repository: Repository): JsonObject {
  const { permissions: _permissions, ...json } = repository.json;
  const pushed_at = repository.pushedAt ?? repository.json.created_at;
  const archived = repository.archived ?? false;
  return { ...json, default_branch: repository.defaultBranch, fork: repository.fork, archived, pushed_at };
}

/** The App as GitHub prints it beside what it wrote. */
export function printApp(world: World): JsonObject {
  return {
    id: world.appId,
    slug: world.appSlug,
    client_id: `Iv1.${world.appId}`,
    node_id: "",
    name: world.appSlug,
    owner: world.owner,
    description: "",
    external_url: `${world.url}/apps/${world.appSlug}`,
    html_url: `${world.url}/apps/${world.appSlug}`,
    created_at: "2025-01-01T00:00:00Z",
    updated_at: "2025-01-01T00:00:00Z",
    permissions: world.permissions,
    events: world.events,
  };
}
