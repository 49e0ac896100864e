import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createNodeMiddleware, Probot } from "probot";
import { createLookJob, jobKey, laneOf, type Job } from "../src/app/job.ts";
import { askedNow } from "../src/app/observe/watch-look.ts";
import { createObserver } from "../src/app/observe/observer.ts";
import { openQueue } from "../src/app/open-queue.ts";
import { createProbot, createProbotApp } from "../src/app/probot-app.ts";
import { parseSettings } from "../src/app/settings.ts";
import { createWebhookReceiver } from "../src/app/webhook-receiver.ts";
import { createWebhookServer } from "../src/app/webhook-server.ts";
import { createRateLimits } from "../src/github/rate-limits.ts";
import type { Subject } from "../src/intake/snapshot.ts";
import { makeAppKey } from "../test/support/app-key.ts";

/**
 * A process of its own that takes webhooks: `node bench/webhook-target.ts SECRET bare | embedded DIRECTORY | postgres URL`.
 * It tells its port to the process that forked it, and how many looks it has finished whenever it is asked. A look is a
 * pause of 50 milliseconds: what looks cost besides is measured by others.
 */
const [secret = "", kind, place = ""] = process.argv.slice(2);
const lookTakes = 50;
let finished = 0;
process.on("message", () => process.send?.({ finished }));

const server = kind === "bare" ? await bare() : await ours();
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));

/** What Probot's documentation shows. https://probot.github.io/docs/development/#use-createnodemiddleware */
async function bare(): Promise<ReturnType<typeof createServer>> {
  const probot = new Probot({ appId: 1, privateKey: makeAppKey(), secret, logLevel: "info" });
  const app = (): void => undefined;
  const receive = await createNodeMiddleware(app, { probot, webhooksPath: "/" });
  return createServer((request, response) => void receive(request, response));
}

/** All of ours but GitHub. */
async function ours(): Promise<ReturnType<typeof createServer>> {
  const settings = parseSettings({
    APP_ID: "1",
    PRIVATE_KEY: makeAppKey(),
    WEBHOOK_SECRET: secret,
    WEBHOOK_PATH: "/",
    ...(kind === "postgres" ? { DATABASE_URL: place } : { DATA_DIR: place }),
  });
  if (!settings.ok) throw new Error(JSON.stringify(settings.problems));
  const probot = createProbot(settings.value);
  await probot.ready();
  const limits = createRateLimits();
  const observer = createObserver({ ...settings.value, log: probot.log, version: "bench", limits });
  const queue = await openQueue<Job>(
    settings.value.queue,
    {
      work: (job, attempt) =>
        observer.looks.look(job, attempt, async () => {
          await new Promise((resolve) => setTimeout(resolve, lookTakes));
          finished += 1;
        }),
      retryDelay: () => undefined,
      onFailure: observer.looks.failed,
    },
    console.error,
  );
  const add = (installationId: number, subject: Subject): Promise<void> => {
    const job: Job = { ...createLookJob(installationId, subject), asked: askedNow() };
    return queue.add(jobKey(job), job, { delay: 250, group: String(installationId), lane: laneOf(job) });
  };
  await probot.load(createProbotApp(add));
  const receive = createWebhookReceiver(probot);
  const { findHindrances, printMetrics } = observer.status(queue);
  const watch = observer.watchWebhook;
  return createWebhookServer({ webhookPath: "/", receive, findHindrances, printMetrics, watch });
}
