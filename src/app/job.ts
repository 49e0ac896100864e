import type { Subject } from "../intake/snapshot.ts";
import { routineKey, type RoutineStep } from "./sweep/routine.ts";
import { printSubject, subjectKey } from "./subject-key.ts";

/** What the queue holds: a subject to look at, a step of what is done regularly, or a look that people are to hear of. */
export type Job = RoutineStep | LookJob | TellJob;

export interface LookJob {
  readonly kind: "look";
  readonly installationId: number;
  readonly subject: Subject;
  /** The subject's own wish, or that of an older job that this one took in: the commit to check again. */
  readonly recheck?: string;
  /** Of several that became one, the newest. */
  readonly asked?: Asked;
}

export function createLookJob(installationId: number, subject: Subject): LookJob {
  const wish = "recheck" in subject ? { recheck: subject.recheck } : {};
  return { kind: "look", installationId, subject, ...wish };
}

/** When a look was asked for, and by what: for logs and traces. */
export interface Asked {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** GitHub's id of the webhook; absent where a sweep asked. */
  readonly delivery?: string;
  /** As headers would hold it. https://www.w3.org/TR/trace-context/ */
  readonly trace?: Readonly<Record<string, string>>;
}

/** A look that was given up: people are told in the subject's own thread, or by its check run. */
export interface TellJob {
  readonly kind: "tell";
  readonly installationId: number;
  readonly subject: Subject;
  readonly reference: string;
  /** When it was given up, in milliseconds since 1970. */
  readonly since: number;
  /** Processes ended under it, so it is not tried once more before people are told. */
  readonly isDeadly: boolean;
}

/** While one with this key waits, another becomes part of it. */
export function jobKey(job: Job): string {
  return isOfSubject(job) ? subjectKey(job.subject) : routineKey(job);
}

/** A list's subjects and its sweep take turns with those of other lists. */
export function laneOf(job: Job): string {
  return "subject" in job
    ? String(job.subject.repository.id)
    : job.kind === "repository"
      ? String(job.repository.id)
      : jobKey(job);
}

/** For logs. */
export function printJob(job: Job): string {
  return isOfSubject(job) ? printSubject(job.subject) : routineKey(job);
}

function isOfSubject(job: Job): job is LookJob | TellJob {
  return job.kind === "look" || job.kind === "tell";
}
