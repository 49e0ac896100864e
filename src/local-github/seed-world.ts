import type { Emulator } from "./emulator.ts";
import { emptyGitObjects, putBlob, putCommit } from "./git-objects.ts";
import { writeFiles } from "./git-files.ts";
import { noreplyOf } from "./identity.ts";
import { isObject, numberAt, textAt } from "./json.ts";
import type { WebhookQueue } from "./webhook-queue.ts";
import type { Account, Permissions, Repository, Role, World } from "./world.ts";
import { timestamp } from "./world.ts";

export interface WorldSeed {
  readonly baseUrl: string;
  readonly owner: string;
  readonly logins: readonly string[];
  readonly users: Readonly<Record<string, Role>>;
  readonly repositories: readonly {
    readonly name: string;
    readonly files: Readonly<Record<string, string>>;
    readonly defaultBranch: string;
  }[];
  readonly appId: number;
  readonly appSlug: string;
  readonly installationId: number;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly emulator: Emulator;
  readonly webhooks: WebhookQueue;
}

/** People, the App's bot, and each repository with its first commit. */
export async function seedWorld(seed: WorldSeed): Promise<World> {
  const accounts = new Map<string, Account>();
  for (const login of seed.logins) accounts.set(login.toLowerCase(), await readAccount(seed, login));
  const owner = accounts.get(seed.owner.toLowerCase());
  const bot = await makeBot(seed);
  if (owner === undefined) throw new Error("The emulator does not know the owner.");
  accounts.set(bot.login.toLowerCase(), bot);
  let lastId = 900_000;
  const world: World = {
    url: seed.baseUrl,
    appId: seed.appId,
    appSlug: seed.appSlug,
    installationId: seed.installationId,
    permissions: seed.permissions,
    events: seed.events,
    privateKey: seed.emulator.privateKey,
    emulator: seed.emulator,
    objects: emptyGitObjects(),
    webhooks: seed.webhooks,
    owner,
    bot,
    accounts,
    personTokens: new Map(seed.logins.map((login) => [`gho_${login}`, login])),
    appTokens: new Map(),
    repositories: new Map(),
    commentEdits: new Map(),
    merges: new Map(),
    reactions: new Map(),
    nextId: () => (lastId += 1),
  };
  for (const { name, files, defaultBranch } of seed.repositories) {
    const repository = await readRepository(seed, name, defaultBranch);
    world.repositories.set(`${seed.owner}/${name}`.toLowerCase(), repository);
    commitFirst(world, repository, files);
  }
  return world;
}

async function readRepository(seed: WorldSeed, name: string, defaultBranch: string): Promise<Repository> {
  const json = await seed.emulator.ask({ kind: "person", login: seed.owner }, "GET", `/repos/${seed.owner}/${name}`);
  if (!isObject(json)) throw new Error(`The emulator has no repository ${name}.`);
  return {
    id: numberAt(json, "id") ?? 0,
    owner: seed.owner,
    name,
    defaultBranch,
    json,
    refs: new Map(),
    pulls: new Map(),
    deletedIssues: new Set(),
    checkRuns: [],
    checkSuites: new Map(),
    protectedBranches: new Map(),
    roles: new Map(Object.entries(seed.users).map(([login, role]) => [login.toLowerCase(), role])),
    pushedAt: undefined,
    installed: true,
    fork: false,
  };
}

function commitFirst(world: World, repository: Repository, files: Readonly<Record<string, string>>): void {
  const blobs = Object.entries(files).map(([path, text]) => {
    return [path, { mode: "100644", sha: putBlob(world.objects, Buffer.from(text)) }] as const;
  });
  const identity = { name: world.owner.login, email: noreplyOf(world.owner), date: timestamp() };
  const commit = putCommit(world.objects, {
    tree: writeFiles(world.objects, new Map(blobs)),
    parents: [],
    author: identity,
    committer: identity,
    message: "Initial commit",
  });
  repository.refs.set(`refs/heads/${repository.defaultBranch}`, commit.sha);
}

async function readAccount(seed: WorldSeed, login: string): Promise<Account> {
  const path = `/users/${encodeURIComponent(login)}`;
  return asAccount(await seed.emulator.ask({ kind: "person", login: seed.owner }, "GET", path));
}

/** The emulator makes the bot's account when the App first writes: so it writes something, and takes it back. */
async function makeBot(seed: WorldSeed): Promise<Account> {
  const [first] = seed.repositories;
  if (first === undefined) throw new Error("The local GitHub needs a repository.");
  const labels = `/repos/${seed.owner}/${first.name}/labels`;
  await seed.emulator.ask({ kind: "app" }, "POST", labels, { name: "local-github", color: "ededed" });
  await seed.emulator.ask({ kind: "app" }, "DELETE", `${labels}/local-github`);
  return readAccount(seed, `${seed.appSlug}[bot]`);
}

const publicFields = new Set(["name", "email", "bio", "company", "location", "blog", "hireable", "twitter_username"]);

/** The short form GitHub prints wherever somebody is named. */
function asAccount(value: unknown): Account {
  const login = textAt(value, "login");
  const id = numberAt(value, "id");
  if (!isObject(value) || login === undefined || id === undefined) throw new Error("The emulator printed no account.");
  const kept = Object.entries(value).filter(
    ([key]) => !publicFields.has(key) && !/^(?:created|updated)_at$|^public_|^follow(?:ers|ing)$/u.test(key),
  );
  return { ...Object.fromEntries(kept), login, id, type: textAt(value, "type") ?? "User" };
}
