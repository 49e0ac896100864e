import { createDurableQueue } from "../../src/queue/durable-queue.ts";
import { openQueueDatabase } from "../../src/queue/queue-database.ts";

/**
 * A process that takes subjects without end, to be killed: it prints `stored KEY` for each that it has acknowledged and
 * `looked KEY` for each that it has finished.
 */
const database = await openQueueDatabase({ kind: "embedded", directory: process.argv[2] ?? "" }, console.error);
const queue = await createDurableQueue<{ readonly key: string }>({
  database,
  onDatabaseError: console.error,
  async work({ key }) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.stdout.write(`looked ${key}\n`);
  },
  retryDelay: () => undefined,
  onFailure: console.error,
});
for (let number = 0; ; number += 3) {
  const keys = [number, number + 1, number + 2].map((each) => `${process.pid}-${each}`);
  await Promise.all(
    keys.map(async (key) => {
      await queue.add(key, { key });
      process.stdout.write(`stored ${key}\n`);
    }),
  );
}
