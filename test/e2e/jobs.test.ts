import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Octokit } from "octokit";
import { afterEach, beforeEach, expect, it } from "vitest";
import { printList } from "../../src/list/list-file.ts";
import { startLocalGithub, type LocalGithub } from "../../src/local-github/start.ts";
import { run, type Ran } from "../app/cli/run.ts";
import { breakRoute } from "../support/break-route.ts";
import { makeDataDirectory } from "../support/data-directory.ts";
import { readme } from "../support/loop.ts";
import { startPostgres } from "../support/postgres.ts";
import { environmentOf, startServerProcess, type ServerProcess } from "../support/server-process.ts";
import { form, list, openvla } from "../support/suggestion.ts";

/** The command on the work of a server that is a process of its own. */

let directory: string;
let github: LocalGithub;
let repair: () => void;
const servers: ServerProcess[] = [];

beforeEach(async () => {
  directory = await makeDataDirectory();
  github = await startLocalGithub({
    owner: "lab",
    users: { suggester: "none" },
    repositories: [{ name: "list", files: { "list.json": printList(list), "README.md": readme } }],
  });
  repair = breakRoute(github, /\/repos\/lab\/list\/pulls$/);
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.kill();
  await github.close();
  await rm(directory, { recursive: true });
});

async function serve(database: Readonly<Record<string, string>>): Promise<string | undefined> {
  const server = startServerProcess(github, { FIRST_RETRY: "1", ...database });
  servers.push(server);
  return server.listening;
}

const as = (login: string): Octokit =>
  new Octokit({ baseUrl: github.url, auth: github.tokenOf(login), throttle: { enabled: false } });
const route = { owner: "lab", repo: "list" };

async function suggest(): Promise<number> {
  const { data } = await as("suggester").rest.issues.create({ ...route, title: "Suggest", body: form(openvla) });
  return data.number;
}

/** Of our one comment; empty while there is none. */
async function comment(issue: number): Promise<string> {
  const { data } = await as("lab").rest.issues.listComments({ ...route, issue_number: issue });
  expect(data.length).toBeLessThanOrEqual(1);
  return data[0]?.body ?? "";
}

const patience = { timeout: 30_000 };
const jobs = (env: Readonly<Record<string, string>>, ...argv: string[]): Promise<Ran> =>
  run(directory, ["jobs", ...argv], { env });

async function givenUpOf(issue: number): Promise<string> {
  await expect.poll(() => comment(issue), patience).toContain("I could not finish");
  return /reference `(?<reference>[^`]+)`/.exec(await comment(issue))?.groups?.["reference"] ?? "";
}

async function expectMended(issue: number, env: Readonly<Record<string, string>>): Promise<void> {
  const reference = await givenUpOf(issue);
  const { stdout } = await jobs(env, "list");
  expect(stdout).toContain(`${reference} lab/list#${issue} since 20`);
  expect(stdout).toContain("      TypeError: ");
  expect(await jobs(env, "retry", "another")).toMatchObject({ code: 1 });
  repair();
  expect(await jobs(env, "retry", reference)).toEqual({ code: 0, stdout: "", stderr: "1 look asked for again.\n" });
  await expect.poll(() => comment(issue), patience).toContain("Thank you, @suggester");
  expect(await comment(issue)).not.toContain("I could not finish");
  const report = async (): Promise<unknown> => JSON.parse((await jobs(env, "list", "--json")).stdout);
  await expect.poll(report, patience).toMatchObject({ counts: { givenUp: 0 }, givenUp: [] });
}

it("finds by its reference what the server on a directory gave up, and has it looked at again", async () => {
  const env = { DATA_DIR: directory };
  github.setWebhookUrl(await serve(env));
  await expectMended(await suggest(), env);
}, 120_000);

it("does so on a Postgres", async () => {
  const postgres = await startPostgres();
  try {
    const env = { DATABASE_URL: postgres.url };
    github.setWebhookUrl(await serve(env));
    await expectMended(await suggest(), env);
  } finally {
    for (const server of servers.splice(0)) await server.kill();
    await postgres.remove();
  }
}, 120_000);

it("opens the directory where its server is gone, says so, and takes it from none that is there", async () => {
  const env = { DATA_DIR: directory };
  github.setWebhookUrl(await serve(env));
  const issue = await suggest();
  const reference = await givenUpOf(issue);
  // A second server ends, and leaves the first one's address alone.
  expect(await run(directory, ["serve"], { env: environmentOf(github, env) })).toMatchObject({ code: 2 });
  expect(await jobs(env, "list")).toMatchObject({ code: 0, stderr: "" });
  for (const server of servers.splice(0)) await server.kill();
  const dropped = await jobs(env, "drop", reference);
  expect(dropped).toMatchObject({ code: 0, stdout: "" });
  expect(dropped.stderr).toMatch(/^Process \d+, which control\.json names, does not answer.*\n1 look dropped\.\n$/);
  github.setWebhookUrl(await serve(env));
  await rm(join(directory, "control.json"));
  const refused = await jobs(env, "list");
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toMatch(/lock\.json belongs to process \d+/);
}, 120_000);
