import type { AddressInfo } from "node:net";
import { createNodeMiddleware, type Probot } from "probot";
import { createGithubClient, type GithubClient } from "../github/client.ts";
import { Outage, Refused } from "../github/github-error.ts";
import type { RequestMade } from "../github/prepare-octokit.ts";
import { createMemory, memoryOf } from "../github/repository-memory.ts";
import { createShaCache } from "../github/sha-cache.ts";
import type { Person, Subject } from "../intake/snapshot.ts";
import { createSubjectQueue } from "../queue/subject-queue.ts";
import { lookAtBranch } from "./look-at-branch.ts";
import { lookAtIssue } from "./look-at-issue.ts";
import { readPackagedTemplates } from "./packaged-templates.ts";
import { createProbot, createProbotApp } from "./probot-app.ts";
import { renderInWorker } from "./render-in-worker.ts";
import { createRendererFor } from "./renderer.ts";
import type { ServerSettings } from "./settings.ts";
import type { Look, Shell } from "./shell.ts";
import { createSeal } from "./seal.ts";
import { printSubject, subjectKey } from "./subject-key.ts";
import { sweep } from "./sweep.ts";
import { createWebhookServer } from "./webhook-server.ts";
import { createWords } from "./words.ts";

export interface ServerHooks {
  readonly onRequest?: (request: RequestMade) => void;
  readonly onLook?: (look: Look) => void;
  /** Milliseconds before the first retry of a failed look; the later ones grow with it. */
  readonly firstRetry?: number;
}

export interface RunningServer {
  /** Where webhooks are taken, on this machine. */
  readonly webhookUrl: string;
  readonly port: number;
  /** Resolves when nothing waits to be looked at. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

interface Job {
  readonly installationId: number;
  readonly subject: Subject;
}

/** Events of one burst (an edit, its labels, its comment) come within this many milliseconds, and are one look. */
const gatherBurst = 250;
/** Times the first delay, a second; the eighth and last try is about half an hour after the first. */
const retryDelays = [1, 5, 20, 60, 180, 600, 1_200];

/** The server: webhooks in, looks out. Resolves when it listens and has begun to look at every list once. */
export async function startServer(settings: ServerSettings, hooks: ServerHooks = {}): Promise<RunningServer> {
  const probot = createProbot(settings);
  await probot.ready();
  const { log } = probot;
  const clients = createClients(probot, settings, hooks);
  const packaged = readPackagedTemplates();
  const words = createWords(packaged, createRendererFor(packaged, renderInWorker), createSeal(settings.privateKey));
  const queue = createSubjectQueue<Job>({
    work: (job) => look(job),
    retryDelay: (error, attempt) => retryDelay(error, attempt, hooks.firstRetry ?? 1000),
    onFailure: ({ subject }, error, givenUp) =>
      log[givenUp ? "error" : "warn"]({ err: error, subject: printSubject(subject), givenUp }, "a look failed"),
  });
  const add = (installationId: number, subject: Subject, options: { delay?: number; priority?: number } = {}): void =>
    queue.add(subjectKey(subject), { installationId, subject }, { delay: gatherBurst, ...options });

  async function look({ installationId, subject }: Job): Promise<void> {
    const started = performance.now();
    const shell: Shell = {
      github: await clients.of(installationId),
      words,
      lookLater: (later, options) => add(installationId, later, options),
      ...(hooks.onLook && { onLook: hooks.onLook }),
    };
    try {
      if (subject.kind === "issue") await lookAtIssue(shell, subject);
      else await lookAtBranch(shell, subject);
    } finally {
      log.debug({ subject: printSubject(subject), ms: Math.round(performance.now() - started) }, "looked");
    }
  }

  /** A push waits for further merges, so that they become one regeneration; how long is the list's own choice. */
  async function lookAfterEvent(installationId: number, subject: Subject): Promise<void> {
    if (subject.kind === "issue") return add(installationId, subject);
    const { memory } = await clients.of(installationId);
    const { committed, regenerateAfter } = memoryOf(memory, subject.repository);
    // The echo of our own commit.
    if (subject.pushed !== undefined && subject.pushed === committed) return;
    add(installationId, subject, { delay: regenerateAfter * 1000 });
  }

  let ready = false;
  const receive = await createNodeMiddleware(
    createProbotApp((installationId, subject) => lookAfterEvent(installationId, subject)),
    { probot, webhooksPath: settings.webhookPath },
  );
  const server = createWebhookServer({ webhookPath: settings.webhookPath, receive, isReady: () => ready });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(settings.port, settings.host, resolve);
  });
  ready = true;
  const { port } = server.address() as AddressInfo;
  log.info({ port, webhookPath: settings.webhookPath }, "listening");
  const swept = sweep(probot, clients, packaged, (installationId, subject) =>
    add(installationId, subject, { priority: -1 }),
  ).catch((error: unknown) =>
    log.warn({ err: error }, "the sweep at the start failed; events are worked on all the same"),
  );

  return {
    webhookUrl: `http://127.0.0.1:${port}${settings.webhookPath}`,
    port,
    async idle() {
      await swept;
      await queue.idle();
    },
    async close() {
      ready = false;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await queue.stop();
    },
  };
}

function retryDelay(error: unknown, attempt: number, first: number): number | undefined {
  // A person must change something first; their change is an event, and so a new look.
  if (error instanceof Refused) return undefined;
  const times = retryDelays[attempt - 1];
  if (times === undefined) return undefined;
  const delay = times * first;
  return error instanceof Outage ? Math.max(delay, (error.retryAfter ?? 0) * 1000) : delay;
}

export interface Clients {
  of(installationId: number): Promise<GithubClient>;
}

/** One client an installation, made when it is first needed; cache and memory are shared by all. */
function createClients(probot: Probot, settings: ServerSettings, hooks: ServerHooks): Clients {
  const cache = createShaCache();
  const memory = createMemory();
  const clients = new Map<number, Promise<GithubClient>>();
  let self: Promise<Person> | undefined;

  async function make(installationId: number): Promise<GithubClient> {
    const octokit = await probot.auth(installationId);
    const options = { octokit, appId: settings.appId, cache, memory, log: probot.log, ...hooks };
    self ??= whoWeAre(probot, octokit);
    try {
      return createGithubClient({ ...options, self: await self });
    } catch (error) {
      self = undefined;
      throw error;
    }
  }

  return {
    of(installationId) {
      const known = clients.get(installationId);
      if (known !== undefined) return known;
      const client = make(installationId);
      clients.set(installationId, client);
      client.catch(() => clients.delete(installationId));
      return client;
    },
  };
}

/** The account an App writes with. https://docs.github.com/en/rest/apps/apps#get-the-authenticated-app */
async function whoWeAre(probot: Probot, installation: GithubClient["octokit"]): Promise<Person> {
  const app = await probot.auth();
  const { data } = await app.request("GET /app");
  const login = `${data?.slug ?? ""}[bot]`;
  const { data: user } = await installation.request("GET /users/{username}", { username: login });
  return { id: Number(user.id), login: user.login, type: "Bot" };
}
