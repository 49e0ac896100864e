import type { Subject } from "../intake/snapshot.ts";
import { printSubject, subjectKey } from "./subject-key.ts";
import { sweepKey, type SweepStep } from "./sweep.ts";

/** What the queue holds: a subject to look at, or a step of a sweep. */
export type Job = SweepStep | LookJob;

export interface LookJob {
  readonly kind: "look";
  readonly installationId: number;
  readonly subject: Subject;
}

/** While one with this key waits, another becomes part of it. */
export function jobKey(job: Job): string {
  return job.kind === "look" ? subjectKey(job.subject) : sweepKey(job);
}

/** For logs. */
export function printJob(job: Job): string {
  return job.kind === "look" ? printSubject(job.subject) : sweepKey(job);
}
