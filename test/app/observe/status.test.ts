import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { startServer } from "../../../src/app/server.ts";
import { parseSettings } from "../../../src/app/settings.ts";
import { makeAppKey } from "../../support/app-key.ts";
import { silentSources } from "../../support/silent-sources.ts";

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it("without GitHub a server says so, lives on and takes webhooks", async () => {
  const settings = parseSettings({
    APP_ID: "1",
    PRIVATE_KEY: makeAppKey(),
    WEBHOOK_SECRET: "secret",
    HOST: "127.0.0.1",
    PORT: "0",
    GITHUB_API_URL: `http://127.0.0.1:${await freePort()}`,
    LOG_LEVEL: "fatal",
  });
  if (!settings.ok) throw new Error(JSON.stringify(settings.problems));
  const server = await startServer({ ...settings.value, queue: { kind: "memory" } }, { metadata: silentSources });
  // Not waited for: a look that is under way asks GitHub a few times more.
  onTestFinished(() => void server.close());
  const ask = async (path: string): Promise<string> => {
    const response = await fetch(new URL(path, server.webhookUrl));
    return `${response.status} ${await response.text()}`;
  };
  const kept = async (): Promise<number> =>
    [...(await ask("/metrics")).matchAll(/^awesome_papers_queue_subjects\{state="(?:waiting|running)"\} (?<n>\d+)/gm)]
      .map(({ groups }) => Number(groups?.["n"]))
      .reduce((sum, n) => sum + n, 0);
  expect(await ask("/readyz")).toBe("503 github\n");
  const before = await kept();
  expect(await ask("/healthz")).toBe("200 ok\n");
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
  const webhook = await fetch(server.webhookUrl, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-github-event": "issues",
      "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
      "x-hub-signature-256": `sha256=${createHmac("sha256", "secret").update(body).digest("hex")}`,
    },
  });
  expect(webhook.status).toBe(200);
  // What is counted for one who asks counts for all within a second.
  await expect.poll(kept, { timeout: 5_000 }).toBeGreaterThan(before);
});
