import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { createMetrics } from "../../../src/app/observe/metrics.ts";
import { noteEvent } from "../../../src/app/observe/task.ts";
import { createWebhookWatch } from "../../../src/app/observe/watch-webhook.ts";
import { logLines, type LogLine } from "../../support/log-lines.ts";

interface Watched {
  readonly lines: readonly LogLine[];
  readonly labels: readonly object[];
}

/** Answers one webhook with this status; undefined: the sender is gone before. `complete`: it has sent all that it announced. */
async function watch(headers: Record<string, string>, status: number | undefined, complete = true): Promise<Watched> {
  const { log, lines } = logLines();
  const metrics = createMetrics();
  const request = Object.assign(new IncomingMessage(new Socket()), { headers, complete });
  const response = new ServerResponse(request);
  await createWebhookWatch(log, metrics)(request, response, async () => {
    if (status === 200) noteEvent({ action: "opened", installation: 7, subjects: ["lab/list#12"] });
    if (status !== undefined) response.writeHead(status).end();
    return Promise.resolve();
  });
  return { lines, labels: (await metrics.webhooks.get()).values.map(({ labels }) => labels) };
}

const delivery = "72d3162e-cc78-11e3-81ab-4c9367dc0958";

describe("of a webhook there is a line", () => {
  it.each([
    [200, "debug", "took a webhook", { action: "opened", installation: 7, subjects: ["lab/list#12"] }],
    [401, "debug", "a webhook was not taken", {}],
    [503, "warn", "a webhook was not taken", {}],
    [undefined, "warn", "a webhook was not taken", {}],
  ])("which is news where it was lost: %s", async (status, level, msg, more) => {
    const { lines } = await watch({ "x-github-event": "issues", "x-github-delivery": delivery }, status);
    expect(lines).toEqual([
      { level, msg, delivery, event: "issues", status, ms: expect.any(Number) as number, ...more },
    ]);
  });

  it("which is none, and no alert, where a sender went away before the end: anybody can", async () => {
    const { lines, labels } = await watch({ "x-github-event": "issues" }, undefined, false);
    expect(lines).toMatchObject([{ level: "debug" }]);
    expect(labels).toEqual([{ event: "issues", status: "cut" }]);
  });

  it("in which nothing stands that anybody may have sent", async () => {
    const headers = { "x-github-event": "x".repeat(10_000), "x-github-delivery": "<script>" };
    const { lines, labels } = await watch(headers, 401);
    expect(lines).toMatchObject([{ event: "other", delivery: undefined }]);
    expect(labels).toEqual([{ event: "other", status: 401 }]);
  });
});
