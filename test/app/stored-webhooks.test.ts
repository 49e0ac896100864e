import { createHmac, generateKeyPairSync } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { createProbot, createProbotApp } from "../../src/app/probot-app.ts";
import { parseSettings } from "../../src/app/settings.ts";
import { createWebhookReceiver } from "../../src/app/webhook-receiver.ts";
import { createWebhookServer } from "../../src/app/webhook-server.ts";
import { createInbox } from "../../src/queue/inbox.ts";

/** A webhook is stored, and only then answered. */

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const secret = "a secret of some length";
const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

/** Takes webhooks at the address that it resolves to. */
async function listen(store: () => Promise<void>): Promise<string> {
  const settings = parseSettings({
    APP_ID: "1",
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: secret,
    WEBHOOK_PATH: "/",
    LOG_LEVEL: "fatal",
  });
  if (!settings.ok) throw new Error(JSON.stringify(settings.problems));
  const probot = createProbot(settings.value);
  const inbox = createInbox(store);
  const waiting = { item: {}, notBefore: 0, heldUntil: 0, attempt: 1, priority: 0, group: undefined };
  await probot.ready();
  await probot.load(createProbotApp(() => inbox.add("a", waiting)));
  const receive = createWebhookReceiver(probot);
  server = createWebhookServer({ webhookPath: "/", receive, findHindrances: () => Promise.resolve([]) });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function sendIssue(url: string): Promise<number> {
  const body = JSON.stringify({
    action: "opened",
    installation: { id: 1 },
    issue: { number: 1, user: { id: 2, login: "someone", type: "User" } },
    repository: {
      id: 3,
      name: "list",
      owner: { login: "lab" },
      default_branch: "main",
      html_url: "https://github.com/lab/list",
    },
    sender: { id: 2, login: "someone", type: "User" },
  });
  const response = await fetch(url, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-github-event": "issues",
      "x-github-delivery": "6f2b0c1e-0000-4000-8000-000000000000",
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    },
  });
  return response.status;
}

it("answers when it is stored, and not before", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const url = await listen(() => {
    asked.resolve();
    return promise;
  });
  let status: number | undefined;
  const sent = sendIssue(url).then((answer) => (status = answer));
  await asked.promise;
  await new Promise((later) => setTimeout(later, 100));
  expect(status).toBeUndefined();
  resolve();
  expect(await sent).toBe(200);
});

it.each([
  ["fails", () => Promise.reject(new Error("no space"))],
  ["does not answer", () => new Promise<void>(() => undefined)],
])("answers 503 when the database %s, so that GitHub tells of it", async (_, store) => {
  expect(await sendIssue(await listen(store))).toBe(503);
});
