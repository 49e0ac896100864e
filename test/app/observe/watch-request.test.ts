import { describe, expect, it } from "vitest";
import { createMetrics, type Metrics } from "../../../src/app/observe/metrics.ts";
import { inTask, startTask } from "../../../src/app/observe/task.ts";
import { createRequestWatch } from "../../../src/app/observe/watch-request.ts";
import type { RequestMade } from "../../../src/github/prepare-octokit.ts";

const read: RequestMade = {
  method: "GET",
  path: "/repos/lab/list",
  route: "/repos/{owner}/{repo}",
  attempt: 1,
  purpose: "work",
};

interface Watched {
  readonly metrics: Metrics;
  /** How often GitHub was noted as there. */
  readonly answered: number;
}

async function watch(
  send: () => Promise<Response>,
  request: RequestMade = read,
  metrics = createMetrics(),
): Promise<Watched> {
  let answered = 0;
  await createRequestWatch(metrics, () => (answered += 1))(request, send).catch(() => undefined);
  return { metrics, answered };
}

const reply =
  (status: number, headers: Record<string, string> = {}) =>
  (): Promise<Response> =>
    Promise.resolve(new Response(null, { status, headers }));
const valuesOf = async (metric: Metrics["githubRequests" | "githubLimitsMet" | "githubRetries"]): Promise<unknown> =>
  (await metric.get()).values;

describe("a request to GitHub", () => {
  it.each([
    ["200", reply(200), 1],
    ["304", reply(304), 1],
    ["404", reply(404), 1],
    ["502", reply(502), 0],
    ["none", () => Promise.reject(new Error("no route")), 0],
  ] as const)("is counted by its route, answered %s", async (status, send, reached) => {
    const { metrics, answered } = await watch(send);
    const labels = { method: "GET", route: "/repos/{owner}/{repo}", status };
    expect(await valuesOf(metrics.githubRequests)).toEqual([{ labels, value: 1 }]);
    expect(answered).toBe(reached);
  });

  it.each([
    ["an hour's requests", 403, { "x-ratelimit-remaining": "0" }, "primary"],
    ["too much at once", 403, { "retry-after": "60", "x-ratelimit-remaining": "4000" }, "secondary"],
    ["too much at once", 429, {}, "secondary"],
    ["a permission that is missing", 403, { "x-ratelimit-remaining": "4000" }, undefined],
    ["the last one that was left", 200, { "x-ratelimit-remaining": "0" }, undefined],
  ])("shows a limit that was met: %s (%i)", async (_, status, headers, limit) => {
    const { metrics } = await watch(reply(status, headers));
    expect(await valuesOf(metrics.githubLimitsMet)).toEqual(
      limit === undefined ? [] : [{ labels: { limit }, value: 1 }],
    );
  });

  it("that is sent again is a retry", async () => {
    const metrics = createMetrics();
    for (const attempt of [1, 2, 3]) await watch(reply(502), { ...read, attempt }, metrics);
    expect(await valuesOf(metrics.githubRetries)).toEqual([{ labels: {}, value: 2 }]);
  });

  it("for a token is no look's own", async () => {
    const task = startTask(undefined);
    await inTask(task, () => watch(reply(201), { ...read, method: "POST", purpose: "app" }));
    expect(task).toMatchObject({ requests: 0, writes: 0 });
    await inTask(task, () => watch(reply(201), { ...read, method: "POST" }));
    expect(task).toMatchObject({ requests: 1, writes: 1 });
  });
});
