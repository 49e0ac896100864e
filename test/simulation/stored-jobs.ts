import type { Job } from "../../src/app/job.ts";
import { mergeWaiting, type Waiting } from "../../src/queue/waiting.ts";

/** A subject that a process has taken. */
export interface Taken {
  readonly key: string;
  readonly waiting: Waiting<Job>;
  readonly process: number;
  /** When it is noticed that its process is gone; undefined while it lives. */
  lostAt: number | undefined;
}

/**
 * What the queue's database holds, with the contract of `JobStore`: for each key one that waits and one that is taken.
 * Each method is one statement: it happens whole or not at all, and it outlives every process.
 */
export interface StoredJobs {
  store(key: string, waiting: Waiting<Job>, whose: "newer" | "present"): void;
  /** The next that is due and whose key is free: highest priority first. */
  take(process: number): Taken | undefined;
  settle(taken: Taken): void;
  /** What this process has taken is lost at that time. */
  lose(process: number, at: number): void;
  giveBackLost(): void;
  /** Whether there is something to take now. */
  isDue(): boolean;
  /** When something becomes due, or is noticed to be lost; undefined where nothing waits. */
  nextTime(): number | undefined;
}

export function createStoredJobs(): StoredJobs {
  const waiting = new Map<string, Waiting<Job>>();
  const taken = new Map<string, Taken>();

  function due(): [string, Waiting<Job>] | undefined {
    const now = Date.now();
    return [...waiting]
      .filter(([key, one]) => !taken.has(key) && timeOf(one) <= now)
      .toSorted(([, a], [, b]) => b.priority - a.priority || timeOf(a) - timeOf(b))[0];
  }

  function store(key: string, next: Waiting<Job>, whose: "newer" | "present"): void {
    waiting.set(key, mergeWaiting(waiting.get(key), next, whose));
  }

  return {
    store,
    take(process) {
      const found = due();
      if (found === undefined) return undefined;
      const [key, one] = found;
      waiting.delete(key);
      const job: Taken = { key, waiting: one, process, lostAt: undefined };
      taken.set(key, job);
      return job;
    },
    settle(job) {
      if (taken.get(job.key) === job) taken.delete(job.key);
    },
    lose(process, at) {
      for (const job of taken.values()) if (job.process === process) job.lostAt ??= at;
    },
    giveBackLost() {
      for (const job of taken.values()) {
        if (job.lostAt === undefined || job.lostAt > Date.now()) continue;
        taken.delete(job.key);
        store(job.key, { ...job.waiting, notBefore: Date.now() }, "present");
      }
    },
    isDue: () => due() !== undefined,
    nextTime() {
      const free = [...waiting].filter(([key]) => !taken.has(key)).map(([, one]) => timeOf(one));
      const lost = [...taken.values()].flatMap(({ lostAt }) => lostAt ?? []);
      const times = [...free, ...lost];
      return times.length === 0 ? undefined : Math.min(...times);
    },
  };
}

function timeOf({ notBefore, heldUntil }: Waiting<Job>): number {
  return Math.max(notBefore, heldUntil);
}
