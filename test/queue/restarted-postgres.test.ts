import { expect, it, onTestFinished } from "vitest";
import { createDurableQueue } from "../../src/queue/durable-queue.ts";
import { openQueueDatabase } from "../../src/queue/queue-database.ts";
import { startPostgres } from "../support/postgres.ts";

interface Item {
  readonly key: string;
}

it("refuses what it cannot store while its Postgres is away, and goes on with all that it had when that is back", async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.remove());
  const errors: unknown[] = [];
  const database = await openQueueDatabase({ kind: "postgres", url: postgres.url }, (error) => errors.push(error));
  const looks: string[] = [];
  const begun = Promise.withResolvers<void>();
  const { promise: pass, resolve: open } = Promise.withResolvers<void>();
  const queue = await createDurableQueue<Item>({
    database,
    onDatabaseError: (error) => errors.push(error),
    lostAfter: 2_000,
    async work({ key }) {
      looks.push(key);
      begun.resolve();
      if (key === "begun before") await pass;
    },
    retryDelay: () => undefined,
    onFailure: ({ error }) => errors.push(error),
  });
  onTestFinished(() => queue.stop());
  await queue.add("a", { key: "begun before" });
  await begun.promise;
  await queue.add("b", { key: "stored before" }, { delay: 3_000 });

  await postgres.stop();
  await expect(queue.add("c", { key: "refused" })).rejects.toMatchObject({ status: 503 });
  await expect.poll(() => queue.isReachable(), { timeout: 20_000 }).toBe(false);
  // What is finished now cannot be settled: it is looked at once more.
  open();

  await postgres.start();
  await expect.poll(() => queue.isReachable(), { timeout: 20_000 }).toBe(true);
  await queue.add("d", { key: "stored after" });
  await queue.idle();
  expect(new Set(looks)).toEqual(new Set(["begun before", "stored before", "stored after"]));
  expect(errors.length).toBeGreaterThan(0);
  // These go to the log.
  expect(errors.filter((error) => JSON.stringify(error)?.includes("secretKey"))).toEqual([]);
});
