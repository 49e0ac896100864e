import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { createMetrics } from "../../../src/app/observe/metrics.ts";
import { createMetricsPrinter, type MetricsSources } from "../../../src/app/observe/print-metrics.ts";
import type { QueueState } from "../../../src/queue/subject-queue.ts";
import { readInTime } from "../../../src/app/observe/read-in-time.ts";

const calm: MetricsSources = {
  queue: () => Promise.resolve({ waiting: 3, running: 2, givenUp: 1, dueSince: Date.now() - 5_000 }),
  rateLimits: () => new Map(),
};

/** Lines without comments. */
async function print(sources: Partial<MetricsSources>, metrics = createMetrics()): Promise<readonly string[]> {
  const { text, contentType } = await createMetricsPrinter(metrics, { ...calm, ...sources })();
  expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
  return text.split("\n").filter((line) => !line.startsWith("#"));
}

it("says what the queue holds, and of the process", async () => {
  const lines = await print({});
  expect(lines).toEqual(
    expect.arrayContaining([
      "awesome_papers_queue_up 1",
      'awesome_papers_queue_subjects{state="waiting"} 3',
      'awesome_papers_queue_subjects{state="running"} 2',
      'awesome_papers_queue_subjects{state="given_up"} 1',
      expect.stringMatching(/^awesome_papers_queue_oldest_due_seconds 5/),
      expect.stringMatching(/^process_resident_memory_bytes /),
    ]),
  );
});

it("leaves out the figures of a queue that does not answer in time, and shows no old ones", async () => {
  let answer: Promise<QueueState> = calm.queue() as Promise<QueueState>;
  const printMetrics = createMetricsPrinter(createMetrics(), { ...calm, queue: readInTime(() => answer, 20) });
  expect((await printMetrics()).text).toContain("\nawesome_papers_queue_up 1\n");
  answer = new Promise(() => undefined);
  const { text } = await printMetrics();
  expect(text).toContain("\nawesome_papers_queue_up 0\n");
  expect(text).not.toMatch(/^awesome_papers_queue_(?:subjects|oldest_due_seconds)[ {]/m);
});

it("asks a queue that is slow once for all who ask meanwhile, and again when it has answered", async () => {
  let asked = 0;
  const read = readInTime(() => sleep(50, (asked += 1)), 10);
  expect(await Promise.all([read(), read()])).toEqual([undefined, undefined]);
  expect(asked).toBe(1);
  await sleep(100);
  void read();
  expect(asked).toBe(2);
});

it("asks once for all who ask within a time, so that nobody can keep a database busy by asking", async () => {
  let asked = 0;
  const read = readInTime(() => Promise.resolve((asked += 1)), 1_000, 60_000);
  expect([await read(), await read()]).toEqual([1, 1]);
  const failing = readInTime(() => Promise.reject(new Error(`${(asked += 1)}`)), 1_000, 60_000);
  expect([await failing(), await failing(), asked]).toEqual([undefined, undefined, 3]);
});

it("tells of ten thousand installations those with the least left, and of the others how many", async () => {
  const resetAt = Date.now() + 60_000;
  const limits = Array.from(
    { length: 10_000 },
    (_, id) => [id, { limit: 10_000, remaining: 9_999 - id, resetAt }] as const,
  );
  const lines = await print({ rateLimits: () => new Map(limits) });
  const told = (name: string): readonly string[] => lines.filter((line) => line.startsWith(`${name}{`));
  expect(told("awesome_papers_github_rate_limit_remaining")).toHaveLength(20);
  expect(told("awesome_papers_github_rate_limit_remaining")[0]).toBe(
    'awesome_papers_github_rate_limit_remaining{installation="9999"} 0',
  );
  expect(told("awesome_papers_github_rate_limit_installations").map((line) => Number(line.split(" ")[1]))).toEqual([
    1_001, 2_501, 5_001, 10_000,
  ]);
});

it("forgets an installation whose hour is over", async () => {
  const known = new Map([[7, { limit: 5000, remaining: 1, resetAt: Date.now() }]]);
  const printMetrics = createMetricsPrinter(createMetrics(), { ...calm, rateLimits: () => known });
  expect((await printMetrics()).text).toContain('installation="7"');
  known.clear();
  expect((await printMetrics()).text).not.toContain('installation="7"');
});

it("is of one server: another in this process counts for itself", async () => {
  const metrics = createMetrics();
  metrics.looks.inc({ kind: "issue", outcome: "done" });
  expect((await print({}, metrics)).join("\n")).toContain('awesome_papers_looks_total{kind="issue",outcome="done"} 1');
  expect((await print({})).join("\n")).not.toContain("awesome_papers_looks_total{");
});
