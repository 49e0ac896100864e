import { randomUUID } from "node:crypto";
import PQueue from "p-queue";
import { createGroupHolds } from "./group-holds.ts";
import { mergeWaiting, nextTry, type Waiting } from "./waiting.ts";

/** Work on subjects, one at a time each. What is added says only "look again"; what is to be done is found out then. */
export interface SubjectQueue<Item> {
  /**
   * Looks at the subject, not before `delay` milliseconds from now. While one look waits, further ones become part of it
   * (the earliest time counts); one that comes while the subject is looked at causes exactly one more look. After a
   * failure none comes before its delay is over, whoever asks. Resolves when it is kept, as safely as this queue keeps
   * anything; where it rejects, it may not be.
   */
  add(key: string, item: Item, options?: AddOptions): Promise<void>;
  /** Resolves when nothing waits, runs or is to be tried again. */
  idle(): Promise<void>;
  /** Number of subjects that wait or run. */
  size(): Promise<number>;
  /** What is in it now, over all processes that share it. */
  state(): Promise<QueueState>;
  /** Whether what the queue stands on answers. */
  isReachable(): boolean;
  /** Starts nothing more, and resolves when what runs is finished. */
  stop(): Promise<void>;
}

export interface QueueState {
  /** Subjects that wait, those with a time that has not come included. */
  readonly waiting: number;
  readonly running: number;
  /** Subjects that were given up, and that nobody has retried or dropped since. */
  readonly givenUp: number;
  /** Since when the longest waiting one could have been looked at, in milliseconds since 1970; undefined where none could. */
  readonly dueSince: number | undefined;
}

/** A look that failed. */
export interface FailedLook<Item> {
  readonly item: Item;
  readonly error: unknown;
  /** Counts from 1. */
  readonly attempt: number;
  /** Whether no further try follows by itself. */
  readonly givenUp: boolean;
  /** What the operator finds this look by: in the log, among what was given up, and in what people are told. */
  readonly reference: string;
}

export interface AddOptions {
  readonly delay?: number;
  /** The higher goes first. */
  readonly priority?: number;
  /** Subjects that share one limit. */
  readonly group?: string;
}

export interface SubjectQueueOptions<Item> {
  /** `attempt` counts from 1. */
  readonly work: (item: Item, attempt: number) => Promise<void>;
  readonly concurrency?: number;
  /** Milliseconds until the next try after a failure, or undefined to give up. `attempt` counts from 1. */
  readonly retryDelay: (error: unknown, attempt: number) => number | undefined;
  /** Milliseconds for which this failure holds up all subjects of its group. */
  readonly groupDelay?: (error: unknown) => number | undefined;
  /** Told of each failure. */
  readonly onFailure: (failed: FailedLook<Item>) => void;
}

/** A timer of Node's that is set for longer than this fires at once. */
const longestTimer = 2 ** 31 - 1;

/** A queue in this process's memory: a restart forgets it, and the sweep at the start looks at everything again. */
export function createSubjectQueue<Item>(options: SubjectQueueOptions<Item>): SubjectQueue<Item> {
  const pool = new PQueue({ concurrency: options.concurrency ?? 8 });
  const waiting = new Map<string, Waiting<Item>>();
  const timers = new Map<string, NodeJS.Timeout>();
  /** Those whose time has come, which wait for their turn in the pool. */
  const queued = new Set<string>();
  const running = new Set<string>();
  const holds = createGroupHolds();
  let idlers: (() => void)[] = [];
  let stopped = false;
  let givenUp = 0;

  return {
    add(key, item, { delay = 0, priority = 0, group } = {}) {
      if (!stopped) wait(key, { item, notBefore: Date.now() + delay, heldUntil: 0, attempt: 1, priority, group });
      return Promise.resolve();
    },
    idle() {
      return waiting.size + running.size === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve));
    },
    size: () => Promise.resolve(new Set([...waiting.keys(), ...running]).size),
    state() {
      const times = [...waiting.values()].map(timeOf).filter((time) => time <= Date.now());
      const dueSince = times.length > 0 ? Math.min(...times) : undefined;
      return Promise.resolve({ waiting: waiting.size, running: running.size, givenUp, dueSince });
    },
    isReachable: () => true,
    async stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      waiting.clear();
      await pool.onIdle();
      tellIdle();
    },
  };

  function wait(key: string, next: Waiting<Item>): void {
    const merged = mergeWaiting(waiting.get(key), next);
    waiting.set(key, merged);
    if (queued.has(key)) pool.setPriority(key, merged.priority);
    else if (!running.has(key)) schedule(key, merged);
  }

  function schedule(key: string, next: Waiting<Item>): void {
    clearTimeout(timers.get(key));
    const timer = setTimeout(() => start(key), Math.min(Math.max(0, timeOf(next) - Date.now()), longestTimer));
    timers.set(key, timer);
  }

  function timeOf({ notBefore, heldUntil, group }: Waiting<Item>): number {
    return Math.max(notBefore, heldUntil, holds.until(group));
  }

  function start(key: string): void {
    timers.delete(key);
    const next = waiting.get(key);
    if (next === undefined) return;
    if (timeOf(next) > Date.now()) return schedule(key, next);
    queued.add(key);
    void pool.add(() => run(key), { id: key, priority: next.priority });
  }

  async function run(key: string): Promise<void> {
    queued.delete(key);
    const next = waiting.get(key);
    if (next === undefined || stopped) return;
    // Its group may have met a limit while it waited for its turn.
    if (timeOf(next) > Date.now()) return schedule(key, next);
    waiting.delete(key);
    running.add(key);
    try {
      await options.work(next.item, next.attempt);
    } catch (error) {
      fail(key, next, error);
    } finally {
      running.delete(key);
      const again = waiting.get(key);
      if (again !== undefined) schedule(key, again);
      tellIdle();
    }
  }

  function fail(key: string, failed: Waiting<Item>, error: unknown): void {
    holds.hold(failed.group, options.groupDelay?.(error));
    const delay = options.retryDelay(error, failed.attempt);
    if (delay === undefined) givenUp += 1;
    const { item, attempt } = failed;
    options.onFailure({ item, error, attempt, givenUp: delay === undefined, reference: randomUUID() });
    if (delay === undefined || stopped) return;
    const again = nextTry(failed, delay);
    const meanwhile = waiting.get(key);
    waiting.set(key, meanwhile === undefined ? again : mergeWaiting(again, meanwhile));
  }

  function tellIdle(): void {
    if (waiting.size + running.size > 0) return;
    for (const resolve of idlers) resolve();
    idlers = [];
  }
}
