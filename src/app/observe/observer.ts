import type { WatchRequest } from "../../github/prepare-octokit.ts";
import type { RateLimits } from "../../github/rate-limits.ts";
import type { WatchSource } from "../../metadata/connect-sources.ts";
import type { SubjectQueue } from "../../queue/subject-queue.ts";
import type { Job } from "../job.ts";
import { createGithubReach } from "./github-reach.ts";
import type { LeveledLog } from "./leveled-log.ts";
import { createMetrics } from "./metrics.ts";
import { createMetricsPrinter, type PrintedMetrics } from "./print-metrics.ts";
import { readInTime } from "./read-in-time.ts";
import { findHindrances, type Hindrance } from "./readiness.ts";
import { createLookWatch, type LookWatch } from "./watch-look.ts";
import { createRequestWatch } from "./watch-request.ts";
import { createSourceWatch } from "./watch-source.ts";
import { createWebhookWatch, type WatchWebhook } from "./watch-webhook.ts";

/** What an operator sees of one server; nothing of it is shared with another in this process but its traces. */
export interface Observer {
  readonly watchRequest: WatchRequest;
  readonly watchSource: WatchSource;
  readonly watchWebhook: WatchWebhook;
  readonly looks: LookWatch;
  /** What is asked from outside, of a server with this queue. */
  status(queue: Pick<SubjectQueue<Job>, "state" | "isReachable">): ServerStatus;
}

export interface ServerStatus {
  readonly printMetrics: () => Promise<PrintedMetrics>;
  /** What keeps it from working now; nothing where it works. */
  readonly findHindrances: () => Promise<readonly Hindrance[]>;
  /** Until it is `running`, what is to be said instead. */
  phase: "starting" | "running" | "stopping";
}

export interface ObserverOptions {
  readonly log: LeveledLog;
  readonly version: string;
  /** Base URL of the API. */
  readonly githubApiUrl: string;
  readonly limits: Pick<RateLimits, "all">;
  /** Seconds for which a subject may be due before the server is not ready. */
  readonly readyMaxWait: number;
}

/** Milliseconds; who asks for status gives up after some seconds. */
const stateWithin = 2_000;
/** Anybody may ask for `/readyz`, and all that waits is counted for it. */
const stateWorth = 1_000;

export function createObserver({ log, version, githubApiUrl, limits, readyMaxWait }: ObserverOptions): Observer {
  const metrics = createMetrics();
  metrics.build.set({ version }, 1);
  const github = createGithubReach(githubApiUrl);
  return {
    watchRequest: createRequestWatch(metrics, github.answered),
    watchSource: createSourceWatch(metrics),
    watchWebhook: createWebhookWatch(log, metrics),
    looks: createLookWatch(log, metrics),
    status(queue) {
      const readState = readInTime(() => queue.state(), stateWithin, stateWorth);
      const sources = {
        isDatabaseReachable: () => queue.isReachable(),
        queue: readState,
        isGithubReachable: () => github.isReachable(),
        longestWait: readyMaxWait,
      };
      const status: ServerStatus = {
        phase: "starting",
        printMetrics: createMetricsPrinter(metrics, { queue: readState, rateLimits: () => limits.all() }),
        findHindrances: () => (status.phase === "running" ? findHindrances(sources) : Promise.resolve([status.phase])),
      };
      return status;
    },
  };
}
