import { createGivenUpStore } from "./given-up.ts";
import { createJobStore, type JobStore, type TakenJob } from "./job-store.ts";
import { createGroupHolds } from "./group-holds.ts";
import { inTime } from "./in-time.ts";
import { createInbox } from "./inbox.ts";
import { createLease, underLease, type Lease } from "./lease.ts";
import { createJobDesk } from "./job-desk.ts";
import type { QueueDatabase } from "./queue-database.ts";
import type { GivenUpLook, SubjectQueue, SubjectQueueOptions } from "./subject-queue.ts";
import { nextTry, printError, type Waiting } from "./waiting.ts";

export interface DurableQueueOptions<Item> extends SubjectQueueOptions<Item> {
  readonly database: QueueDatabase;
  /** Told when the database fails; how long it stays so, `isReachable` tells. */
  readonly onDatabaseError: (error: unknown) => void;
  /** Milliseconds that `stop` gives to what runs; what is not finished then is given back. */
  readonly stopWithin?: number;
  /** Milliseconds without a word after which a process is believed to be gone, and others take what it had; a minute. */
  readonly lostAfter?: number;
}

/** Milliseconds between two looks for what others have stored, or whose time has come. */
const pollEvery = 500;
/** Milliseconds from one taking to the next: what ends meanwhile is settled at once, and what is stored finds its way free. */
const gatherEnded = 20;
const lostAfter = 60_000;
/** Milliseconds without an answer after which the database cannot be reached. */
const silence = 5_000;
/** Milliseconds after which a statement is taken for lost, as a connection that died without a word loses it. */
const answerWithin = 30_000;
/** A container is given ten seconds to stop. */
const stopWithin = 9_000;

/**
 * A queue that outlives this process, and that several may share: what `add` has resolved for is looked at, whatever
 * ends. A process that is gone while it looks leaves its subject to another, or to its own next start.
 */
export async function createDurableQueue<Item extends object>(
  options: DurableQueueOptions<Item>,
): Promise<SubjectQueue<Item>> {
  const { database, onDatabaseError } = options;
  const concurrency = options.concurrency ?? 8;
  const patience = options.lostAfter ?? lostAfter;
  const store: JobStore<Item> = await createJobStore<Item>(database, patience);
  const dead = createGivenUpStore<Item>(database);
  const desk = createJobDesk<Item>(database, store);
  const inbox = createInbox<Item>((subjects) => store.store(subjects));
  const holds = createGroupHolds();
  const running = new Map<TakenJob<Item>, { readonly lease: Lease; readonly ended: Promise<void> }>();
  /** What ended well, and what is to wait again: not settled yet. */
  let done: TakenJob<Item>[] = [];
  let again: (readonly [TakenJob<Item>, Waiting<Item>])[] = [];
  let taking: Promise<void> | undefined;
  let takeAgain = false;
  let stopped = false;
  let answeredAt = Date.now();
  let isFailing = false;
  let isClosed = false;
  const polls = setInterval(poll, pollEvery);
  const touches = setInterval(() => void touch().then(tellUntold), patience / 4);
  wake();
  void tellUntold();

  return {
    async add(key, item, { delay = 0, priority = 0, group, lane = key } = {}) {
      const notBefore = Date.now() + delay;
      await inbox.add(key, { item, notBefore, heldUntil: 0, attempt: 1, priority, group, lane });
      if (delay < pollEvery) setTimeout(wake, delay);
    },
    async idle() {
      while (running.size > 0 || (await store.count()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    size: () => store.count(),
    state: () => store.state(),
    desk,
    findGivenUp: (key) => dead.find(key),
    retryGivenUp: () => desk.retryQuietly(),
    absolve: (key) => dead.absolve(key),
    markTold: (reference) => dead.markTold(reference),
    isReachable: () => Date.now() - answeredAt < silence,
    async stop() {
      stopped = true;
      clearInterval(polls);
      // Until then they say that they are alive, and what they ask for is stored.
      await inTime(finish(), options.stopWithin ?? stopWithin).catch(() => undefined);
      clearInterval(touches);
      // Another may begin with them at once.
      for (const { lease } of running.values()) lease.end();
      await tell(store.giveBack([...running.keys()]));
      await inbox.close();
      isClosed = true;
      await tell(database.close());
    },
  };

  async function touch(): Promise<void> {
    const at = Date.now();
    const touched = [...running];
    const ours = await tell(store.touch(touched.map(([job]) => job)));
    if (ours === undefined) return;
    for (const [{ id }, { lease }] of touched) {
      if (ours.has(id)) lease.renew(at);
      else lease.end();
    }
  }

  async function finish(): Promise<void> {
    await Promise.all([...running.values()].map(({ ended }) => ended));
    await taking;
  }

  function poll(): void {
    if (running.size < concurrency) wake();
    // It shows besides that the database is there.
    void tell(dead.refresh());
  }

  /** Settles what has ended and starts what can be started; one that is called for meanwhile is done soon after. */
  function wake(): void {
    if (isClosed || (done.length + again.length === 0 && (stopped || running.size >= concurrency))) return;
    takeAgain = true;
    taking ??= takeAll();
  }

  async function takeAll(): Promise<void> {
    while (takeAgain) {
      takeAgain = false;
      await settleEnded();
      const free = stopped ? 0 : concurrency - running.size;
      const takenAt = Date.now();
      const jobs = (free > 0 ? await tell(store.take(free)) : undefined) ?? [];
      for (const job of jobs) start(job, createLease(takenAt, (patience * 3) / 4));
      // A lane gives one at a time.
      takeAgain ||= jobs.length > 0 && jobs.length < free;
      await new Promise((resolve) => setTimeout(resolve, gatherEnded));
    }
    // In the same moment: who wakes it a moment later would not be heard.
    taking = undefined;
  }

  async function settleEnded(): Promise<void> {
    const [settled, back] = [done, again];
    [done, again] = [[], []];
    if (settled.length > 0) await tell(store.settle(settled));
    if (back.length > 0) await tell(store.putBack(back));
  }

  function start(job: TakenJob<Item>, lease: Lease): void {
    const ended = underLease(lease, () => run(job)).finally(() => {
      running.delete(job);
      wake();
    });
    running.set(job, { lease, ended });
  }

  async function run(job: TakenJob<Item>): Promise<void> {
    const { waiting } = job;
    const until = Math.max(holds.until(waiting.group), options.holdUntil?.(waiting) ?? 0);
    if (stopped || until > Date.now()) {
      again.push([job, { ...waiting, notBefore: Math.max(until, waiting.notBefore) }]);
      return;
    }
    try {
      await options.work(waiting.item, waiting.attempt);
    } catch (error) {
      return fail(job, error);
    }
    done.push(job);
  }

  async function fail(job: TakenJob<Item>, error: unknown): Promise<void> {
    const { waiting } = job;
    const { item, attempt, group } = waiting;
    const isHeld = holds.hold(group, options.groupDelay?.(error));
    if (isHeld && group !== undefined) void tell(store.hold(group, holds.until(group)));
    const delay = options.retryDelay(error, attempt, item);
    if (delay === undefined) return giveUp(job, error);
    options.onFailure({ item, error, attempt, givenUp: false, reference: job.id });
    again.push([job, nextTry(waiting, delay, error)]);
  }

  async function giveUp(job: TakenJob<Item>, error: unknown): Promise<void> {
    const { key, waiting } = job;
    const { item, attempt, group, lane } = waiting;
    const before = await tell(dead.find(key));
    const reference = before?.reference ?? job.id;
    options.onFailure({ item, error, attempt, givenUp: true, reference });
    const look = { reference, key, item, group, lane, attempts: attempt, error: printError(error) };
    const isQuiet =
      options.tellOf?.({ ...look, isDeadly: false, since: before?.since ?? Date.now() }, error) === undefined;
    await tell(dead.bury({ ...look, isQuiet }).then(() => store.settle([job])));
    await tellUntold();
  }

  /** At the start and on a timer too: a process may end before it has told, and pg-boss gives up what processes end under. */
  async function tellUntold(): Promise<void> {
    const { tellOf } = options;
    if (tellOf === undefined || stopped) return;
    for (const look of (await tell(dead.findUntold())) ?? []) {
      const { reference, key, group, lane = key } = look;
      if (look.isDeadly) tellLost(look);
      const item = tellOf(look);
      const waiting = { notBefore: Date.now(), heldUntil: 0, attempt: 1, priority: 0, group, lane };
      // Where an event has come since, its look comes first: it may be good.
      await tell(item === undefined ? dead.markTold(reference) : store.store([[key, { item, ...waiting }]], "present"));
    }
    wake();
  }

  function tellLost({ item, attempts, reference }: GivenUpLook<Item>): void {
    const error = new Error("The process ended under it, again and again");
    options.onFailure({ item, error, attempt: attempts, givenUp: true, reference });
  }

  /** A failure of the database ends nothing: what was taken and could not be settled comes again. */
  async function tell<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
      const value = await inTime(answer, answerWithin);
      answeredAt = Date.now();
      isFailing = false;
      return value;
    } catch (error) {
      // Once, and not with each poll until it is back; nor of what was given back, and ends now.
      if (!isFailing && !isClosed) onDatabaseError(error);
      isFailing = true;
      return undefined;
    }
  }
}
