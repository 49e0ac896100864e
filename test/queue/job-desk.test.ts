import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createGivenUpStore } from "../../src/queue/given-up.ts";
import { createJobDesk, type JobDesk } from "../../src/queue/job-desk.ts";
import { createJobStore, type JobStore } from "../../src/queue/job-store.ts";
import { openQueueDatabase, type DatabaseSettings, type QueueDatabase } from "../../src/queue/queue-database.ts";
import type { Waiting } from "../../src/queue/waiting.ts";
import { makeDataDirectory } from "../support/data-directory.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";

interface Item {
  readonly name: string;
}

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.remove());

let databases = 0;
async function inPostgres(): Promise<DatabaseSettings> {
  databases += 1;
  return { kind: "postgres", url: await postgres.createDatabase(`desk${databases}`) };
}

async function inDirectory(): Promise<DatabaseSettings> {
  const directory = await makeDataDirectory();
  onTestFinished(() => rm(directory, { recursive: true }));
  return { kind: "embedded", directory };
}

describe.each([
  ["a directory", inDirectory],
  ["a Postgres", inPostgres],
])("the desk of %s", (_, make) => {
  interface Scene {
    readonly database: QueueDatabase;
    readonly store: JobStore<Item>;
    readonly desk: JobDesk<Item>;
    /** Returns its reference. */
    readonly giveUp: (key: string) => Promise<string>;
    readonly add: (key: string, more?: Partial<Waiting<Item>>) => Promise<void>;
  }

  async function open(): Promise<Scene> {
    const database = await openQueueDatabase(await make(), () => undefined);
    onTestFinished(() => database.close());
    const store = await createJobStore<Item>(database, 60_000);
    const dead = createGivenUpStore<Item>(database);
    return {
      database,
      store,
      desk: createJobDesk<Item>(database, store),
      add(key, more = {}) {
        const waiting = { item: { name: key }, notBefore: 0, heldUntil: 0, attempt: 1, priority: 0, group: "1" };
        return store.store([[key, { ...waiting, ...more }]]);
      },
      async giveUp(key) {
        const reference = crypto.randomUUID();
        const look = { reference, key, item: { name: key }, group: "1", lane: "list", attempts: 8, isQuiet: false };
        await dead.bury({ ...look, error: `Error: of ${key}` });
        return reference;
      },
    };
  }

  it("lists what waits by its time, what runs, and what was given up, with no more lines than are wanted", async () => {
    const { store, desk, add, giveUp } = await open();
    await add("taken", { attempt: 2, error: "Error: before" });
    await store.take(1);
    const later = Date.now() + 60_000;
    for (const [at, key] of ["c", "b", "a"].entries()) await add(key, { notBefore: later - at * 1000 });
    const first = await giveUp("x");
    await new Promise((resolve) => setTimeout(resolve, 5));
    await giveUp("y");
    const list = await desk.list(2);
    expect(list.counts).toEqual({ waiting: 3, running: 1, givenUp: 2 });
    expect(list.waiting).toEqual([
      { item: { name: "a" }, attempt: 1, since: expect.any(Number), notBefore: later - 2000 },
      { item: { name: "b" }, attempt: 1, since: expect.any(Number), notBefore: later - 1000 },
    ]);
    expect(list.running).toMatchObject([{ item: { name: "taken" }, attempt: 2, error: "Error: before" }]);
    expect(list.givenUp.map(({ key }) => key)).toEqual(["y", "x"]);
    expect(list.givenUp[1]).toMatchObject({ reference: first, item: { name: "x" }, attempts: 8, error: "Error: of x" });
  });

  it("has what it retries looked at now and once, whoever else asks, and keeps it until a look is good", async () => {
    const { store, desk, giveUp } = await open();
    const reference = await giveUp("x");
    const done = await Promise.all([desk.retry([reference]), desk.retry("all"), desk.retry([reference, "none"])]);
    expect(done.map(({ unknown }) => unknown)).toEqual([[], [], ["none"]]);
    expect((await desk.list(0)).counts).toEqual({ waiting: 1, running: 0, givenUp: 1 });
    const [job] = await store.take(8);
    expect(job).toMatchObject({ key: "x", waiting: { item: { name: "x" }, attempt: 1, group: "1", lane: "list" } });
  });

  it("leaves the newer word to an event that waits already", async () => {
    const { store, desk, add, giveUp } = await open();
    await giveUp("x");
    await add("x", { item: { name: "newer" } });
    await desk.retry("all");
    expect((await store.take(8)).map(({ waiting }) => waiting.item.name)).toEqual(["newer"]);
  });

  it("forgets what it drops, once, and neither loses nor doubles what another retries meanwhile", async () => {
    const { desk, giveUp } = await open();
    const [x, y] = [await giveUp("x"), await giveUp("y")];
    await Promise.all([desk.drop([x]), desk.drop("all"), desk.retry([y])]);
    const { counts, waiting } = await desk.list(10);
    expect(counts.givenUp).toBe(0);
    expect(waiting.filter(({ item }) => item.name !== "y")).toEqual([]);
    expect(await desk.drop([x, "' OR true --"])).toEqual({ count: 0, unknown: [x, "' OR true --"] });
  });

  it("keeps one of a subject, and knows that processes ended under it since", async () => {
    const { database, store, desk, add, giveUp } = await open();
    const reference = await giveUp("x");
    expect((await desk.list(1)).givenUp).toMatchObject([{ reference, isDeadly: false }]);
    await add("x");
    for (let death = 0; death < 6; death += 1) await store.giveBack(await store.take(1));
    expect((await desk.list(0)).counts).toEqual({ waiting: 0, running: 0, givenUp: 2 });
    const { rows } = await database.boss.getDb().executeSql("SELECT name FROM pgboss.job WHERE state > 'active'");
    expect(rows).toEqual([]);
    await createGivenUpStore<Item>(database).findUntold();
    expect((await desk.list(2)).givenUp).toMatchObject([{ reference, isDeadly: true, error: undefined }]);
    await desk.retryQuietly();
    expect((await desk.list(0)).counts).toEqual({ waiting: 0, running: 0, givenUp: 1 });
  });

  it("does so with more than one statement takes", async () => {
    const { database, desk } = await open();
    const jobs = Array.from({ length: 2100 }, (_job, at) => ({
      singletonKey: `${at}`,
      data: { item: {}, attempt: 1 },
    }));
    await database.boss.insert("looks-given-up", jobs);
    // As pg-boss leaves them where processes end under a subject that was given up before.
    const doubled =
      "UPDATE pgboss.job SET policy = NULL, singleton_key = (singleton_key::int / 2)::text WHERE name = $1";
    await database.boss.getDb().executeSql(doubled, ["looks-given-up"]);
    await desk.retryQuietly();
    expect((await desk.list(0)).counts.waiting).toBe(0);
    expect(await desk.retry("all")).toEqual({ count: 2100, unknown: [] });
    expect(await desk.drop("all")).toEqual({ count: 2100, unknown: [] });
    expect((await desk.list(0)).counts).toEqual({ waiting: 1050, running: 0, givenUp: 0 });
  });
});
