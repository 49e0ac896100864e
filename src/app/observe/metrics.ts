import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** What is counted and measured, under the names that docs/self-hosting.md tells. Labels are of small sets, never a name. */
export type Metrics = ReturnType<typeof createMetrics>;

/** An hour's wait is a limit of GitHub's, half a minute a burst of merges. */
const waits = [0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600];

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    webhooks: new Counter({
      name: "awesome_papers_webhooks_total",
      help: "Webhooks that came, by event and the status they were answered with; none: no answer; cut: not sent to the end.",
      labelNames: ["event", "status"],
      registers,
    }),
    webhookSeconds: new Histogram({
      name: "awesome_papers_webhook_duration_seconds",
      help: "From a webhook's head to its answer; GitHub waits 10 seconds.",
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    looks: new Counter({
      name: "awesome_papers_looks_total",
      help: "Looks and steps of sweeps, by what was looked at and how that ended.",
      labelNames: ["kind", "outcome"],
      registers,
    }),
    lookSeconds: new Histogram({
      name: "awesome_papers_look_duration_seconds",
      help: "How long a look took.",
      labelNames: ["kind"],
      buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
      registers,
    }),
    lookWaitSeconds: new Histogram({
      name: "awesome_papers_look_wait_seconds",
      help: "From the newest event that asked for a look to the look's first try.",
      labelNames: ["kind"],
      buckets: waits,
      registers,
    }),
    lookRequests: new Histogram({
      name: "awesome_papers_look_github_requests",
      help: "Requests to GitHub that a look took.",
      labelNames: ["kind"],
      buckets: [0, 1, 2, 5, 10, 20, 50, 100, 200, 500],
      registers,
    }),
    queueUp: new Gauge({
      name: "awesome_papers_queue_up",
      help: "Whether the queue's database answered when this was asked; 0: the other figures of the queue are left out.",
      registers,
    }),
    queueSubjects: new Gauge({
      name: "awesome_papers_queue_subjects",
      help: "Subjects in the queue, over all processes that share it.",
      labelNames: ["state"],
      registers,
    }),
    queueOldestDueSeconds: new Gauge({
      name: "awesome_papers_queue_oldest_due_seconds",
      help: "For how long the longest waiting subject could have been looked at.",
      registers,
    }),
    githubRequests: new Counter({
      name: "awesome_papers_github_requests_total",
      help: "Requests to GitHub, by route and the status of the answer; status none: no answer came.",
      labelNames: ["method", "route", "status"],
      registers,
    }),
    githubSeconds: new Histogram({
      name: "awesome_papers_github_request_duration_seconds",
      help: "From a request to GitHub to the head of its answer.",
      labelNames: ["method"],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers,
    }),
    githubRetries: new Counter({
      name: "awesome_papers_github_request_retries_total",
      help: "Reads that were sent again after a failure.",
      registers,
    }),
    githubLimitsMet: new Counter({
      name: "awesome_papers_github_limits_met_total",
      help: "Answers by which GitHub asked us to wait: the primary limit is an hour's requests, secondary are all others.",
      labelNames: ["limit"],
      registers,
    }),
    rateLimit: new Gauge({
      name: "awesome_papers_github_rate_limit",
      help: "Requests an hour of the installations with the smallest part of it left.",
      labelNames: ["installation"],
      registers,
    }),
    rateLimitRemaining: new Gauge({
      name: "awesome_papers_github_rate_limit_remaining",
      help: "Requests left to the installations with the smallest part left.",
      labelNames: ["installation"],
      registers,
    }),
    rateLimitReset: new Gauge({
      name: "awesome_papers_github_rate_limit_reset_timestamp_seconds",
      help: "When these installations have their whole limit again.",
      labelNames: ["installation"],
      registers,
    }),
    rateLimitInstallations: new Gauge({
      name: "awesome_papers_github_rate_limit_installations",
      help: "Installations asked for in this hour, by the part of their limit that is left at most.",
      labelNames: ["left"],
      registers,
    }),
    metadataAnswers: new Counter({
      name: "awesome_papers_metadata_answers_total",
      help: "Questions to the services that know papers, by service and answer.",
      labelNames: ["source", "outcome"],
      registers,
    }),
    metadataSeconds: new Histogram({
      name: "awesome_papers_metadata_answer_duration_seconds",
      help: "From such a question to its answer, the wait for its turn included.",
      labelNames: ["source"],
      buckets: [0.1, 0.5, 1, 2.5, 5, 10, 20, 45, 90],
      registers,
    }),
    build: new Gauge({
      name: "awesome_papers_build_info",
      help: "Always 1.",
      labelNames: ["version"],
      registers,
    }),
  };
}
