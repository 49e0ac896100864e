import { createHmac } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { Probot } from "probot";
import { expect, it, onTestFinished } from "vitest";
import { createProbotApp } from "../../src/app/probot-app.ts";
import { createWebhookReceiver } from "../../src/app/webhook-receiver.ts";
import { createWebhookServer } from "../../src/app/webhook-server.ts";
import { makeAppKey } from "../support/app-key.ts";

const secret = "a secret of some length";

/** Sends an issue to a server that can store nothing; what it answers, and all that it says to its log. */
async function send(words: string, signedWith: string): Promise<{ status: number; said: string }> {
  const said: unknown[] = [];
  const say = (...given: unknown[]): unknown => said.push(given);
  const log = { debug: say, info: say, warn: say, error: say, child: () => log };
  const probot = new Probot({ appId: 1, privateKey: makeAppKey(), secret, log: log as never });
  await probot.ready();
  await probot.load(createProbotApp(() => Promise.reject(Object.assign(new Error("no space"), { status: 503 }))));
  const receive = createWebhookReceiver(probot);
  const server = createWebhookServer({ webhookPath: "/", receive, findHindrances: () => Promise.resolve([]) });
  onTestFinished(() => void server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const repository = {
    id: 3,
    name: "list",
    owner: { login: "lab" },
    default_branch: "main",
    html_url: "https://a.b/c",
  };
  const issue = { number: 1, body: words };
  const body = JSON.stringify({ action: "opened", installation: { id: 1 }, issue, repository, sender: { id: 2 } });
  const { status } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
    method: "POST",
    body,
    headers: {
      "x-github-event": "issues",
      "x-github-delivery": "6f2b0c1e",
      "x-hub-signature-256": `sha256=${createHmac("sha256", signedWith).update(body).digest("hex")}`,
    },
  });
  return { status, said: inspect(said, { depth: 9 }) };
}

it.each([
  ["is not signed with our secret", "another secret", 400, "WEBHOOK_SECRET"],
  ["could not be stored", secret, 503, "no space"],
])("of a webhook that %s the log has why, and not what was in it", async (_, signedWith, status, why) => {
  const answer = await send("of a private list", signedWith);
  expect(answer.status).toBe(status);
  expect(answer.said).toContain(why);
  expect(answer.said).not.toContain("of a private list");
});
