import type { AddressInfo } from "node:net";
import { prepareOctokit, type RequestMade } from "../github/prepare-octokit.ts";
import { createRateLimits, holdForPeople } from "../github/rate-limits.ts";
import { createMemory } from "../github/repository-memory.ts";
import type { Subject } from "../intake/snapshot.ts";
import type { AddOptions, SubjectQueue } from "../queue/subject-queue.ts";
import { createClients } from "./clients.ts";
import { doJob } from "./do-job.ts";
import { doLook } from "./looks/do-look.ts";
import { createLookJob, jobKey, laneOf, type Job, type LookJob } from "./job.ts";
import { startControl, type ControlServer } from "./jobs/control-server.ts";
import { createLateMetadata } from "./late-metadata.ts";
import { lookAfterEvent } from "./look-after-event.ts";
import { createObserver } from "./observe/observer.ts";
import { askedNow } from "./observe/watch-look.ts";
import { readPackagedTemplates } from "./packaged-templates.ts";
import { openQueue } from "./open-queue.ts";
import { createPermissionWatch } from "./tell/permission-watch.ts";
import { createProbot, createProbotApp, createTokens } from "./probot-app.ts";
import { renderInWorker } from "./render-in-worker.ts";
import { createRendererFor } from "./renderer.ts";
import type { Metadata } from "../metadata/metadata.ts";
import { readVersion } from "./cli/read-version.ts";
import type { ServerSettings } from "./settings.ts";
import type { Look } from "./looks/shell.ts";
import { mayWrite } from "../queue/lease.ts";
import { createSeal } from "./seal.ts";
import { limitDelay, retryDelay, tellDelay } from "./retry-delay.ts";
import { createRoutine, type RoutineStep } from "./sweep/routine.ts";
import { findTellJob } from "./tell/tell-given-up.ts";
import { tellSilence } from "./tell/tell-heartbeat.ts";
import { createWebhookReceiver } from "./webhook-receiver.ts";
import { createWebhookServer } from "./webhook-server.ts";
import { createWords } from "./words.ts";

export interface ServerHooks {
  readonly onRequest?: (request: RequestMade) => void;
  readonly onLook?: (look: Look) => void;
  /** Milliseconds before the first retry of a failed look; the later ones grow with it. */
  readonly firstRetry?: number;
  /** Asked instead of the services. */
  readonly metadata?: Metadata;
  /** Milliseconds before a source that did not answer is asked again. */
  readonly askAgainAfter?: number;
  /** Milliseconds between two sweeps. */
  readonly sweepEvery?: number;
  /** Milliseconds without a word after which another server is believed to be gone. */
  readonly lostAfter?: number;
}

export interface RunningServer {
  /** Where webhooks are taken, on this machine. */
  readonly webhookUrl: string;
  readonly port: number;
  /** Resolves when nothing waits to be looked at. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Events of one burst (an edit, its labels, its comment) come within this many milliseconds, and are one look. */
const gatherBurst = 250;

/** They mostly wait for GitHub: for its answers, and for the seconds that it wants between two writes. */
const looksAtOnce = 24;

/** The server: webhooks in, looks out. Resolves when it listens and has begun to look at every list once. */
export async function startServer(settings: ServerSettings, hooks: ServerHooks = {}): Promise<RunningServer> {
  const tokens = createTokens();
  const probot = createProbot(settings, tokens);
  await probot.ready();
  const { log } = probot;
  // Outside of the clients: an event must be taken also while none can be made.
  const memory = createMemory();
  const isSole = settings.queue.kind !== "postgres";
  const { onRequest } = hooks;
  const limits = createRateLimits();
  const version = readVersion();
  const observer = createObserver({ ...settings, log, version, limits });
  const watch = observer.watchRequest;
  prepareOctokit(await probot.auth(), { watch });
  const clients = createClients({
    probot,
    appId: settings.appId,
    memory,
    isSole,
    limits,
    tokens,
    watch,
    mayWrite,
    ...(onRequest && { onRequest }),
  });
  const packaged = readPackagedTemplates();
  const words = createWords(packaged, createRendererFor(packaged, renderInWorker), createSeal(settings.privateKey));
  const metadata =
    hooks.metadata ?? createLateMetadata({ settings: settings.metadata, version, watch: observer.watchSource });
  const queue: SubjectQueue<Job> = await openQueue(
    settings.queue,
    {
      concurrency: looksAtOnce,
      work: (job, attempt) => observer.looks.look(job, attempt, () => doJob(jobTools, job)),
      retryDelay: (error, attempt, { kind }) =>
        (kind === "tell" ? tellDelay : retryDelay)(error, attempt, hooks.firstRetry),
      tellOf: findTellJob,
      groupDelay: limitDelay,
      holdUntil: ({ group, priority }) => (priority < 0 ? holdForPeople(limits.of(Number(group))) : 0),
      ...(hooks.lostAfter !== undefined && { lostAfter: hooks.lostAfter }),
      onFailure: observer.looks.failed,
    },
    (error) => log.error({ err: error }, "the database failed"),
  );
  /** What processes ended under is done for people and operators only: nobody else is there to see the next end. */
  const isDeadly = async (job: Job): Promise<boolean> => (await queue.findGivenUp(jobKey(job)))?.isDeadly === true;
  const add = async (installationId: number, subject: Subject, options: AddOptions = {}): Promise<void> => {
    const job: LookJob = { ...createLookJob(installationId, subject), asked: askedNow() };
    if (options.priority === -1 && (await isDeadly(job))) return;
    const group = String(installationId);
    return queue.add(jobKey(job), job, { delay: gatherBurst, group, lane: laneOf(job), ...options });
  };
  const lookTools = {
    clients,
    memory,
    words,
    metadata,
    add,
    ...(hooks.askAgainAfter !== undefined && { askAgainAfter: hooks.askAgainAfter }),
    ...(hooks.onLook && { onLook: hooks.onLook }),
  };
  const permissions = createPermissionWatch({ probot, tokens, clients, words });
  const routine = createRoutine({
    probot,
    clients,
    packaged,
    look: (installationId, subject) => add(installationId, subject, { priority: -1 }),
    async tendList(step, read, open) {
      await permissions.tend(step, read, open);
      await tellSilence({ clients, words, queue }, step, read);
    },
    async add(step, options) {
      // A sweep reads the same list as a look.
      if (step.kind === "repository" && (await isDeadly(step))) return;
      await queue.add(jobKey(step), step, { lane: laneOf(step), ...options });
    },
    onError: (error) => log.error({ err: error }, "what is done regularly could not be stored"),
    sweepEvery: hooks.sweepEvery,
    // What other servers did since is nowhere in it.
    ...(!isSole && { onRound: () => memory.clear() }),
  });
  const jobTools = {
    queue,
    clients,
    words,
    log,
    look: (job: LookJob) => permissions.over(job, () => doLook(lookTools, job)),
    sweep: (step: RoutineStep) => permissions.over(step, () => routine.do(step)),
  };

  const status = observer.status(queue);
  await probot.load(
    createProbotApp(
      (installationId, subject) => lookAfterEvent({ memory, add }, installationId, subject),
      (installationId) => {
        permissions.changed(installationId);
        return routine.begin({ kind: "installation", installationId, isAwaited: true });
      },
    ),
  );
  const server = createWebhookServer({
    webhookPath: settings.webhookPath,
    receive: createWebhookReceiver(probot),
    findHindrances: status.findHindrances,
    printMetrics: status.printMetrics,
    watch: observer.watchWebhook,
  });
  let control: ControlServer | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(settings.port, settings.host, resolve);
    });
    control = await startControl(settings.queue, queue.desk);
    await routine.start();
  } catch (error) {
    await stop();
    throw error;
  }
  status.phase = "running";
  const { port } = server.address() as AddressInfo;
  log.info({ port, webhookPath: settings.webhookPath }, "listening");

  return {
    webhookUrl: `http://127.0.0.1:${port}${settings.webhookPath}`,
    port,
    idle: () => queue.idle(),
    async close() {
      await stop();
    },
  };

  async function stop(): Promise<void> {
    status.phase = "stopping";
    await control?.close();
    routine.stop();
    // Until then webhooks are stored, and who asks hears that it stops.
    await queue.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    if (hooks.metadata === undefined) await metadata.close();
  }
}
