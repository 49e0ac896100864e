import { rm } from "node:fs/promises";
import { expect, it, onTestFinished } from "vitest";
import { createJobStore, type JobStore } from "../../src/queue/job-store.ts";
import { openQueueDatabase, type QueueDatabase } from "../../src/queue/queue-database.ts";
import type { Waiting } from "../../src/queue/waiting.ts";
import { makeDataDirectory } from "../support/data-directory.ts";

const waiting: Waiting<object> = {
  item: {},
  notBefore: 0,
  heldUntil: 0,
  attempt: 1,
  priority: 0,
  group: undefined,
};

async function open(): Promise<{ readonly store: JobStore<object>; readonly database: QueueDatabase }> {
  const directory = await makeDataDirectory();
  const database = await openQueueDatabase({ kind: "embedded", directory }, console.error);
  onTestFinished(async () => {
    await database.close();
    await rm(directory, { recursive: true });
  });
  return { store: await createJobStore<object>(database, 60_000), database };
}

it("gives a subject of which nothing was heard for a minute to another, whose it is then", async () => {
  const { store, database } = await open();
  await store.store([["a", waiting]]);
  const [first] = await store.take(8);
  if (first === undefined) throw new Error("Nothing was there to take.");
  await store.touch([]);
  expect(await store.take(8)).toEqual([]);
  await database.boss.getDb().executeSql("UPDATE pgboss.job SET heartbeat_on = heartbeat_on - interval '61 seconds'");
  await store.touch([]);
  const [second] = await store.take(8);
  expect(second?.key).toBe("a");
  await store.settle([first]);
  expect(await store.count()).toBe(1);
  if (second !== undefined) await store.settle([second]);
  expect(await store.count()).toBe(0);
});

it("begins with what a process had that is gone, also where the clock was set back since", async () => {
  const { store, database } = await open();
  await store.store([["a", waiting]]);
  await store.take(8);
  await database.boss.getDb().executeSql("UPDATE pgboss.job SET heartbeat_on = now() + interval '1 hour'");
  const next = await createJobStore<object>(database, 60_000);
  expect((await next.take(8)).map(({ key }) => key)).toEqual(["a"]);
});

it("holds what waits of a group for every process, and nothing else", async () => {
  const { store } = await open();
  await store.store([
    ["a", { ...waiting, group: "limited" }],
    ["b", { ...waiting, group: "other" }],
    ["c", { ...waiting, group: "limited", notBefore: Date.now() + 7_200_000 }],
  ]);
  await store.hold("limited", Date.now() + 3_600_000);
  const taken = await store.take(8);
  expect(taken.map(({ key }) => key)).toEqual(["b"]);
  // An hour from now is no later than what waits for two.
  await store.hold("limited", Date.now());
  expect(await store.take(8)).toEqual([]);
});

it("finds the one lane that has something to do among a thousand and more that wait for later", async () => {
  const { store } = await open();
  const later = Date.now() + 3_600_000;
  const lanes = Array.from({ length: 2500 }, (_, number) => `lane ${number}`);
  await store.store(lanes.map((key) => [key, { ...waiting, notBefore: key === "lane 2222" ? 0 : later }]));
  const takes = [await store.take(8), await store.take(8), await store.take(8)];
  expect(takes.flat().map(({ key }) => key)).toEqual(["lane 2222"]);
});

it("gives nothing up though processes end under a subject that is asked for all the while", async () => {
  const { store, database } = await open();
  for (let end = 0; end < 5; end += 1) {
    await store.store([["a", waiting]]);
    const taken = await store.take(8);
    expect(taken.map(({ key }) => key)).toEqual(["a"]);
    await store.store([["a", waiting]]);
    await store.giveBack(taken);
  }
  const { rows } = await database.boss.getDb().executeSql("SELECT name, state FROM pgboss.job WHERE state > 'active'");
  expect(rows).toEqual([]);
  expect(await store.count()).toBe(1);
});
