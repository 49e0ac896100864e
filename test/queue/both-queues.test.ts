import { rm } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createDurableQueue } from "../../src/queue/durable-queue.ts";
import { openQueueDatabase, type DatabaseSettings } from "../../src/queue/queue-database.ts";
import {
  createSubjectQueue,
  type AddOptions,
  type SubjectQueue,
  type SubjectQueueOptions,
} from "../../src/queue/subject-queue.ts";
import { makeDataDirectory } from "../support/data-directory.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";

/** What holds of a queue wherever it keeps its work: in real time, since a database has no other. */

interface Item {
  readonly name: string;
  readonly wish?: string;
}

/** Says what follows from it. */
class Failure extends Error {
  readonly retryIn: number | undefined;
  readonly groupWaits: number | undefined;

  constructor(retryIn: number | undefined, groupWaits?: number) {
    super("failed");
    this.retryIn = retryIn;
    this.groupWaits = groupWaits;
  }
}

let close: () => Promise<void>;
let directory: string | undefined;
afterEach(async () => {
  await close();
  if (directory !== undefined) await rm(directory, { recursive: true });
  directory = undefined;
});

async function inMemory(options: SubjectQueueOptions<Item>): Promise<SubjectQueue<Item>> {
  const queue = createSubjectQueue<Item>(options);
  close = () => queue.stop();
  return Promise.resolve(queue);
}

/** Another Postgres than one of our own. Its schema `pgboss` is dropped. */
const named = process.env["TEST_DATABASE_URL"];
let postgres: TestPostgres | undefined;
beforeAll(async () => {
  postgres = named === undefined ? await startPostgres() : undefined;
}, 60_000);
afterAll(() => postgres?.remove());

async function inPostgres(options: SubjectQueueOptions<Item>): Promise<SubjectQueue<Item>> {
  const settings = { kind: "postgres", url: named ?? postgres?.url ?? "" } as const;
  const before = await openQueueDatabase(settings, () => undefined);
  await before.boss.getDb().executeSql("DROP SCHEMA pgboss CASCADE");
  await before.close();
  return openDurable(options, settings);
}

async function inDirectory(options: SubjectQueueOptions<Item>): Promise<SubjectQueue<Item>> {
  directory = await makeDataDirectory();
  return openDurable(options, { kind: "embedded", directory });
}

async function openDurable(
  options: SubjectQueueOptions<Item>,
  settings: DatabaseSettings,
): Promise<SubjectQueue<Item>> {
  const onDatabaseError = (error: unknown): void => console.error(error);
  const database = await openQueueDatabase(settings, onDatabaseError);
  const queue = await createDurableQueue<Item>({ ...options, database, onDatabaseError });
  close = () => queue.stop();
  return queue;
}

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Work that a test lets go on by itself. */
function gate(): { readonly pass: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { pass: promise, open: resolve };
}

describe.each<[string, typeof inMemory]>([
  ["in memory", inMemory],
  ["in a directory", inDirectory],
  ["in a Postgres", inPostgres],
])("a queue %s", (_, open) => {
  interface Scene {
    readonly queue: SubjectQueue<Item>;
    /** Names of what was looked at, in order. */
    readonly looks: string[];
    readonly times: number[];
    /** Which try each look was told that it is. */
    readonly tries: number[];
    readonly attempts: number[];
    readonly givenUp: string[];
    readonly add: (key: string, name: string, options?: AddOptions) => Promise<void>;
    /** Until so many looks have begun. */
    readonly begun: (count: number) => Promise<void>;
  }

  async function scene(
    work: (name: string, item: Item) => Promise<void>,
    concurrency = 8,
    holdUntil: SubjectQueueOptions<Item>["holdUntil"] = () => 0,
  ): Promise<Scene> {
    const looks: string[] = [];
    const times: number[] = [];
    const tries: number[] = [];
    const attempts: number[] = [];
    const givenUp: string[] = [];
    const queue = await open({
      concurrency,
      work(item, attempt) {
        looks.push(item.name);
        times.push(Date.now());
        tries.push(attempt);
        return work(item.name, item);
      },
      retryDelay(error, attempt) {
        attempts.push(attempt);
        return error instanceof Failure ? error.retryIn : undefined;
      },
      groupDelay: (error) => (error instanceof Failure ? error.groupWaits : undefined),
      holdUntil,
      onFailure: (failed) => failed.givenUp && givenUp.push(failed.item.name),
    });
    return {
      queue,
      looks,
      times,
      tries,
      attempts,
      givenUp,
      add: (key, name, options) => queue.add(key, { name }, options),
      async begun(count) {
        while (looks.length < count) await sleep(5);
      },
    };
  }

  const nothing = (): Promise<void> => Promise.resolve();

  /** Fails as often as there are failures given, then succeeds. */
  function failing(...failures: Failure[]): () => Promise<void> {
    return () => {
      const next = failures.shift();
      return next === undefined ? Promise.resolve() : Promise.reject(next);
    };
  }

  it("looks once for what comes before, of one turn or several, with the newest word", async () => {
    const { queue, looks, add } = await scene(nothing);
    await Promise.all([add("a", "1", { delay: 1500 }), add("a", "2", { delay: 1500 })]);
    await add("a", "3", { delay: 1500 });
    expect(await queue.size()).toBe(1);
    await queue.idle();
    expect(looks).toEqual(["3"]);
  });

  it("looks once more for all that comes meanwhile, never twice at a time, and lets others pass", async () => {
    const { pass, open: openGate } = gate();
    let now = 0;
    let most = 0;
    const { queue, looks, add, begun } = await scene(async (name) => {
      if (name === "other") return;
      now += 1;
      most = Math.max(most, now);
      await pass;
      now -= 1;
    });
    await add("a", "1");
    await begun(1);
    for (const name of ["2", "3", "4", "5"]) await add("a", name);
    await add("b", "other");
    await begun(2);
    expect(looks).toEqual(["1", "other"]);
    openGate();
    await queue.idle();
    expect(looks).toEqual(["1", "other", "5"]);
    expect(most).toBe(1);
  });

  it("looks at the earliest time that was asked for, though a later one waits already", async () => {
    const { looks, add, begun } = await scene(nothing);
    await add("a", "in an hour", { delay: 3_600_000 });
    await add("a", "now");
    await begun(1);
    expect(looks).toEqual(["now"]);
  });

  it("tries again after the delay, which no event makes shorter, and counts the tries", async () => {
    const { queue, looks, times, tries, attempts, add, begun } = await scene(
      failing(new Failure(600), new Failure(300)),
    );
    await add("a", "first");
    await begun(1);
    await sleep(50);
    await add("a", "event");
    await queue.idle();
    expect(looks).toEqual(["first", "event", "event"]);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(600);
    expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThanOrEqual(300);
    expect(attempts).toEqual([1, 2]);
    expect(tries).toEqual([1, 2, 3]);
  });

  it("tries again also what fails with words that no database keeps", async () => {
    const { queue, looks, add } = await scene(failing(Object.assign(new Failure(10), { message: "\0 \ud800" })));
    await add("a", "1");
    await queue.idle();
    expect(looks).toEqual(["1", "1"]);
  });

  it("holds also what came during the look that failed", async () => {
    const { pass, open: openGate } = gate();
    const fail = failing(new Failure(600));
    const { queue, looks, times, add, begun } = await scene(() => pass.then(fail));
    await add("a", "first");
    await begun(1);
    await add("a", "event");
    const failedAt = Date.now();
    openGate();
    await queue.idle();
    expect(looks).toEqual(["first", "event"]);
    expect((times[1] ?? 0) - failedAt).toBeGreaterThanOrEqual(600);
  });

  it("gives up where no delay is named, until the next event, which begins anew", async () => {
    const { queue, looks, attempts, givenUp, add } = await scene(failing(new Failure(undefined), new Failure(10)));
    await add("a", "first");
    await queue.idle();
    expect(givenUp).toEqual(["first"]);
    await add("a", "event");
    await queue.idle();
    expect(looks).toEqual(["first", "event", "event"]);
    expect(attempts).toEqual([1, 1]);
  });

  it("has what was given up told under its key until that is done, once for all failures until a good look", async () => {
    const looks: string[] = [];
    const references = new Set<string>();
    const telling = failing(new Failure(10));
    let isBroken = true;
    const queue = await open({
      async work({ name }) {
        looks.push(name.split(" ")[0] ?? "");
        if (name.startsWith("tell ")) return telling().then(() => queue.markTold(name.slice(5)));
        if (isBroken) throw new Failure(undefined);
        await queue.absolve("a");
      },
      retryDelay: (error) => (error instanceof Failure ? error.retryIn : undefined),
      onFailure: ({ givenUp, reference }) => givenUp && references.add(reference),
      tellOf: ({ reference }) => ({ name: `tell ${reference}` }),
    });
    for (let time = 0; time < 2; time += 1) {
      await queue.add("a", { name: "look" });
      await queue.idle();
    }
    expect(looks).toEqual(["look", "tell", "tell", "look"]);
    expect([...references]).toEqual([(await queue.findGivenUp("a"))?.reference]);
    isBroken = false;
    await queue.retryGivenUp();
    await queue.idle();
    expect((await queue.state()).givenUp).toBe(0);
    isBroken = true;
    await queue.add("a", { name: "look" });
    await queue.idle();
    expect(looks.slice(4)).toEqual(["look", "look", "tell"]);
  });

  it("has nobody told where nobody need be", async () => {
    const queue = await open({
      work: () => Promise.reject(new Failure(undefined)),
      retryDelay: () => undefined,
      onFailure: () => undefined,
      tellOf: (_look, error) => (error instanceof Failure ? undefined : { name: "tell" }),
    });
    await queue.add("a", { name: "look" });
    await queue.idle();
    expect(await queue.state()).toMatchObject({ waiting: 0, running: 0, givenUp: 1 });
  });

  it("lets all of a group wait for its limit, and no other", async () => {
    const { queue, looks, times, add, begun } = await scene(failing(new Failure(10, 1000)), 1);
    await add("a", "limited", { group: "one" });
    await begun(1);
    await add("b", "of the group", { group: "one" });
    await add("c", "other", { group: "two" });
    await queue.idle();
    expect(looks.slice(0, 2)).toEqual(["limited", "other"]);
    expect(looks.slice(2).toSorted()).toEqual(["limited", "of the group"]);
    for (const time of times.slice(2)) expect(time - (times[0] ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  it("lets people go before sweeps, also where the sweep has asked already", async () => {
    const { pass, open: openGate } = gate();
    const { queue, looks, add, begun } = await scene(() => pass, 1);
    await add("running", "running");
    await begun(1);
    for (const key of ["s1", "s2", "s3"]) await add(key, key, { priority: -1 });
    await add("s3", "s3");
    await add("s2", "s2", { priority: -1 });
    await sleep(20);
    openGate();
    await queue.idle();
    expect(looks).toEqual(["running", "s3", "s1", "s2"]);
  });

  it("lets what is not urgent wait without a failure, and no longer once somebody asks for it", async () => {
    let until = 0;
    const { queue, looks, times, attempts, add, begun } = await scene(nothing, 8, ({ group, priority }) =>
      group === "one" && priority < 0 ? until : 0,
    );
    until = Date.now() + 2000;
    for (const [key, group] of Object.entries({ sweep: "one", asked: "one", other: "two" }))
      await add(key, key, { group, priority: -1 });
    await add("person", "person", { group: "one" });
    await begun(2);
    await add("asked", "asked", { group: "one" });
    await queue.idle();
    expect(looks.slice(0, 3).toSorted()).toEqual(["asked", "other", "person"]);
    expect(looks.slice(3)).toEqual(["sweep"]);
    expect(times[3]).toBeGreaterThanOrEqual(until);
    expect(attempts).toEqual([]);
  });

  it("lets a quiet list pass the thousand of a busy one, and each of several busy ones once", async () => {
    const { pass, open: openGate } = gate();
    const { looks, add, begun } = await scene(() => pass, 1);
    await add("running", "running");
    await begun(1);
    const lanes = ["a", "b", "c", "d"];
    const keys = Array.from({ length: 1000 }, (_each, number) => [lanes[number % 4] ?? "", `${number}`] as const);
    await Promise.all(keys.map(([lane, number]) => add(`${lane}${number}`, lane, { lane })));
    await add("quiet", "quiet", { lane: "quiet" });
    await sleep(20);
    openGate();
    await begun(7);
    expect(looks.slice(1, 6).toSorted()).toEqual([...lanes, "quiet"]);
  });

  it("looks at two of a list at a time, whatever else is free", async () => {
    const { pass, open: openGate } = gate();
    const { queue, looks, add, begun } = await scene(() => pass);
    await Promise.all(["1", "2", "3", "4"].map((key) => add(key, "busy", { lane: "busy" })));
    await add("quiet", "quiet", { lane: "quiet" });
    await begun(3);
    await sleep(100);
    expect(looks.toSorted()).toEqual(["busy", "busy", "quiet"]);
    openGate();
    await queue.idle();
    expect(looks).toHaveLength(5);
  });

  it("looks at one that only a sweep wants after seven that people wait for", async () => {
    const { pass, open: openGate } = gate();
    const { queue, looks, add, begun } = await scene(() => pass, 1);
    await add("running", "person");
    await begun(1);
    await Promise.all([
      ...Array.from({ length: 20 }, (_each, number) => add(`p${number}`, "person")),
      ...["s1", "s2", "s3"].map((key) => add(key, "sweep", { priority: -1 })),
    ]);
    await sleep(20);
    openGate();
    await queue.idle();
    expect(looks.flatMap((look, at) => (look === "sweep" ? at : []))).toEqual([7, 15, 23]);
  });

  it("keeps what only the older word says, of those that wait as of one that is tried again", async () => {
    const items: Item[] = [];
    const fail = failing(new Failure(300));
    const { queue, add, begun } = await scene((_name, item) => {
      items.push(item);
      return fail();
    });
    await queue.add("a", { name: "1", wish: "one" }, { delay: 300 });
    await add("a", "2");
    await begun(1);
    await sleep(100);
    await add("a", "3");
    await queue.idle();
    expect(items).toEqual([
      { name: "2", wish: "one" },
      { name: "3", wish: "one" },
    ]);
  });

  it("says what is in it, and since when the oldest is due", async () => {
    const { pass, open: openGate } = gate();
    const { queue, add, begun } = await scene(
      (name) => (name === "hopeless" ? Promise.reject(new Failure(undefined)) : pass),
      1,
    );
    expect(await queue.state()).toEqual({ waiting: 0, running: 0, givenUp: 0, dueSince: undefined });
    await add("a", "hopeless");
    await queue.idle();
    await add("b", "running");
    await begun(2);
    const before = Date.now();
    await add("c", "due");
    await add("d", "in an hour", { delay: 3_600_000 });
    await sleep(20);
    const { dueSince, ...counts } = await queue.state();
    expect(counts).toEqual({ waiting: 2, running: 1, givenUp: 1 });
    expect(dueSince).toBeGreaterThanOrEqual(before);
    expect(dueSince).toBeLessThanOrEqual(before + 20);
    openGate();
    await add("d", "d");
    await queue.idle();
  });

  it("stops when what runs is finished", async () => {
    const { pass, open: openGate } = gate();
    let isFinished = false;
    const { queue, looks, add, begun } = await scene(async () => {
      await pass;
      isFinished = true;
    }, 1);
    await add("a", "running");
    await begun(1);
    await add("b", "waiting");
    const stopped = queue.stop();
    openGate();
    await stopped;
    expect(isFinished).toBe(true);
    expect(looks).toEqual(["running"]);
    close = nothing;
  });
});
