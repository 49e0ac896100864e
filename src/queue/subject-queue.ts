import PQueue from "p-queue";

/** Work on subjects, one at a time each. What is added says only "look again"; what is to be done is found out then. */
export interface SubjectQueue<Item> {
  /**
   * Looks at the subject, not before `delay` milliseconds from now. While one look waits, further ones become part of it
   * (the earliest time counts); one that comes while the subject is looked at causes exactly one more look. After a
   * failure none comes before its delay is over, whoever asks.
   */
  add(key: string, item: Item, options?: AddOptions): void;
  /** Resolves when nothing waits, runs or is to be tried again. */
  idle(): Promise<void>;
  /** Number of subjects that wait or run. */
  readonly size: number;
  /** Takes nothing more, and resolves when what runs is finished. */
  stop(): Promise<void>;
}

export interface AddOptions {
  readonly delay?: number;
  /** The higher goes first. */
  readonly priority?: number;
  /** Subjects that share one limit. */
  readonly group?: string;
}

export interface SubjectQueueOptions<Item> {
  readonly work: (item: Item) => Promise<void>;
  readonly concurrency?: number;
  /** Milliseconds until the next try after a failure, or undefined to give up. `attempt` counts from 1. */
  readonly retryDelay: (error: unknown, attempt: number) => number | undefined;
  /** Milliseconds for which this failure holds up all subjects of its group. */
  readonly groupDelay?: (error: unknown) => number | undefined;
  /** Told of each failure; `givenUp` when no further try follows. */
  readonly onFailure: (item: Item, error: unknown, givenUp: boolean) => void;
}

interface Waiting<Item> {
  readonly item: Item;
  readonly notBefore: number;
  /** The end of the delay after a failure. Unlike `notBefore` it is made no earlier by what comes. */
  readonly heldUntil: number;
  readonly attempt: number;
  readonly priority: number;
  readonly group: string | undefined;
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
  const blockedUntil = new Map<string, number>();
  let idlers: (() => void)[] = [];
  let stopped = false;

  return {
    add(key, item, { delay = 0, priority = 0, group } = {}) {
      if (stopped) return;
      wait(key, { item, notBefore: Date.now() + delay, heldUntil: 0, attempt: 1, priority, group });
    },
    idle() {
      return waiting.size + running.size === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve));
    },
    get size() {
      return new Set([...waiting.keys(), ...running]).size;
    },
    async stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      waiting.clear();
      await pool.onIdle();
      tellIdle();
    },
  };

  function wait(key: string, next: Waiting<Item>): void {
    const merged = merge(waiting.get(key), next);
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
    const blocked = group === undefined ? undefined : blockedUntil.get(group);
    return Math.max(notBefore, heldUntil, blocked ?? 0);
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
      await options.work(next.item);
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
    const now = Date.now();
    const forAll = options.groupDelay?.(error);
    if (forAll !== undefined && failed.group !== undefined) {
      blockedUntil.set(failed.group, Math.max(blockedUntil.get(failed.group) ?? 0, now + forAll));
    }
    const delay = options.retryDelay(error, failed.attempt);
    options.onFailure(failed.item, error, delay === undefined);
    if (delay === undefined || stopped) return;
    const until = now + delay;
    const again = { ...failed, notBefore: until, heldUntil: until, attempt: failed.attempt + 1 };
    const meanwhile = waiting.get(key);
    waiting.set(key, meanwhile === undefined ? again : merge(again, meanwhile));
  }

  function tellIdle(): void {
    if (waiting.size + running.size > 0) return;
    for (const resolve of idlers) resolve();
    idlers = [];
  }
}

/** What waited and what came become one look: of the newer word, at the earlier time, but never within a delay. */
function merge<Item>(present: Waiting<Item> | undefined, next: Waiting<Item>): Waiting<Item> {
  if (present === undefined) return next;
  return {
    item: next.item,
    notBefore: Math.min(present.notBefore, next.notBefore),
    heldUntil: Math.max(present.heldUntil, next.heldUntil),
    attempt: Math.max(present.attempt, next.attempt),
    priority: Math.max(present.priority, next.priority),
    group: next.group ?? present.group,
  };
}
