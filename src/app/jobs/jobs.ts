import type { Done, JobDesk, ListedJob, Which } from "../../queue/job-desk.ts";
import { printJob, type Job } from "../job.ts";

/** What an operator asks of a server, or of its database. */
export interface Jobs {
  list(limit: number): Promise<JobsReport>;
  retry(which: Which): Promise<Done>;
  drop(which: Which): Promise<Done>;
}

/** As `jobs list --json` prints it: how many there are, and of each kind the first. Times are ISO 8601, UTC. */
export interface JobsReport {
  readonly counts: { readonly waiting: number; readonly running: number; readonly givenUp: number };
  readonly waiting: readonly WaitingLine[];
  readonly running: readonly WaitingLine[];
  readonly givenUp: readonly GivenUpLine[];
}

export interface WaitingLine {
  /** `owner/name#12`, `owner/name:main`, `sweep repository 34`. */
  readonly subject: string;
  readonly attempt: number;
  readonly since: string;
  readonly notBefore: string;
  readonly error?: string;
}

export interface GivenUpLine {
  readonly reference: string;
  readonly subject: string;
  readonly since: string;
  readonly attempts: number;
  readonly error: string;
}

export function createJobs(desk: JobDesk<Job>): Jobs {
  return {
    async list(limit) {
      const { counts, waiting, running, givenUp } = await desk.list(limit);
      return {
        counts,
        waiting: waiting.map(lineOf),
        running: running.map(lineOf),
        givenUp: givenUp.map(({ reference, item, since, attempts, error }) => ({
          reference,
          subject: printJob(item),
          since: printTime(since),
          attempts,
          error: error ?? "The process ended under it, again and again.",
        })),
      };
    },
    retry: (which) => desk.retry(which),
    drop: (which) => desk.drop(which),
  };
}

function lineOf({ item, since, notBefore, ...line }: ListedJob<Job>): WaitingLine {
  return { subject: printJob(item), ...line, since: printTime(since), notBefore: printTime(notBefore) };
}

function printTime(time: number): string {
  return new Date(time).toISOString();
}
