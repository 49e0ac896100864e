import PQueue from "p-queue";

/** Work on subjects, one at a time each. What is added says only "look again"; what is to be done is found out then. */
export interface SubjectQueue<Item> {
  /**
   * Looks at the subject, not before `delay` milliseconds from now. While one look waits, further ones become part of it
   * (the earliest time counts); one that comes while the subject is looked at causes exactly one more look.
   */
  add(key: string, item: Item, options?: { readonly delay?: number; readonly priority?: number }): void;
  /** Resolves when nothing waits, runs or is to be tried again. */
  idle(): Promise<void>;
  /** Number of subjects that wait or run. */
  readonly size: number;
  /** Takes nothing more, and resolves when what runs is finished. */
  stop(): Promise<void>;
}

export interface SubjectQueueOptions<Item> {
  readonly work: (item: Item) => Promise<void>;
  readonly concurrency?: number;
  /** Milliseconds until the next try after a failure, or undefined to give up. `attempt` counts from 1. */
  readonly retryDelay: (error: unknown, attempt: number) => number | undefined;
  /** Told of each failure; `givenUp` when no further try follows. */
  readonly onFailure: (item: Item, error: unknown, givenUp: boolean) => void;
}

interface Waiting<Item> {
  readonly item: Item;
  readonly notBefore: number;
  readonly attempt: number;
  readonly priority: number;
}

/** A queue in this process's memory: a restart forgets it, and the sweep at the start looks at everything again. */
export function createSubjectQueue<Item>(options: SubjectQueueOptions<Item>): SubjectQueue<Item> {
  const pool = new PQueue({ concurrency: options.concurrency ?? 8 });
  const waiting = new Map<string, Waiting<Item>>();
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Set<string>();
  let idlers: (() => void)[] = [];
  let stopped = false;

  return {
    add(key, item, { delay = 0, priority = 0 } = {}) {
      if (!stopped) wait(key, { item, notBefore: Date.now() + delay, attempt: 1, priority });
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
    const present = waiting.get(key);
    const notBefore = Math.min(present?.notBefore ?? Infinity, next.notBefore);
    waiting.set(key, { ...next, notBefore, priority: Math.max(present?.priority ?? 0, next.priority) });
    if (!running.has(key)) schedule(key, notBefore);
  }

  function schedule(key: string, notBefore: number): void {
    clearTimeout(timers.get(key));
    const timer = setTimeout(() => start(key), Math.max(0, notBefore - Date.now()));
    timers.set(key, timer);
  }

  function start(key: string): void {
    timers.delete(key);
    const priority = waiting.get(key)?.priority ?? 0;
    running.add(key);
    void pool.add(() => run(key), { priority });
  }

  async function run(key: string): Promise<void> {
    const next = waiting.get(key);
    waiting.delete(key);
    try {
      if (next !== undefined && !stopped) await options.work(next.item);
    } catch (error) {
      const delay = next === undefined ? undefined : options.retryDelay(error, next.attempt);
      if (next !== undefined) {
        options.onFailure(next.item, error, delay === undefined);
        if (delay !== undefined && !stopped && !waiting.has(key)) {
          waiting.set(key, { ...next, notBefore: Date.now() + delay, attempt: next.attempt + 1 });
        }
      }
    } finally {
      running.delete(key);
      const again = waiting.get(key);
      if (again !== undefined) schedule(key, again.notBefore);
      tellIdle();
    }
  }

  function tellIdle(): void {
    if (waiting.size + running.size > 0) return;
    for (const resolve of idlers) resolve();
    idlers = [];
  }
}
