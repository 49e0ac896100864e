import { App, Octokit } from "octokit";
import { afterEach, describe, expect, it } from "vitest";
import { defaultMetadataSettings } from "../../src/metadata/metadata.ts";
import { silentSources } from "../support/silent-sources.ts";
import { startServer } from "../../src/app/server.ts";
import { startLocalGithub } from "../../src/local-github/start.ts";
import { printList } from "../../src/list/list-file.ts";
import { readme, startLoop, type Loop, type LoopOptions } from "../support/loop.ts";
import { form, list, openvla } from "../support/suggestion.ts";

/** What goes wrong around the loop: people on our branches, lost events, restarts, one repository of many. */

let loop: Loop;
afterEach(() => loop.close());

async function start(options: LoopOptions = {}): Promise<void> {
  loop = await startLoop({ ...options, hooks: { firstRetry: 50, ...options.hooks } });
}

const paper = { id: "rt-2", title: "RT-2", identifiers: { arxiv: "2307.15818" }, categories: ["models/large"] };
const listWith = (title: string): string => printList({ ...list, papers: [...list.papers, { ...paper, title }] });

const write: Loop["write"] = (...change) => loop.write(...change);

const openPulls = async () => (await loop.as("lab").rest.pulls.list({ ...loop.route, state: "open" })).data;
const headOf = async (branch: string): Promise<string> =>
  (await loop.as("lab").rest.repos.getBranch({ ...loop.route, branch })).data.commit.sha;
const conclusions = async (): Promise<readonly unknown[]> => {
  const { data } = await loop.as("lab").rest.checks.listForRef({ ...loop.route, ref: "main", filter: "all" });
  return data.check_runs.map(({ conclusion }) => conclusion);
};

/** As the button "Re-run" does. */
async function rerequest(): Promise<void> {
  const check_run = { head_sha: await headOf("main"), check_suite: { head_branch: "main" } };
  loop.github.announce("list", "check_run", { action: "rerequested", check_run });
  await loop.settle();
}

const isWrite = ({ method }: { readonly method: string }): boolean => method !== "GET";
const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await sleep(50);
  }
  throw new Error("It did not come true within 10 seconds.");
}

describe("the branch for regenerations", () => {
  const regenerate = "awesome-papers/regenerate";
  const configuration = "regenerateAfter: 0\nregenerate: pull_request\n";

  it("with a person's commit and its pull request closed is left alone, and not looked at for ever", async () => {
    await start({ configuration });
    const [pull] = await openPulls();
    await write("notes.md", "Mine.\n", "maintainer", regenerate);
    await loop.as("maintainer").rest.pulls.update({ ...loop.route, pull_number: pull?.number ?? 0, state: "closed" });
    await loop.settle();
    const theirs = await headOf(regenerate);
    const work = await loop.during(() => write("list.json", listWith("Another Title")));
    expect(work.filter(isWrite).length).toBeLessThanOrEqual(3);
    expect(await headOf(regenerate)).toBe(theirs);
    expect(await openPulls()).toEqual([]);
    // What else follows from a push follows all the same.
    expect(work.some(({ path }) => path.includes("matching-refs"))).toBe(true);
  });

  it("that a person pushes to while we look is looked at again later, and theirs stays", async () => {
    let meanwhile: (() => void) | undefined;
    const looks: number[] = [];
    const onLook = (): void => {
      looks.push(Date.now());
      meanwhile?.();
      meanwhile = undefined;
    };
    await start({ configuration, hooks: { onLook, firstRetry: 300 } });
    looks.length = 0;
    const pushed: Promise<unknown>[] = [];
    meanwhile = () => {
      pushed.push(
        loop.as("maintainer").rest.repos.createOrUpdateFileContents({
          ...loop.route,
          path: "notes.md",
          branch: regenerate,
          message: "Notes",
          content: "TWluZQ==",
        }),
      );
    };
    await write("list.json", listWith("Another Title"));
    await loop.settle();
    await Promise.all(pushed);
    expect(await loop.file("notes.md", regenerate)).toBe("Mine");
    expect(looks).toHaveLength(2);
    expect((looks[1] ?? 0) - (looks[0] ?? 0)).toBeGreaterThanOrEqual(290);
    expect(await openPulls()).toHaveLength(1);
  });
});

describe("the default branch", () => {
  it("that moves while we look is looked at again, not at once, and nothing is lost", async () => {
    let meanwhile: (() => void) | undefined;
    const looks: number[] = [];
    const onLook = (): void => {
      looks.push(Date.now());
      meanwhile?.();
      meanwhile = undefined;
    };
    await start({ hooks: { onLook, firstRetry: 300 } });
    looks.length = 0;
    const pushed: Promise<unknown>[] = [];
    meanwhile = () => {
      pushed.push(
        loop.as("maintainer").rest.repos.createOrUpdateFileContents({
          ...loop.route,
          path: "notes.md",
          message: "Notes",
          content: "TWluZQ==",
        }),
      );
    };
    await write("list.json", listWith("Another Title"));
    await loop.settle();
    await Promise.all(pushed);
    expect(await loop.file("notes.md")).toBe("Mine");
    expect(await loop.file("README.md")).toContain("Another Title");
    expect(looks).toHaveLength(2);
    expect((looks[1] ?? 0) - (looks[0] ?? 0)).toBeGreaterThanOrEqual(290);
  });

  it("forced back to a commit of ours is looked at: that push is no echo", async () => {
    await start();
    const ours = await headOf("main");
    await write("list.json", "{ broken");
    await loop.settle();
    const issue = await loop.suggest(form(openvla));
    expect(await openPulls()).toEqual([]);
    await loop.as("maintainer").rest.git.updateRef({ ...loop.route, ref: "heads/main", sha: ours, force: true });
    await loop.settle();
    expect(await openPulls()).toHaveLength(1);
    expect(await loop.labels(issue)).toEqual(["paper: ready"]);
  });

  it("mended before we saw that it was broken wakes who was told to wait", async () => {
    await start({ configuration: "regenerateAfter: 1\n" });
    await write("list.json", "{ broken");
    // Not `suggest`, which would wait until the branch is looked at.
    const { data } = await loop.as("suggester").rest.issues.create({ ...loop.route, title: "A", body: form(openvla) });
    await until(async () => (await loop.comments(data.number)).length > 0);
    expect((await loop.comments(data.number))[0]?.body).toContain("waits");
    await write("list.json", printList(list));
    await loop.settle();
    expect(await openPulls()).toHaveLength(1);
    expect(await loop.labels(data.number)).toEqual(["paper: ready"]);
  });

  it("that refused our commit is not tried again by each restart, until there is something new", async () => {
    await start();
    loop.github.protect("list", "main", true);
    await write("list.json", listWith("Refused At First"), "lab");
    await loop.settle();
    expect(await openPulls()).toHaveLength(1);
    const restarted = await loop.during(() => loop.restart());
    expect(restarted.filter(isWrite)).toEqual([]);
    loop.github.protect("list", "main", false);
    await write("list.json", listWith("Taken Later"), "lab");
    await loop.settle();
    expect(await loop.file("README.md")).toContain("Taken Later");
    expect(await openPulls()).toEqual([]);
  });

  it("writes its check run again when a person asks, broken or green", async () => {
    await start();
    await rerequest();
    expect(await conclusions()).toEqual(["success"]);
    await write("list.json", "{ broken");
    await loop.settle();
    expect(await conclusions()).toEqual(["failure"]);
    await rerequest();
    expect(await conclusions()).toEqual(["failure", "failure"]);
    // Once asked is once answered.
    const work = await loop.during(() => loop.restart());
    expect(work.filter(isWrite)).toEqual([]);
  });
});

describe("events", () => {
  it("that come before we know who we are are not lost by one failure of GitHub's", async () => {
    await start({ hooks: { firstRetry: 1 } });
    // No sweep gets through, so the event is the first to need a client.
    loop.github.fault({ method: "GET", path: /^\/app\/installations$/, status: 409, times: 8 });
    await loop.restart();
    loop.github.fault({ method: "GET", path: /^\/app$/, status: 409 });
    await rerequest();
    expect(await conclusions()).toEqual(["success"]);
  });

  it("that were lost are made up for by the next sweep, without a restart", async () => {
    await start({ hooks: { sweepEvery: 2000 } });
    loop.github.setWebhookUrl(undefined);
    await loop.as("suggester").rest.issues.create({ ...loop.route, title: "Suggest", body: form(openvla) });
    await until(async () => (await openPulls()).length > 0);
    expect(await openPulls()).toHaveLength(1);
  });
});

describe("the sweep", () => {
  it("is tried again where it fails", async () => {
    await start();
    loop.github.setWebhookUrl(undefined);
    await write("list.json", listWith("Seen By The Sweep"));
    loop.github.fault({ method: "GET", path: /^\/installation\/repositories$/, status: 409 });
    loop.github.fault({ method: "GET", path: /\/repos\/lab\/list\/issues$/, status: 409 });
    await loop.restart();
    expect(await loop.file("README.md")).toContain("Seen By The Sweep");
  });

  it("leaves an issue of a bot alone", async () => {
    await start();
    loop.github.setWebhookUrl(undefined);
    const app = new App({
      appId: loop.github.appId,
      privateKey: loop.github.privateKey,
      Octokit: Octokit.defaults({ baseUrl: loop.github.url }),
    });
    const bot = await app.getInstallationOctokit(loop.github.installationId);
    await bot.request("POST /repos/{owner}/{repo}/issues", { ...loop.route, title: "A", body: form(openvla) });
    await loop.restart();
    expect(await openPulls()).toEqual([]);
  });

  it("is not ended by one repository that fails", async () => {
    await start();
    const github = await startLocalGithub({
      owner: "lab",
      users: {},
      repositories: ["first", "second", "third"].map((name) => ({
        name,
        files: { "list.json": printList(list), "README.md": readme },
      })),
    });
    github.fault({ method: "GET", path: /\/repos\/lab\/second\//, status: 403, times: 1000 });
    const server = await startServer(
      {
        appId: github.appId,
        privateKey: github.privateKey,
        webhookSecret: github.webhookSecret,
        host: "127.0.0.1",
        port: 0,
        webhookPath: "/",
        githubApiUrl: github.url,
        throttle: false,
        logLevel: "fatal",
        logFormat: "json",
        queue: { kind: "memory" },
        readyMaxWait: 900,
        metadata: defaultMetadataSettings,
      },
      { firstRetry: 10, metadata: silentSources },
    );
    await server.idle();
    const moved = github.requests.filter(({ method, path }) => method === "PATCH" && path.includes("/git/refs/"));
    expect(new Set(moved.map(({ path }) => path.split("/")[3]))).toEqual(new Set(["first", "third"]));
    await server.close();
    await github.close();
  });
});
