import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { NodeSDK } from "@opentelemetry/sdk-node";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Job } from "../../../src/app/job.ts";
import { createMetrics } from "../../../src/app/observe/metrics.ts";
import { inSpan } from "../../../src/app/observe/span.ts";
import { askedNow, createLookWatch } from "../../../src/app/observe/watch-look.ts";
import { createRequestWatch } from "../../../src/app/observe/watch-request.ts";
import { logLines } from "../../support/log-lines.ts";

type SpanProcessor = NonNullable<NonNullable<ConstructorParameters<typeof NodeSDK>[0]>["spanProcessors"]>[number];
type EndedSpan = Parameters<SpanProcessor["onEnd"]>[0];

let ended: EndedSpan[] = [];
const sdk = new NodeSDK({
  autoDetectResources: false,
  metricReaders: [],
  logRecordProcessors: [],
  spanProcessors: [
    {
      onStart: () => undefined,
      onEnd: (span) => void ended.push(span),
      forceFlush: () => Promise.resolve(),
      shutdown: () => Promise.resolve(),
    },
  ],
});
beforeAll(() => sdk.start());
afterAll(() => sdk.shutdown());
beforeEach(() => (ended = []));

const metrics = createMetrics();
const looks = createLookWatch(logLines().log, metrics);
const request = createRequestWatch(metrics, () => undefined);
const repository = { id: 1, owner: "lab", name: "list", defaultBranch: "main", url: "https://github.com/lab/list" };

/** A look that the webhook asks for, and that begins where the webhook is not over yet, as the queue's timers have it. */
async function lookFromWebhook(act: () => Promise<void>): Promise<Job> {
  return inSpan("webhook issues", { kind: SpanKind.SERVER }, async () => {
    const job: Job = {
      kind: "look",
      installationId: 7,
      subject: { kind: "issue", repository, number: 12 },
      asked: JSON.parse(JSON.stringify(askedNow())) as ReturnType<typeof askedNow>,
    };
    await looks.look(job, 1, act).catch(() => undefined);
    return job;
  });
}

const send = (status: number): Promise<Response> =>
  request({ method: "GET", path: "/repos/lab/list", route: "/repos/{owner}/{repo}", attempt: 1, purpose: "work" }, () =>
    Promise.resolve(new Response("", { status })),
  );

it("a look is a trace of its own, linked to its webhook, with its requests beneath it", async () => {
  await lookFromWebhook(async () => {
    await send(200);
    await send(200);
  });
  const [first, second, look, webhook] = ended;
  expect(look?.parentSpanContext).toBeUndefined();
  expect(look?.spanContext().traceId).not.toBe(webhook?.spanContext().traceId);
  expect(look?.links.map(({ context }) => context.spanId)).toEqual([webhook?.spanContext().spanId]);
  expect([first, second].map((span) => [span?.name, span?.parentSpanContext?.spanId])).toEqual(
    [1, 2].map(() => ["GET /repos/{owner}/{repo}", look?.spanContext().spanId]),
  );
  expect(look?.attributes).toMatchObject({
    "awesome_papers.subject": "lab/list#12",
    "awesome_papers.attempt": 1,
    "awesome_papers.outcome": "done",
    "awesome_papers.github_requests": 2,
  });
});

it("a look that failed ends with what the queue makes of it", async () => {
  const error = new Error("no");
  const item = await lookFromWebhook(() => Promise.reject(error));
  expect(ended.map(({ name }) => name)).toEqual(["webhook issues"]);
  looks.failed({ item, error, attempt: 1, givenUp: true, reference: "abc" });
  const look = ended.at(-1);
  expect(look?.status).toEqual({ code: SpanStatusCode.ERROR, message: "no" });
  expect(look?.attributes).toMatchObject({ "awesome_papers.outcome": "given_up" });
});
