import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Octokit } from "octokit";
import { afterEach, beforeEach, expect, it } from "vitest";
import { printList } from "../../src/list/list-file.ts";
import { startLocalGithub, type LocalGithub } from "../../src/local-github/start.ts";
import { makeDataDirectory } from "../support/data-directory.ts";
import { readme } from "../support/loop.ts";
import { form, list, openvla } from "../support/suggestion.ts";

/** The server as a process, with its work in a data directory. */

let github: LocalGithub;
let directory: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  directory = await makeDataDirectory();
  github = await startLocalGithub({
    owner: "lab",
    users: { suggester: "none" },
    repositories: [{ name: "list", files: { "list.json": printList(list), "README.md": readme } }],
  });
  // No sweep gets through: what is done is done for the webhook.
  github.fault({ method: "GET", path: /^\/app\/installations$/, status: 409, times: 1_000_000 });
});
afterEach(async () => {
  await kill();
  await github.close();
  await rm(directory, { recursive: true });
});

async function serve(): Promise<string> {
  const environment: Record<string, string | undefined> = {
    ...process.env,
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: github.webhookSecret,
    HOST: "127.0.0.1",
    PORT: "0",
    GITHUB_API_URL: github.url,
    GITHUB_THROTTLE: "off",
    LOG_LEVEL: "fatal",
    DATABASE_URL: "",
    DATA_DIR: directory,
  };
  const started = spawn(process.execPath, [join(import.meta.dirname, "../support/serve.ts")], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  child = started;
  const [url] = (await once(started.stdout.setEncoding("utf8"), "data")) as [string];
  return url.trim();
}

async function kill(): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "close");
  child.kill("SIGKILL");
  await ended;
}

const as = (login: string): Octokit =>
  new Octokit({ baseUrl: github.url, auth: github.tokenOf(login), throttle: { enabled: false } });
const route = { owner: "lab", repo: "list" };
const pulls = async (): Promise<readonly unknown[]> => (await as("lab").rest.pulls.list(route)).data;

it("makes the pull request of a suggestion that it took before it was killed, and makes it once", async () => {
  github.setWebhookUrl(await serve());
  await as("suggester").rest.issues.create({ ...route, title: "Suggest a paper", body: form(openvla) });
  await github.idle();
  await kill();
  expect(await pulls()).toEqual([]);
  github.setWebhookUrl(undefined);
  await serve();
  await expect.poll(pulls, { timeout: 20_000 }).toHaveLength(1);
  await kill();
  await serve();
  await expect.poll(pulls).toHaveLength(1);
});
