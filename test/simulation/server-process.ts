import { ProbotOctokit, type Probot } from "probot";
import { createClients } from "../../src/app/clients.ts";
import { doLook } from "../../src/app/looks/do-look.ts";
import { createLookJob, jobKey, printJob, type Job } from "../../src/app/job.ts";
import { lookAfterEvent } from "../../src/app/look-after-event.ts";
import { readPackagedTemplates } from "../../src/app/packaged-templates.ts";
import { createRendererFor } from "../../src/app/renderer.ts";
import { limitDelay, retryDelay } from "../../src/app/retry-delay.ts";
import { createRoutine } from "../../src/app/sweep/routine.ts";
import { createSeal } from "../../src/app/seal.ts";
import { createWords } from "../../src/app/words.ts";
import { octokitOptions } from "../../src/github/prepare-octokit.ts";
import { createMemory } from "../../src/github/repository-memory.ts";
import { signAppJwt } from "../../src/local-github/emulator.ts";
import { createGroupHolds } from "../../src/queue/group-holds.ts";
import type { AddOptions } from "../../src/queue/subject-queue.ts";
import { nextTry, type Waiting } from "../../src/queue/waiting.ts";
import type { Subject } from "../../src/intake/snapshot.ts";
import { runTemplateJob } from "../../src/render/template-job.ts";
import { silentSources } from "../support/silent-sources.ts";
import { appId, appToken, installationId, privateKey, type Delivery } from "./model-github.ts";
import type { StoredJobs, Taken } from "./stored-jobs.ts";

/** What a process has of the world: each thing happens when its turn comes, or never. */
export interface ProcessWorld {
  readonly number: number;
  /** Whether no other process shares the queue. */
  readonly isSole: boolean;
  readonly fetch: typeof fetch;
  readonly jobs: StoredJobs;
  /** Resolves when the statement is done. */
  readonly statement: (label: string, run: () => void) => Promise<void>;
  readonly onFailure: (failed: { readonly job: string; readonly error: unknown; readonly givenUp: boolean }) => void;
}

/** One server process, from `doLook` and `doSweepStep` down the real code: without sockets, database and time. */
export interface ServerProcess {
  /** Number of looks under way. */
  readonly running: () => number;
  /** What a server does first, and every hour. */
  sweep(): Promise<void>;
  deliver(delivery: Delivery): Promise<void>;
  work(taken: Taken): Promise<void>;
}

const gatherBurst = 250;

export function createServerProcess({
  number,
  isSole,
  fetch,
  jobs,
  statement,
  onFailure,
}: ProcessWorld): ServerProcess {
  const packaged = readPackagedTemplates();
  const memory = createMemory();
  const auth = (id?: number) => Promise.resolve(octokit(id));
  const probot = { auth, log: { warn: silent } } as unknown as Probot;
  const clients = createClients({ probot, appId, memory, isSole });
  // Nobody's templates but ours are run, and nobody stops them: so here, and not in a worker.
  const words = createWords(packaged, createRendererFor(packaged, runTemplateJob), createSeal("key"));
  const holds = createGroupHolds();
  let running = 0;

  function octokit(id: number | undefined): InstanceType<typeof ProbotOctokit> {
    // As Probot signs in, without asking for a token.
    const authStrategy = () => ({
      hook(send: (options: object) => unknown, options: { readonly headers: object }): unknown {
        const token = id === undefined ? appJwt() : appToken;
        return send({ ...options, headers: { ...options.headers, authorization: `Bearer ${token}` } });
      },
    });
    return new ProbotOctokit({
      baseUrl: "https://github.test",
      authStrategy,
      request: { fetch },
      retry: octokitOptions.retry,
      throttle: { ...octokitOptions.throttle, enabled: false },
      log: { debug: silent, info: silent, warn: silent, error: silent },
    });
  }

  function store(job: Job, { delay = 0, priority = 0, group }: AddOptions): Promise<void> {
    const notBefore = Date.now() + delay;
    const waiting: Waiting<Job> = { item: job, notBefore, heldUntil: 0, attempt: 1, priority, group };
    return statement(`store ${printJob(job)}`, () => jobs.store(jobKey(job), waiting, "newer"));
  }

  const add = (id: number, subject: Subject, options: AddOptions = {}): Promise<void> =>
    store(createLookJob(id, subject), { delay: gatherBurst, group: String(id), ...options });
  const lookTools = { clients, memory, words, metadata: silentSources, add };
  // Its clock is not started: the simulation says when an hour is over.
  const routine = createRoutine({
    probot,
    clients,
    packaged,
    look: (id, subject) => add(id, subject, { priority: -1 }),
    add: store,
    onError: (error) => onFailure({ job: "routine", error, givenUp: true }),
  });

  function work(job: Job): Promise<void> {
    if (job.kind === "look") return doLook(lookTools, job);
    if (job.kind !== "tell") return routine.do(job);
    throw new Error("Nothing is given up here.");
  }

  async function putBack(taken: Taken, waiting: Waiting<Job>): Promise<void> {
    await statement(`put back ${taken.key}`, () => jobs.store(taken.key, waiting, "present"));
    await statement(`settle ${taken.key}`, () => jobs.settle(taken));
  }

  return {
    running: () => running,
    sweep() {
      // What the others have seen meanwhile is nowhere but on GitHub.
      if (!isSole) memory.clear();
      return routine.begin({ kind: "sweep" });
    },
    async deliver({ subjects }) {
      await Promise.all(subjects.map((subject) => lookAfterEvent({ memory, add }, installationId, subject)));
    },
    async work(taken) {
      const { waiting, key } = taken;
      const until = holds.until(waiting.group);
      if (until > Date.now()) return putBack(taken, { ...waiting, notBefore: until });
      running += 1;
      try {
        await work(waiting.item);
        await statement(`settle ${key}`, () => jobs.settle(taken));
      } catch (error) {
        holds.hold(waiting.group, limitDelay(error));
        const delay = retryDelay(error, waiting.attempt);
        onFailure({ job: `${number}: ${printJob(waiting.item)}`, error, givenUp: delay === undefined });
        if (delay === undefined) await statement(`bury ${key}`, () => jobs.settle(taken));
        else await putBack(taken, nextTry(waiting, delay, error));
      } finally {
        running -= 1;
      }
    },
  };
}

const jwts = new Map<number, string>();

/** Every schedule begins at the same time, so most were signed before. */
function appJwt(): string {
  const at = Math.floor(Date.now() / 240_000);
  const known = jwts.get(at) ?? signAppJwt(appId, privateKey);
  jwts.set(at, known);
  return known;
}

function silent(): void {
  // What fails is told by `onFailure`.
}
