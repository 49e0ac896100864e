import { collectDefaultMetrics } from "prom-client";
import type { RateLimit } from "../../github/rate-limits.ts";
import type { QueueState } from "../../queue/subject-queue.ts";
import type { Metrics } from "./metrics.ts";

export interface MetricsSources {
  /** Undefined where the database did not answer in time. */
  readonly queue: () => Promise<QueueState | undefined>;
  /** By installation. */
  readonly rateLimits: () => ReadonlyMap<number, RateLimit>;
}

export interface PrintedMetrics {
  readonly contentType: string;
  readonly text: string;
}

/** Those with the least left are told one by one; a label for each of ten thousand would be too much for any Prometheus. */
const toldOneByOne = 20;
const parts = [0.1, 0.25, 0.5, 1];

/**
 * All metrics as text, with what is known at this moment.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function createMetricsPrinter(metrics: Metrics, sources: MetricsSources): () => Promise<PrintedMetrics> {
  const { registry } = metrics;
  let measuresProcess = false;
  return async () => {
    // They keep a timer and an observer at work, which nobody needs before somebody asks.
    if (!measuresProcess) collectDefaultMetrics({ register: registry });
    measuresProcess = true;
    setQueue(metrics, await sources.queue());
    setRateLimits(metrics, sources.rateLimits());
    return { contentType: registry.contentType, text: await registry.metrics() };
  };
}

function setQueue(metrics: Metrics, state: QueueState | undefined): void {
  metrics.queueUp.set(state === undefined ? 0 : 1);
  metrics.queueSubjects.reset();
  metrics.queueOldestDueSeconds.remove();
  if (state === undefined) return;
  metrics.queueSubjects.set({ state: "waiting" }, state.waiting);
  metrics.queueSubjects.set({ state: "running" }, state.running);
  metrics.queueSubjects.set({ state: "given_up" }, state.givenUp);
  metrics.queueOldestDueSeconds.set(ageOf(state));
}

/** Seconds for which the longest waiting one is due. */
export function ageOf({ dueSince }: QueueState): number {
  return dueSince === undefined ? 0 : Math.max(0, Date.now() - dueSince) / 1000;
}

function setRateLimits(metrics: Metrics, known: ReadonlyMap<number, RateLimit>): void {
  const { rateLimit, rateLimitRemaining, rateLimitReset, rateLimitInstallations } = metrics;
  for (const gauge of [rateLimit, rateLimitRemaining, rateLimitReset]) gauge.reset();
  const byLeft = [...known]
    .map(([id, limit]) => ({ installation: String(id), limit, left: limit.remaining / limit.limit }))
    .toSorted((a, b) => a.left - b.left);
  for (const { installation, limit } of byLeft.slice(0, toldOneByOne)) {
    rateLimit.set({ installation }, limit.limit);
    rateLimitRemaining.set({ installation }, limit.remaining);
    rateLimitReset.set({ installation }, limit.resetAt / 1000);
  }
  for (const part of parts) {
    rateLimitInstallations.set({ left: String(part) }, byLeft.filter(({ left }) => left <= part).length);
  }
}
