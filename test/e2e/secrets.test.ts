import { spawn, type ChildProcess } from "node:child_process";
import { rm } from "node:fs/promises";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { readControlFile } from "../../src/app/jobs/control-file.ts";
import { printList } from "../../src/list/list-file.ts";
import { startLocalGithub, type LocalGithub } from "../../src/local-github/start.ts";
import { readme } from "../support/loop.ts";
import { list } from "../support/suggestion.ts";
import { makeDataDirectory } from "../support/data-directory.ts";
import { startTraceReceiver, type TraceReceiver } from "../support/trace-receiver.ts";

/** The server as an operator runs it, saying all it can: what it must never say is looked for in what it said. */

const webhookSecret = "a-webhook-secret-of-some-length";
let github: LocalGithub;
let server: ChildProcess;
let directory: string;
let said = "";
let receiver: TraceReceiver;

afterEach(async () => {
  server.kill("SIGKILL");
  receiver.close();
  await github.close();
  await rm(directory, { recursive: true, maxRetries: 5 });
});

async function startServer(): Promise<ChildProcess> {
  directory = await makeDataDirectory();
  const sources = ["ARXIV", "CROSSREF", "DATACITE", "OPENREVIEW", "OPENALEX", "SEMANTIC_SCHOLAR"];
  const started = spawn(process.execPath, ["src/app/cli.ts", "serve"], {
    cwd: new URL("../../", import.meta.url),
    env: {
      PATH: process.env["PATH"],
      APP_ID: String(github.appId),
      PRIVATE_KEY: github.privateKey,
      WEBHOOK_SECRET: webhookSecret,
      GITHUB_API_URL: github.url,
      GITHUB_THROTTLE: "off",
      // Nothing leaves this machine; there they are not found.
      ...Object.fromEntries(sources.map((name) => [`${name}_API_URL`, github.url])),
      DATA_DIR: directory,
      HOST: "127.0.0.1",
      PORT: "0",
      LOG_LEVEL: "trace",
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    },
  });
  for (const stream of [started.stdout, started.stderr])
    stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return started;
}

async function untilSaid(...patterns: readonly RegExp[]): Promise<void> {
  for (let tries = 0; !patterns.every((pattern) => pattern.test(said)); tries += 1) {
    if (tries === 600) throw new Error(`The server did not say ${patterns.join(" and ")}:\n${said}`);
    await sleep(50);
  }
}

function addressOfServer(): string {
  return /Taking webhooks at (?<url>\S+)/.exec(said)?.groups?.["url"] ?? "";
}

async function send(body: string, secret: string): Promise<number> {
  const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const headers = {
    "content-type": "application/json",
    "x-github-event": "issues",
    "x-github-delivery": "1",
    "x-hub-signature-256": signature,
  };
  return (await fetch(addressOfServer(), { method: "POST", body, headers })).status;
}

it("says no token, no key and no secret, whatever goes wrong", async () => {
  github = await startLocalGithub({
    owner: "lab",
    users: {},
    repositories: [{ name: "list", files: { "list.json": printList(list), "README.md": readme } }],
    webhookSecret,
  });
  for (const [method, path, fault] of [
    ["POST", /\/access_tokens$/, { status: 401 }],
    ["GET", /\/branches\/main$/, { drop: true }],
    ["POST", /\/git\/trees$/, { status: 403 }],
  ] as const) {
    github.fault({ method, path, times: 1, ...fault });
  }
  receiver = await startTraceReceiver();
  server = await startServer();
  await untilSaid(/access_tokens - 401/, /git\/trees - 403/, /Refused: GitHub answered 403/);
  expect(await send('{"action":"nobody signed this"}', "a secret that is wrong")).toBe(400);
  expect(await send('{"action":', webhookSecret)).toBe(400);
  expect(await send('{"action":"opened"}', webhookSecret)).toBe(200);
  // Who has no secret does not fill a disk.
  expect(said).not.toContain("nobody signed this");
  await untilSaid(/a look failed/, /"looked"/, /took a webhook/, /a webhook was not taken/);
  said += await (await fetch(new URL("/metrics", addressOfServer()))).text();
  const control = readControlFile(directory)?.token ?? "";
  expect(control).toHaveLength(43);
  server.kill("SIGTERM");
  await once(server, "exit");
  said += receiver.text();
  expect(said).toMatch(/^awesome_papers_github_requests_total\{/m);
  expect(receiver.text()).toContain("look branch");

  const key = github.privateKey.split("\n").filter((line) => line.length > 40);
  expect(key.length).toBeGreaterThan(10);
  expect([webhookSecret, control, ...key].filter((secret) => said.includes(secret))).toEqual([]);
  // Installation tokens, and the signed claims that they are asked for with.
  expect(said.match(/\bghs_\w+|\beyJ[\w-]+\.[\w-]+|\b(?:bearer|token) (?!\[REDACTED\])[\w.-]{20,}/gi) ?? []).toEqual(
    [],
  );
});
