import { setTimeout as sleep } from "node:timers/promises";
import nock from "nock";
import { ProbotOctokit } from "probot";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Job, LookJob } from "../../../src/app/job.ts";
import { createMetrics, type Metrics } from "../../../src/app/observe/metrics.ts";
import { inTask, startTask } from "../../../src/app/observe/task.ts";
import { askedNow, createLookWatch, type LookWatch } from "../../../src/app/observe/watch-look.ts";
import { createRequestWatch } from "../../../src/app/observe/watch-request.ts";
import { octokitOptions, prepareOctokit, type GithubOctokit } from "../../../src/github/prepare-octokit.ts";
import { createLease, underLease } from "../../../src/queue/lease.ts";
import { forgetMocks } from "../../github/mock-github.ts";
import { logLines, type LogLine } from "../../support/log-lines.ts";

const repository = { id: 1, owner: "lab", name: "list", defaultBranch: "main", url: "https://github.com/lab/list" };
const lookAt = (number: number, asked?: LookJob["asked"]): Job => ({
  kind: "look",
  installationId: 7,
  subject: { kind: "issue", repository, number },
  ...(asked && { asked }),
});

let lines: readonly LogLine[];
let metrics: Metrics;
let looks: LookWatch;
let octokit: GithubOctokit;

beforeEach(() => {
  nock.disableNetConnect();
  const said = logLines();
  lines = said.lines;
  metrics = createMetrics();
  looks = createLookWatch(said.log, metrics);
  octokit = prepareOctokit(
    new ProbotOctokit({
      auth: { token: "token" },
      retry: octokitOptions.retry,
      throttle: { ...octokitOptions.throttle, enabled: true },
    }),
    { watch: createRequestWatch(metrics, () => undefined) },
  );
});
afterEach(forgetMocks);

const ask = (method: "GET" | "POST"): Promise<unknown> => octokit.request(`${method} /repos/lab/list/git/refs`);

describe("of a look there is a line", () => {
  it.each([
    ["nothing is to be done", [], "debug", { requests: 0, writes: 0 }],
    ["all is as it should be", ["GET", "GET"], "debug", { requests: 2, writes: 0 }],
    ["it wrote", ["GET", "POST"], "info", { requests: 2, writes: 1 }],
  ] as const)("for the operator only where there is news: %s", async (_, methods, level, counted) => {
    nock("https://api.github.com").get("/repos/lab/list/git/refs").times(2).reply(200, []);
    nock("https://api.github.com").post("/repos/lab/list/git/refs").reply(201, {});
    await looks.look(lookAt(12), 1, async () => {
      for (const method of methods) await ask(method);
    });
    expect(lines).toEqual([
      expect.objectContaining({
        level,
        msg: "looked",
        subject: "lab/list#12",
        installation: 7,
        attempt: 1,
        outcome: "done",
        ms: expect.any(Number) as number,
        ...counted,
      }),
    ]);
  });

  it("which says who asked for it, and how long ago", async () => {
    const asked = { at: Date.now() - 60_000, delivery: "6f2b0c1e" };
    await looks.look(lookAt(12, asked), 1, () => Promise.resolve());
    expect(lines).toMatchObject([{ delivery: "6f2b0c1e" }]);
    expect(lines[0]?.["waited"]).toBeGreaterThanOrEqual(60_000);
  });

  it.each([
    [false, "warn", "failed"],
    [true, "error", "given_up"],
  ])("when it failed, given up or not (%s), with what the queue makes of it", async (givenUp, level, outcome) => {
    const job = lookAt(12);
    const error = new Error("no");
    await expect(looks.look(job, 3, () => Promise.reject(error))).rejects.toBe(error);
    expect(lines).toEqual([]);
    looks.failed({ item: job, error, attempt: 3, givenUp, reference: "abc" });
    expect(lines).toMatchObject([{ level, msg: "a look failed", err: error, attempt: 3, outcome, reference: "abc" }]);
    expect((await metrics.looks.get()).values).toMatchObject([{ labels: { kind: "issue", outcome }, value: 1 }]);
  });

  it("without the error where it was taken from this process, which stops", async () => {
    const lease = createLease(Date.now(), 60_000);
    lease.end();
    await underLease(lease, async () => {
      looks.failed({ item: lookAt(12), error: new Error("no"), attempt: 1, givenUp: false, reference: "abc" });
    });
    expect(lines).toMatchObject([{ level: "info", msg: "a look was cut short", subject: "lab/list#12" }]);
    expect(lines[0]).not.toHaveProperty("err");
  });
});

it("counts the requests of each of several looks at once as its own, though octokit spaces their writes", async () => {
  nock("https://api.github.com").get("/repos/lab/list/git/refs").times(3).reply(200, []);
  nock("https://api.github.com").post("/repos/lab/list/git/refs").times(3).reply(201, {});
  const work = [["POST"], ["POST", "GET"], ["GET", "GET", "POST"]] as const;
  await Promise.all(
    work.map((methods, at) =>
      looks.look(lookAt(at), 1, async () => {
        for (const method of methods) await ask(method);
      }),
    ),
  );
  const counted = lines.map(({ subject, requests, writes }) => ({ subject, requests, writes }));
  expect(counted).toHaveLength(3);
  expect(counted).toEqual(
    expect.arrayContaining(work.map(({ length }, at) => ({ subject: `lab/list#${at}`, requests: length, writes: 1 }))),
  );
});

it("says of a look that is asked for which webhook led to it, over any number of looks", async () => {
  await inTask(startTask("6f2b0c1e"), async () => {
    await sleep(1);
    const first = askedNow();
    expect(first).toMatchObject({ delivery: "6f2b0c1e" });
    await looks.look(lookAt(1, first), 1, async () => {
      await sleep(1);
      expect(askedNow()).toMatchObject({ delivery: "6f2b0c1e" });
    });
  });
  expect(Object.keys(askedNow())).toEqual(["at"]);
});
