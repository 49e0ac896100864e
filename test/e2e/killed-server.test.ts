import { rm } from "node:fs/promises";
import { Octokit } from "octokit";
import { afterEach, beforeEach, expect, it } from "vitest";
import { printList } from "../../src/list/list-file.ts";
import { startLocalGithub, type LocalGithub } from "../../src/local-github/start.ts";
import { makeDataDirectory } from "../support/data-directory.ts";
import { readme } from "../support/loop.ts";
import { startServerProcess, type ServerProcess } from "../support/server-process.ts";
import { form, list, openvla } from "../support/suggestion.ts";

/** The server as a process, with its work in a data directory. */

let github: LocalGithub;
let directory: string;
let server: ServerProcess | undefined;

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
  await server?.kill();
  await github.close();
  await rm(directory, { recursive: true });
});

async function serve(): Promise<string | undefined> {
  server = startServerProcess(github, { DATA_DIR: directory });
  return server.listening;
}

const as = (login: string): Octokit =>
  new Octokit({ baseUrl: github.url, auth: github.tokenOf(login), throttle: { enabled: false } });
const route = { owner: "lab", repo: "list" };
const pulls = async (): Promise<readonly unknown[]> => (await as("lab").rest.pulls.list(route)).data;

it("makes the pull request of a suggestion that it took before it was killed, and makes it once", async () => {
  github.setWebhookUrl(await serve());
  await as("suggester").rest.issues.create({ ...route, title: "Suggest a paper", body: form(openvla) });
  await github.idle();
  await server?.kill();
  expect(await pulls()).toEqual([]);
  github.setWebhookUrl(undefined);
  await serve();
  await expect.poll(pulls, { timeout: 20_000 }).toHaveLength(1);
  await server?.kill();
  await serve();
  await expect.poll(pulls).toHaveLength(1);
});
