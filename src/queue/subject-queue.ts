import { randomUUID } from "node:crypto";
import { createGroupHolds } from "./group-holds.ts";
import type { JobDesk } from "./job-desk.ts";
import { createTurns, type Turn } from "./turns.ts";
import { mergeWaiting, nextTry, printError, type Waiting } from "./waiting.ts";

/** Work on subjects, one at a time each. What is added says only "look again"; what is to be done is found out then. */
export interface SubjectQueue<Item> {
  /**
   * Looks at the subject, not before `delay` milliseconds from now. While one look waits, further ones become part of it
   * (the earliest time counts, and the newest item, with what only an older one has); one that comes while the subject is looked at causes exactly one more look. After a
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
  /** The look at this subject that was given up, while none was good since. */
  findGivenUp(key: string): Promise<GivenUpLook<Item> | undefined>;
  /** Has what was given up looked at again when there is room for it, but not what processes ended under. */
  retryGivenUp(): Promise<void>;
  /** A look at the subject was good: what was given up of it is forgotten. */
  absolve(key: string): Promise<void>;
  /** People know of what was given up. */
  markTold(reference: string): Promise<void>;
  /** For the operator; absent where it is kept in memory. */
  readonly desk?: JobDesk<Item>;
  /** Whether what the queue stands on answers. */
  isReachable(): boolean;
  /** Starts nothing more, and resolves when what runs is finished. */
  stop(): Promise<void>;
}

export interface QueueState {
  /** Subjects that wait, those with a time that has not come included. */
  readonly waiting: number;
  readonly running: number;
  /** Subjects that were given up, and that no good look or operator has taken off since. */
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

/** A look that was given up, until another at the same subject is good or an operator drops it. */
export interface GivenUpLook<Item> {
  /** As of the first failed look while more fail after it. */
  readonly reference: string;
  readonly key: string;
  readonly item: Item;
  readonly group: string | undefined;
  readonly lane: string | undefined;
  /** When it was given up, the first time, in milliseconds since 1970. */
  readonly since: number;
  /** How often the last look was tried. */
  readonly attempts: number;
  /** The process ended under it again and again. */
  readonly isDeadly: boolean;
  /** The last words of the last error; undefined where there was none. */
  readonly error: string | undefined;
}

export interface AddOptions {
  readonly delay?: number;
  /** Below 0 is what nobody waits for: it goes after what people wait for, and one such after seven of these. */
  readonly priority?: number;
  /** Lanes take turns, and of one only two subjects are looked at at a time. By itself a subject has a lane of its own. */
  readonly lane?: string;
  /** Subjects that share one limit. */
  readonly group?: string;
}

export interface SubjectQueueOptions<Item> {
  /** `attempt` counts from 1. */
  readonly work: (item: Item, attempt: number) => Promise<void>;
  readonly concurrency?: number;
  /** Milliseconds until the next try after a failure, or undefined to give up. `attempt` counts from 1. */
  readonly retryDelay: (error: unknown, attempt: number, item: Item) => number | undefined;
  /** Milliseconds for which this failure holds up all subjects of its group. */
  readonly groupDelay?: (error: unknown) => number | undefined;
  /** Until when a subject is to wait though its turn has come, in milliseconds since 1970, and 0 where it is not. No failure. */
  readonly holdUntil?: (waiting: Pick<Waiting<Item>, "group" | "priority">) => number;
  /** Told of each failure. */
  readonly onFailure: (failed: FailedLook<Item>) => void;
  /**
   * What is to be worked on, under the key of the subject, so that people hear of a look that was given up; undefined
   * where they need not. It is asked for until `markTold`, or until there is no such look any more.
   *
   * @param error absent where the process ended under it, and after a restart
   */
  readonly tellOf?: (look: GivenUpLook<Item>, error?: unknown) => Item | undefined;
}

/** A timer of Node's that is set for longer than this fires at once. */
const longestTimer = 2 ** 31 - 1;

/** A queue in this process's memory: a restart forgets it, and the sweep at the start looks at everything again. */
export function createSubjectQueue<Item extends object>(options: SubjectQueueOptions<Item>): SubjectQueue<Item> {
  const concurrency = options.concurrency ?? 8;
  const turns = createTurns();
  const waiting = new Map<string, Waiting<Item>>();
  const timers = new Map<string, NodeJS.Timeout>();
  /** Those whose time has come, which wait for their turn. */
  const due = new Map<string, Turn>();
  /** Keys and their lanes. */
  const running = new Map<string, string>();
  const holds = createGroupHolds();
  let idlers: (() => void)[] = [];
  const givenUp = new Map<string, GivenUpLook<Item>>();
  const told = new Set<string>();
  let stopped = false;

  return {
    add(key, item, { delay = 0, priority = 0, group, lane = key } = {}) {
      if (!stopped) wait(key, { item, notBefore: Date.now() + delay, heldUntil: 0, attempt: 1, priority, group, lane });
      return Promise.resolve();
    },
    idle() {
      return waiting.size + running.size === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve));
    },
    size: () => Promise.resolve(new Set([...waiting.keys(), ...running.keys()]).size),
    state() {
      const times = [...waiting.values()].map(timeOf).filter((time) => time <= Date.now());
      const dueSince = times.length > 0 ? Math.min(...times) : undefined;
      return Promise.resolve({ waiting: waiting.size, running: running.size, givenUp: givenUp.size, dueSince });
    },
    findGivenUp: (key) => Promise.resolve(givenUp.get(key)),
    retryGivenUp() {
      const now = { notBefore: 0, heldUntil: 0, attempt: 1, priority: -1 };
      for (const { key, item, group, lane = key } of stopped ? [] : givenUp.values())
        if (!waiting.has(key)) wait(key, { ...now, item, group, lane });
      return Promise.resolve();
    },
    absolve(key) {
      told.delete(givenUp.get(key)?.reference ?? "");
      givenUp.delete(key);
      return Promise.resolve();
    },
    markTold(reference) {
      told.add(reference);
      return Promise.resolve();
    },
    isReachable: () => true,
    async stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      waiting.clear();
      due.clear();
      if (running.size > 0) await new Promise<void>((resolve) => idlers.push(resolve));
      tellIdle();
    },
  };

  function wait(key: string, next: Waiting<Item>): void {
    const merged = mergeWaiting(waiting.get(key), next);
    waiting.set(key, merged);
    const turn = due.get(key);
    if (turn !== undefined) due.set(key, { ...turn, priority: merged.priority });
    else if (!running.has(key)) schedule(key, merged);
  }

  function schedule(key: string, next: Waiting<Item>): void {
    clearTimeout(timers.get(key));
    const timer = setTimeout(() => start(key), Math.min(Math.max(0, timeOf(next) - Date.now()), longestTimer));
    timers.set(key, timer);
  }

  function timeOf({ notBefore, heldUntil, group, priority }: Waiting<Item>): number {
    return Math.max(notBefore, heldUntil, holds.until(group), options.holdUntil?.({ group, priority }) ?? 0);
  }

  function start(key: string): void {
    timers.delete(key);
    const next = waiting.get(key);
    if (next === undefined) return;
    if (timeOf(next) > Date.now()) return schedule(key, next);
    due.set(key, { lane: next.lane ?? key, priority: next.priority, dueAt: timeOf(next) });
    fill();
  }

  function fill(): void {
    while (running.size < concurrency) {
      const key = turns.take(due, running.values());
      if (key === undefined) return;
      due.delete(key);
      const next = waiting.get(key);
      if (next === undefined) continue;
      // Its group may have met a limit while it waited for its turn.
      if (timeOf(next) > Date.now()) schedule(key, next);
      else void run(key, next);
    }
  }

  async function run(key: string, next: Waiting<Item>): Promise<void> {
    waiting.delete(key);
    running.set(key, next.lane ?? key);
    try {
      await options.work(next.item, next.attempt);
    } catch (error) {
      fail(key, next, error);
    } finally {
      running.delete(key);
      const again = waiting.get(key);
      if (again !== undefined) schedule(key, again);
      fill();
      tellIdle();
    }
  }

  function fail(key: string, failed: Waiting<Item>, error: unknown): void {
    holds.hold(failed.group, options.groupDelay?.(error));
    const { item, attempt } = failed;
    const delay = options.retryDelay(error, attempt, item);
    const reference = (delay === undefined ? givenUp.get(key)?.reference : undefined) ?? randomUUID();
    options.onFailure({ item, error, attempt, givenUp: delay === undefined, reference });
    if (stopped) return;
    const again = delay === undefined ? giveUp(key, failed, reference, error) : nextTry(failed, delay, error);
    const meanwhile = waiting.get(key);
    if (again !== undefined) waiting.set(key, meanwhile === undefined ? again : mergeWaiting(again, meanwhile));
  }

  /** Returns what tells of it. */
  function giveUp(
    key: string,
    { item, attempt, group, lane = key }: Waiting<Item>,
    reference: string,
    error: unknown,
  ): Waiting<Item> | undefined {
    const since = givenUp.get(key)?.since ?? Date.now();
    const look = {
      reference,
      key,
      item,
      group,
      lane,
      since,
      attempts: attempt,
      isDeadly: false,
      error: printError(error),
    };
    givenUp.set(key, look);
    const next = told.has(reference) ? undefined : options.tellOf?.(look, error);
    return next && { item: next, notBefore: 0, heldUntil: 0, attempt: 1, priority: 0, group, lane };
  }

  function tellIdle(): void {
    if (waiting.size + running.size > 0) return;
    for (const resolve of idlers) resolve();
    idlers = [];
  }
}
