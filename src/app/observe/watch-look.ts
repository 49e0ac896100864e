import { SpanKind, type Span } from "@opentelemetry/api";
import { mayWrite } from "../../queue/lease.ts";
import type { FailedLook } from "../../queue/subject-queue.ts";
import { printJob, type Asked, type Job } from "../job.ts";
import type { LeveledLog } from "./leveled-log.ts";
import type { Metrics } from "./metrics.ts";
import { beneath, failSpan, findPlace, linksTo, startSpan } from "./span.ts";
import { findTask, inTask, startTask, type Task } from "./task.ts";

/** Logs, counts and traces each job of the queue. */
export interface LookWatch {
  /** Does the job; what it asks of GitHub is counted as its own. */
  look(job: Job, attempt: number, act: () => Promise<void>): Promise<void>;
  /** To be told by the queue of each job that failed: only the queue knows what becomes of it. */
  readonly failed: (failed: FailedLook<Job>) => void;
}

interface Begun {
  readonly task: Task;
  readonly span: Span;
  readonly at: number;
  /** Milliseconds. */
  readonly waited: number | undefined;
}

export function createLookWatch(log: LeveledLog, metrics: Metrics): LookWatch {
  const failing = new WeakMap<Job, Begun>();

  return {
    async look(job, attempt, act) {
      const begun = begin(job, attempt);
      try {
        await inTask(begun.task, () => beneath(begun.span, act));
      } catch (error) {
        failing.set(job, begun);
        throw error;
      }
      const fields = end(job, attempt, begun, "done");
      // Most looks find all as it should be, and are nobody's news.
      log[begun.task.writes > 0 ? "info" : "debug"](fields, "looked");
    },
    failed({ item, error, attempt, givenUp, reference }) {
      const begun = failing.get(item) ?? begin(item, attempt);
      failSpan(begun.span, error);
      if (!givenUp && !mayWrite()) {
        // The server stops, or stood still for so long that another may have it: it is begun anew, and this is no news.
        log.info(end(item, attempt, begun, "cut_short"), "a look was cut short");
        return;
      }
      const fields = end(item, attempt, begun, givenUp ? "given_up" : "failed");
      log[givenUp ? "error" : "warn"]({ err: error, ...fields, givenUp, reference }, "a look failed");
    },
  };

  function begin(job: Job, attempt: number): Begun {
    const asked = askedOf(job);
    const waited = asked === undefined ? undefined : Math.max(0, Date.now() - asked.at);
    if (waited !== undefined && attempt === 1) metrics.lookWaitSeconds.observe({ kind: kindOf(job) }, waited / 1000);
    const span = startSpan(`look ${kindOf(job)}`, {
      kind: SpanKind.CONSUMER,
      // The queue's timer may have been set while a webhook was taken.
      root: true,
      links: linksTo(asked?.trace),
      attributes: {
        "awesome_papers.subject": printJob(job),
        "awesome_papers.attempt": attempt,
        ...(asked?.delivery !== undefined && { "awesome_papers.delivery": asked.delivery }),
      },
    });
    return { task: startTask(asked?.delivery), span, at: performance.now(), waited };
  }

  function end(job: Job, attempt: number, { task, span, at, waited }: Begun, outcome: string): object {
    const kind = kindOf(job);
    const ms = Math.round(performance.now() - at);
    const { requests, writes, delivery } = task;
    metrics.looks.inc({ kind, outcome });
    metrics.lookSeconds.observe({ kind }, ms / 1000);
    metrics.lookRequests.observe({ kind }, requests);
    span.setAttributes({ "awesome_papers.outcome": outcome, "awesome_papers.github_requests": requests });
    span.end();
    const installation = "installationId" in job ? job.installationId : undefined;
    return { subject: printJob(job), installation, delivery, attempt, outcome, ms, waited, requests, writes };
  }
}

/** Says of a look that is asked for now when that is, and what asks for it: a webhook, or what another has led to. */
export function askedNow(): Asked {
  const delivery = findTask()?.delivery;
  const trace = findPlace();
  return { at: Date.now(), ...(delivery !== undefined && { delivery }), ...(trace !== undefined && { trace }) };
}

function askedOf(job: Job): Asked | undefined {
  return job.kind === "look" ? job.asked : undefined;
}

function kindOf(job: Job): string {
  return job.kind === "look" ? job.subject.kind : job.kind;
}
