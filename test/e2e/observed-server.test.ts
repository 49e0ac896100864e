import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Octokit } from "octokit";
import { afterEach, beforeEach, expect, it, onTestFinished } from "vitest";
import { printList } from "../../src/list/list-file.ts";
import { startLocalGithub, type LocalGithub } from "../../src/local-github/start.ts";
import { makeDataDirectory } from "../support/data-directory.ts";
import { readme } from "../support/loop.ts";
import { environmentOf } from "../support/server-process.ts";
import { form, list, openvla } from "../support/suggestion.ts";
import { attributeOf, startTraceReceiver, type ReceivedSpan, type TraceReceiver } from "../support/trace-receiver.ts";

/** What an operator sees of the server as they run it: its log, its metrics, its traces, and how it ends. */

let github: LocalGithub;
let receiver: TraceReceiver;
let directory: string;
let server: ChildProcess;
/** The server's address. */
let url: string;
let lines: Record<string, unknown>[];

beforeEach(async () => {
  directory = await makeDataDirectory();
  receiver = await startTraceReceiver();
  github = await startLocalGithub({
    owner: "lab",
    users: { suggester: "none" },
    repositories: [{ name: "list", files: { "list.json": printList(list), "README.md": readme } }],
  });
});
afterEach(async () => {
  server.kill("SIGKILL");
  receiver.close();
  await github.close();
  await rm(directory, { recursive: true, maxRetries: 5 });
});

/** Papers are looked up at `services`: at one address all of them. */
async function serve(services: string, more: Readonly<Record<string, string>>): Promise<void> {
  const sources = ["ARXIV", "CROSSREF", "DATACITE", "OPENREVIEW", "OPENALEX", "SEMANTIC_SCHOLAR"];
  server = spawn(process.execPath, ["src/app/cli.ts", "serve"], {
    cwd: new URL("../../", import.meta.url),
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      ...environmentOf(github, { DATA_DIR: directory, LOG_LEVEL: "debug" }),
      ...Object.fromEntries(sources.map((name) => [`${name}_API_URL`, services])),
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_BSP_SCHEDULE_DELAY: "100",
      ...more,
    },
  });
  lines = [];
  const { stdout, stderr } = server;
  if (stdout === null || stderr === null) throw new Error("no pipes");
  createInterface(stdout).on("line", (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
  const listening = Promise.withResolvers<string>();
  createInterface(stderr).on("line", (line) => {
    const found = /^Taking webhooks at (?<at>\S+)$/.exec(line)?.groups?.["at"];
    if (found !== undefined) listening.resolve(found);
  });
  server.once("exit", (code) => listening.reject(new Error(`It ended with ${code}`)));
  const webhookUrl = await listening.promise;
  github.setWebhookUrl(webhookUrl);
  url = new URL(webhookUrl).origin;
}

const suggest = (): Promise<unknown> =>
  new Octokit({
    baseUrl: github.url,
    auth: github.tokenOf("suggester"),
    throttle: { enabled: false },
  }).rest.issues.create({
    owner: "lab",
    repo: "list",
    title: "Suggest a paper",
    body: form(openvla),
  });

const looked = (): Record<string, unknown> | undefined =>
  lines.find(({ msg, subject, writes }) => msg === "looked" && subject === "lab/list#1" && Number(writes) > 0);
const get = async (path: string): Promise<string> => (await fetch(`${url}${path}`)).text();

it("tells of a suggestion in a line each, in numbers, and in spans that lead from the look to its webhook", async () => {
  await serve(github.url, { OTEL_EXPORTER_OTLP_PROTOCOL: "http/json" });
  await suggest();
  await expect.poll(looked, { timeout: 30_000 }).toBeDefined();
  expect(await get("/readyz")).toBe("ok\n");

  const look = looked() ?? {};
  expect(look).toMatchObject({ level: 30, attempt: 1, outcome: "done" });
  const webhook = lines.find(({ delivery, event }) => delivery === look["delivery"] && event === "issues");
  expect(webhook).toMatchObject({ level: 20, action: "opened", subjects: ["lab/list#1"], status: 200 });

  const metrics = await get("/metrics");
  expect(metrics).toMatch(/^awesome_papers_webhooks_total\{event="issues",status="200"\} [1-9]/m);
  expect(metrics).toMatch(/^awesome_papers_looks_total\{kind="issue",outcome="done"\} [1-9]/m);
  expect(metrics).toMatch(
    /^awesome_papers_github_requests_total\{method="GET",route="\/repos\/\{owner\}\/\{repo\}\/issues\/\{issue_number\}",status="200"\} [1-9]/m,
  );
  expect(metrics).toMatch(/^awesome_papers_metadata_answers_total\{source="arxiv",outcome="\w/m);
  expect(metrics).toMatch(/^awesome_papers_queue_up 1$/m);
  // Nobody's name.
  expect(metrics).not.toMatch(/lab\/|list#|suggester|OpenVLA/i);

  const ended = once(server, "exit");
  server.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  const spans = receiver.spans();
  const ofLook = (span: ReceivedSpan): boolean =>
    span.name === "look issue" &&
    attributeOf(span, "awesome_papers.delivery") === look["delivery"] &&
    attributeOf(span, "awesome_papers.github_requests") === String(look["requests"]);
  const lookSpan = spans.find(ofLook);
  expect(lookSpan).toBeDefined();
  expect(lookSpan?.parentSpanId).toBeUndefined();
  const webhookSpan = spans.find(({ spanId }) => spanId === lookSpan?.links?.[0]?.spanId);
  expect(webhookSpan).toMatchObject({ name: "webhook issues", traceId: lookSpan?.links?.[0]?.traceId });
  const beneath = spans.filter(({ parentSpanId }) => parentSpanId === lookSpan?.spanId).map(({ name }) => name);
  expect(beneath).toContain("ask arxiv");
  expect(beneath.filter((name) => /^[A-Z]+ \/(?!app)/.test(name))).toHaveLength(Number(look["requests"]));
}, 60_000);

it("stops within ten seconds though a look does not end, says so meanwhile, and sends on what it traced", async () => {
  const silent = createServer(() => undefined);
  await once(silent.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    silent.closeAllConnections();
    silent.close();
  });
  await serve(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`, {});
  await suggest();
  await once(silent, "connection");
  const ended = once(server, "exit");
  const asked = performance.now();
  server.kill("SIGTERM");
  await expect.poll(() => get("/readyz")).toBe("stopping\n");
  expect(await get("/healthz")).toBe("ok\n");
  expect(await get("/metrics")).toMatch(/^awesome_papers_queue_subjects\{state="running"\} [1-9]/m);
  expect(await ended).toEqual([0, null]);
  expect(performance.now() - asked).toBeLessThan(10_000);
  expect(receiver.text()).toContain("webhook issues");
}, 60_000);
