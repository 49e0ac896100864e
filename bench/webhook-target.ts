import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createNodeMiddleware, Probot } from "probot";
import { subjectKey } from "../src/app/subject-key.ts";
import { openQueue, type QueueSettings } from "../src/app/open-queue.ts";
import { createProbot, createProbotApp } from "../src/app/probot-app.ts";
import { parseSettings } from "../src/app/settings.ts";
import { createWebhookServer } from "../src/app/webhook-server.ts";
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
  const queue = await openQueue<{ readonly subject: Subject }>(
    settings.value.queue satisfies QueueSettings,
    {
      async work() {
        await new Promise((resolve) => setTimeout(resolve, lookTakes));
        finished += 1;
      },
      retryDelay: () => undefined,
      onFailure: ({ error }) => console.error(error),
    },
    console.error,
  );
  const add = (installationId: number, subject: Subject): Promise<void> =>
    queue.add(
      subjectKey(subject),
      { subject },
      { delay: 250, group: String(installationId), lane: String(subject.repository.id) },
    );
  const probot = createProbot(settings.value);
  const receive = await createNodeMiddleware(createProbotApp(add), { probot, webhooksPath: "/" });
  return createWebhookServer({ webhookPath: "/", receive, findHindrances: () => Promise.resolve([]) });
}
