import { rm } from "node:fs/promises";
import { afterEach, expect, it, onTestFinished } from "vitest";
import { jobKey, type Job, type LookJob } from "../../src/app/job.ts";
import { startServer } from "../../src/app/server.ts";
import type { RepositoryRef } from "../../src/intake/snapshot.ts";
import { printList } from "../../src/list/list-file.ts";
import { defaultMetadataSettings } from "../../src/metadata/metadata.ts";
import { createJobStore } from "../../src/queue/job-store.ts";
import { openQueueDatabase } from "../../src/queue/queue-database.ts";
import { breakRoute } from "../support/break-route.ts";
import { makeDataDirectory } from "../support/data-directory.ts";
import { openFromFork } from "../support/fork-pull.ts";
import { startLoop, type Loop, type LoopOptions } from "../support/loop.ts";
import { silentSources } from "../support/silent-sources.ts";
import { form, list, openvla } from "../support/suggestion.ts";

/** A look that fails for a reason that nobody foresaw: people hear of it where they would look for our answer. */

let loop: Loop;
afterEach(() => loop.close());

async function start(options: LoopOptions = {}): Promise<void> {
  loop = await startLoop({ ...options, hooks: { firstRetry: 1, ...options.hooks } });
}

async function makeDirectory(): Promise<string> {
  const directory = await makeDataDirectory();
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

const proposals = /\/repos\/lab\/list\/pulls$/;
const sorry = "I could not finish here";
const installationId = 80_001;
const isWrite = ({ method }: { readonly method: string }): boolean => method !== "GET";

/** Of our one comment, if there is one. */
async function ours(thread: number): Promise<string | undefined> {
  const own = (await loop.comments(thread)).filter(({ login }) => login.endsWith("[bot]"));
  expect(own.length).toBeLessThanOrEqual(1);
  return own[0]?.body;
}

async function edit(issue: number, body: string, title = "Suggest a paper"): Promise<void> {
  await loop.as("suggester").rest.issues.update({ ...loop.route, issue_number: issue, title, body });
  await loop.settle();
}

async function say(thread: number, body: string): Promise<void> {
  await loop.as("suggester").rest.issues.createComment({ ...loop.route, issue_number: thread, body });
  await loop.settle();
}

it("is told in a comment, once however often it fails, and an edit after the repair has its own answer there", async () => {
  await start();
  const repair = breakRoute(loop.github, proposals);
  const issue = await loop.suggest(form(openvla));
  const told = await ours(issue);
  expect(told).toContain(sorry);
  expect(told).toMatch(/reference `[0-9a-f-]{36}`/);
  expect(told).not.toContain("TypeError");
  const again = await loop.during(() => edit(issue, `${form(openvla)}\n`));
  expect(again.filter(isWrite)).toEqual([]);
  repair();
  await edit(issue, `${form(openvla)}\n\n`);
  const mended = await ours(issue);
  expect(mended).toContain("Thank you, @suggester");
  expect(mended).not.toContain(sorry);
  expect(await loop.labels(issue)).toEqual(["paper: ready"]);
});

it("is taken back also where nothing else is to be said", async () => {
  await start();
  const repair = breakRoute(loop.github, proposals);
  const issue = await loop.suggest(form(openvla));
  expect(await ours(issue)).toContain(sorry);
  repair();
  await edit(issue, "I do not understand the README.", "How does this work?");
  expect(await ours(issue)).toBeUndefined();
});

it("is told to who opened a pull request, and later on top of our comment, which stays as it is", async () => {
  await start();
  const repairBlobs = breakRoute(loop.github, /\/git\/blobs\//);
  const text = printList({ ...list, description: "Another." });
  const pull = await openFromFork(loop, { files: { "list.json": text } });
  expect(await ours(pull)).toContain(sorry);
  repairBlobs();
  await say(pull, "Can you see it now?");
  const good = (await ours(pull)) ?? "";
  expect(good).toContain("This is what changes in the list");
  expect(good).not.toContain(sorry);
  const repairPull = breakRoute(loop.github, /\/pulls\/\d+$/);
  await say(pull, "And now?");
  const shown = good.slice(0, good.indexOf("<!--")).trim();
  const told = await ours(pull);
  expect(told).toContain(sorry);
  expect(told).toContain(shown);
  repairPull();
  await say(pull, "Once more.");
  const mended = await ours(pull);
  expect(mended).toContain(shown);
  expect(mended).not.toContain(sorry);
});

it("is not told where nothing of ours is changed", async () => {
  await start();
  breakRoute(loop.github, /\/compare\//);
  const pull = await openFromFork(loop, { files: { "notes.md": "Mine.\n" } });
  expect(await ours(pull)).toBeUndefined();
});

it("of the default branch is told by its check run, which becomes green, also when the server starts again", async () => {
  const directory = await makeDirectory();
  await start({ settings: { queue: { kind: "embedded", directory } } });
  const runs = async (): Promise<readonly string[]> => {
    const { data } = await loop.as("lab").rest.checks.listForRef({ ...loop.route, ref: "main", filter: "all" });
    return data.check_runs.map(({ conclusion, output }) => `${conclusion}: ${output.title}`).toSorted();
  };
  expect(await runs()).toEqual([]);
  // Only a process that starts asks for these.
  const repair = breakRoute(loop.github, proposals);
  await loop.restart();
  expect(await runs()).toEqual(["failure: I could not finish"]);
  await loop.restart();
  expect(await runs()).toHaveLength(1);
  repair();
  await loop.restart();
  expect(await runs()).toEqual(["failure: I could not finish", "success: The list is in order"]);
}, 120_000);

/** A server that finds that processes ended under this job, and begins with a sweep; which looks it made. */
async function startAfterDeaths(key: string, job: Job): Promise<readonly string[]> {
  const directory = await makeDirectory();
  const settings = { kind: "embedded", directory } as const;
  const database = await openQueueDatabase(settings, console.error);
  const store = await createJobStore<Job>(database, 60_000);
  const waiting = { item: job, notBefore: 0, heldUntil: 0, attempt: 1, priority: 0, group: undefined };
  await store.store([[key, waiting]]);
  for (let death = 0; death < 6; death += 1) await store.giveBack(await store.take(1));
  await database.close();
  const looks: string[] = [];
  const server = await startServer(
    {
      appId: loop.github.appId,
      privateKey: loop.github.privateKey,
      webhookSecret: loop.github.webhookSecret,
      host: "127.0.0.1",
      port: 0,
      webhookPath: "/",
      githubApiUrl: loop.github.url,
      throttle: false,
      logLevel: "fatal",
      logFormat: "json",
      queue: settings,
      readyMaxWait: 900,
      metadata: defaultMetadataSettings,
    },
    { metadata: silentSources, onLook: ({ kind }) => looks.push(kind) },
  );
  onTestFinished(() => server.close());
  await server.idle();
  return looks;
}

it("is told also where processes ended under it, without another look", async () => {
  let job: LookJob | undefined;
  await start({
    hooks: {
      onLook: ({ kind, subject }) => void (kind === "issue" && (job = { kind: "look", installationId, subject })),
    },
  });
  const issue = await loop.suggest(form(openvla));
  const good = (await ours(issue)) ?? "";
  if (job === undefined) throw new Error("There was no look.");
  // What a look at it would end is this process, and each that begins with a sweep.
  expect(await startAfterDeaths(jobKey(job), job)).toEqual(["branch"]);
  expect(await ours(issue)).toContain(sorry);
  expect(await ours(issue)).toContain(good.slice(0, good.indexOf("<!--")).trim());
  expect(await ours(issue)).not.toContain("within the hour");
}, 120_000);

it("ends no process again by the sweep at the start, where it was the list itself that ended them", async () => {
  let repository: RepositoryRef | undefined;
  await start({ hooks: { onLook: ({ subject }) => void ({ repository } = subject) } });
  if (repository === undefined) throw new Error("There was no look.");
  const job: Job = { kind: "repository", installationId, repository };
  expect(await startAfterDeaths(jobKey(job), job)).toEqual([]);
}, 120_000);
