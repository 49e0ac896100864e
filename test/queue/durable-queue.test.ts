import { AsyncLocalStorage } from "node:async_hooks";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createDurableQueue, type DurableQueueOptions } from "../../src/queue/durable-queue.ts";
import { deadQueue } from "../../src/queue/given-up.ts";
import { mayWrite } from "../../src/queue/lease.ts";
import { openQueueDatabase, type QueueDatabase } from "../../src/queue/queue-database.ts";
import type { SubjectQueue } from "../../src/queue/subject-queue.ts";
import { makeDataDirectory } from "../support/data-directory.ts";

interface Item {
  readonly key: string;
}

let directory: string;
let database: QueueDatabase;
beforeEach(async () => {
  directory = await makeDataDirectory();
});
afterEach(() => rm(directory, { recursive: true }));

async function open(options: Partial<DurableQueueOptions<Item>> = {}): Promise<SubjectQueue<Item>> {
  database = await openQueueDatabase({ kind: "embedded", directory }, console.error);
  return createDurableQueue<Item>({
    database,
    onDatabaseError: console.error,
    work: () => Promise.resolve(),
    retryDelay: () => undefined,
    onFailure: () => undefined,
    ...options,
  });
}

/** What the process printed until it was killed, after so many were stored. */
async function killAfter(count: number): Promise<{ readonly stored: string[]; readonly looked: string[] }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "worker.ts"), directory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  let text = "";
  for await (const chunk of child.stdout.setEncoding("utf8")) {
    text += String(chunk);
    if (text.split("stored ").length > count) child.kill("SIGKILL");
  }
  await ended;
  const keysAfter = (word: string): string[] =>
    [...text.matchAll(/^(\w+) (\S+)\n/gm)].flatMap(([, said, key = ""]) => (said === word ? [key] : []));
  return { stored: keysAfter("stored"), looked: keysAfter("looked") };
}

it("loses nothing that it has acknowledged to a process that is killed, whenever that is", async () => {
  const stored: string[] = [];
  const looked = new Set<string>();
  for (const count of [1, 20, 100]) {
    const killed = await killAfter(count);
    stored.push(...killed.stored);
    for (const key of killed.looked) looked.add(key);
  }
  expect(stored.length).toBeGreaterThan(100);
  expect(stored.some((key) => !looked.has(key))).toBe(true);
  const queue = await open({ work: async ({ key }) => void looked.add(key) });
  await queue.idle();
  await queue.stop();
  expect(stored.filter((key) => !looked.has(key))).toEqual([]);
});

it("gives back what it cannot finish while it stops, and begins it anew at the next start", async () => {
  const begun = Promise.withResolvers<void>();
  const first = await open({
    stopWithin: 50,
    work() {
      begun.resolve();
      return new Promise(() => undefined);
    },
  });
  await first.add("a", { key: "a" });
  await begun.promise;
  await first.add("b", { key: "b" }, { delay: 200 });
  await first.stop();
  const looks: string[] = [];
  const second = await open({ work: async ({ key }) => void looks.push(key) });
  await second.idle();
  await second.stop();
  expect(looks.toSorted()).toEqual(["a", "b"]);
});

it("keeps what it has given up, once a subject, with the last words of the error", async () => {
  const references: string[] = [];
  const queue = await open({
    work: () => Promise.reject(new Error(`It was refused ${references.length}`)),
    onFailure: ({ reference }) => references.push(reference),
  });
  for (let time = 0; time < 2; time += 1) {
    await queue.add("a", { key: "a" });
    await queue.idle();
  }
  expect(await queue.findGivenUp("a")).toMatchObject({ item: { key: "a" }, error: "Error: It was refused 1" });
  const jobs = await database.boss.findJobs(deadQueue);
  expect(jobs.map(({ id }) => id)).toEqual([references[0]]);
  expect(new Set(references).size).toBe(1);
  await queue.stop();
});

it("gives up a subject under which the process ends again and again", async () => {
  const looks: string[] = [];
  const poisoned = { stopWithin: 0, work: ({ key }: Item) => new Promise<void>(() => looks.push(key)) };
  let queue = await open(poisoned);
  await queue.add("a", { key: "a" });
  for (let start = 1; start <= 6; start += 1) {
    while (looks.length < start) await new Promise((resolve) => setTimeout(resolve, 5));
    await queue.stop();
    queue = await open(poisoned);
  }
  await queue.idle();
  expect(looks).toHaveLength(6);
  expect(await database.boss.findJobs(deadQueue)).toHaveLength(1);
  await queue.stop();
});

it("stores what comes in one turn with one statement", async () => {
  const queue = await open();
  const execute = vi.spyOn(database.boss.getDb(), "executeSql");
  await Promise.all(Array.from({ length: 100 }, (_, at) => queue.add(`${at}`, { key: `${at}` }, { delay: 60_000 })));
  expect(execute.mock.calls.filter(([text]) => text.includes("INSERT INTO"))).toHaveLength(1);
  expect(await queue.size()).toBe(100);
  await queue.stop();
});

it("can be reached until the database is gone, and stores nothing then", async () => {
  const errors: unknown[] = [];
  const queue = await open({ onDatabaseError: (error) => errors.push(error) });
  expect(queue.isReachable()).toBe(true);
  await database.close();
  await expect(queue.add("a", { key: "a" })).rejects.toMatchObject({ status: 503 });
  await expect.poll(() => queue.isReachable(), { timeout: 20_000 }).toBe(false);
  expect(errors).toHaveLength(1);
  await queue.stop();
});

it("may write nothing any more for what it gives back while it stops", async () => {
  const stopping = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const written = Promise.withResolvers<boolean>();
  const queue = await open({
    stopWithin: 50,
    async work() {
      begun.resolve();
      await stopping.promise;
      written.resolve(mayWrite());
    },
  });
  await queue.add("a", { key: "a" });
  await begun.promise;
  await queue.stop();
  stopping.resolve();
  expect(await written.promise).toBe(false);
});

it("may write nothing any more for what another has taken, though by the clock here it could", async () => {
  const begun = Promise.withResolvers<() => boolean>();
  const queue = await open({
    lostAfter: 1_000,
    stopWithin: 0,
    work() {
      begun.resolve(AsyncLocalStorage.bind(mayWrite));
      return new Promise(() => undefined);
    },
  });
  await queue.add("a", { key: "a" });
  const mayItWrite = await begun.promise;
  // As after the clock of the database has jumped, or a machine stood still and its clock with it.
  const taken = "UPDATE pgboss.job SET retry_count = retry_count + 1, heartbeat_on = 'infinity'";
  await database.boss.getDb().executeSql(taken);
  await expect.poll(mayItWrite, { timeout: 10_000 }).toBe(false);
  await queue.stop();
});

it("begins nothing that it has taken while it was told to stop", async () => {
  const looks: string[] = [];
  const work = async ({ key }: Item): Promise<void> => void looks.push(key);
  const queue = await open({ work });
  const sql = database.boss.getDb();
  const taking = Promise.withResolvers<void>();
  const stopping = Promise.withResolvers<void>();
  const execute = sql.executeSql.bind(sql);
  vi.spyOn(sql, "executeSql").mockImplementation(async (text, values) => {
    const answer = await execute(text, values);
    if (answer.rows.some((row: { readonly key?: unknown }) => row.key === "a") && text.includes("RECURSIVE")) {
      taking.resolve();
      await stopping.promise;
    }
    return answer;
  });
  await queue.add("a", { key: "a" });
  await taking.promise;
  const stopped = queue.stop();
  stopping.resolve();
  await stopped;
  expect(looks).toEqual([]);
  const next = await open({ work });
  await next.idle();
  await next.stop();
  expect(looks).toEqual(["a"]);
});

it("settles what has ended just before it was told to stop", async () => {
  const looks: string[] = [];
  const work = async ({ key }: Item): Promise<void> => void looks.push(key);
  const queue = await open({ work });
  await queue.add("a", { key: "a" });
  await vi.waitUntil(() => looks.length > 0, { interval: 1 });
  await queue.stop();
  const next = await open({ work });
  await next.idle();
  await next.stop();
  expect(looks).toEqual(["a"]);
});
