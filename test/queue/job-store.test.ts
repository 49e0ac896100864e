import { rm } from "node:fs/promises";
import { expect, it, onTestFinished } from "vitest";
import { createJobStore } from "../../src/queue/job-store.ts";
import { openQueueDatabase } from "../../src/queue/queue-database.ts";
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

it("gives a subject of which nothing was heard for a minute to another, whose it is then", async () => {
  const directory = await makeDataDirectory();
  const database = await openQueueDatabase({ kind: "embedded", directory }, console.error);
  onTestFinished(async () => {
    await database.close();
    await rm(directory, { recursive: true });
  });
  const store = await createJobStore<object>(database, 60_000);
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
