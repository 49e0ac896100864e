import { generateKeyPairSync } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { answerTo, withEtag } from "../../src/local-github/answer-to.ts";
import { isObject } from "../../src/local-github/json.ts";
import { seedWorld } from "../../src/local-github/seed-world.ts";
import { appEvents, appPermissions } from "../../src/local-github/start.ts";
import type { Answer, Repository, World } from "../../src/local-github/world.ts";
import { subjectsOfEvent, type WebhookEvent } from "../../src/intake/subjects-of-event.ts";
import type { Subject } from "../../src/intake/snapshot.ts";
import { createIssueStore } from "./issue-store.ts";

/** A webhook that is on its way. */
export interface Delivery {
  readonly name: string;
  readonly subjects: readonly Subject[];
}

export interface ModelGithub {
  readonly world: World;
  readonly repository: Repository;
  /** What GitHub sends: those that concern nothing of ours are left out. */
  onDelivery: (delivery: Delivery) => void;
  /** Does one request, whole, and answers it. */
  answer(method: string, url: string, headers: IncomingHttpHeaders, text: string): Promise<Answer>;
  /** The same by a person; the answer's body. Throws what GitHub refuses. */
  as(login: string, method: string, path: string, body?: object): Promise<unknown>;
  readonly file: (path: string, branch?: string) => string | undefined;
}

export const owner = "lab";
export const people = ["maintainer", "suggester", "stranger"] as const;
export const appId = 70_001;
export const installationId = 80_001;
export const appToken = "ghs_simulation";
const url = "https://github.test";
const name = "list";

/** Shorter than GitHub's, since it is looked at often and nobody attacks it. */
export const privateKey = generateKeyPairSync("rsa", {
  modulusLength: 1024,
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
}).privateKey;

/** The local GitHub's own routes on an issue store in memory, called without sockets: each request is one step. */
export async function createModelGithub(files: Readonly<Record<string, string>>): Promise<ModelGithub> {
  const logins = [owner, ...people];
  const store = { url, owner, repository: name, logins, bot: "awesome-papers[bot]", privateKey };
  const world = await seedWorld({
    baseUrl: url,
    owner,
    logins,
    users: { maintainer: "maintain", suggester: "none", stranger: "none" },
    repositories: [{ name, files, defaultBranch: "main" }],
    appId,
    appSlug: "awesome-papers",
    installationId,
    permissions: appPermissions,
    events: appEvents,
    emulator: createIssueStore(store),
    webhooks: {
      deliveries: [],
      setUrl: () => undefined,
      send(_, event, payload) {
        const known: WebhookEvent = { name: event, payload };
        const subjects = subjectsOfEvent(known);
        const action = typeof payload.action === "string" ? `.${payload.action}` : "";
        if (subjects.length > 0) github.onDelivery({ name: `${event}${action}`, subjects });
      },
      attempts: [],
      redeliver: () => Promise.resolve(),
      idle: () => Promise.resolve(),
      hold: () => undefined,
      release: () => undefined,
      close: () => undefined,
    },
  });
  world.appTokens.set(appToken, { permissions: appPermissions, expiresAt: Infinity });
  const repository = world.repositories.get(`${owner}/${name}`);
  if (repository === undefined) throw new Error("The model has no repository.");

  async function answer(method: string, target: string, headers: IncomingHttpHeaders, text: string): Promise<Answer> {
    const done = await answerTo(world, headers, { method, url: new URL(target, url), text });
    const date = new Date().toUTCString();
    return withEtag({ ...done, headers: { date, ...done.headers } }, method, headers);
  }

  const github: ModelGithub = {
    world,
    repository,
    onDelivery: () => undefined,
    answer,
    async as(login, method, path, body) {
      const headers = { authorization: `Bearer gho_${login}`, "user-agent": "a person" };
      const target = path.startsWith("/") ? path : `/repos/${owner}/${name}/${path}`;
      const done = await answer(method, target, headers, body === undefined ? "" : JSON.stringify(body));
      if (done.status >= 400) throw new Error(`${method} ${path}: ${done.status} ${JSON.stringify(done.body)}`);
      return done.body;
    },
    file(path, branch = "main") {
      const { commits, trees, blobs } = world.objects;
      const commit = commits.get(repository.refs.get(`refs/heads/${branch}`) ?? "");
      let sha = commit?.tree;
      for (const part of path.split("/")) sha = trees.get(sha ?? "")?.find((entry) => entry.name === part)?.sha;
      return sha === undefined ? undefined : blobs.get(sha)?.toString();
    },
  };
  return github;
}

/** The answer's list of objects. */
export function objectsOf(answer: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(answer) ? answer.filter((one) => isObject(one)) : [];
}
