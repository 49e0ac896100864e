import { expect, it } from "vitest";
import { doJob, type JobTools } from "../../src/app/do-job.ts";
import type { Job } from "../../src/app/job.ts";
import { Outage, Refused } from "../../src/github/github-error.ts";

const repository = { id: 1, owner: "lab", name: "list", defaultBranch: "main", url: "https://github.com/lab/list" };
const look: Job = { kind: "look", installationId: 2, subject: { kind: "issue", repository, number: 7 } };

/** What is asked of the queue and of GitHub while this is done. */
async function during(job: Job, work: () => Promise<void>): Promise<readonly string[]> {
  const asked: string[] = [];
  const ask = (what: string) => (): Promise<undefined> => {
    asked.push(what);
    return Promise.resolve(undefined);
  };
  const tools: JobTools = {
    queue: {
      findGivenUp: ask("find"),
      retryGivenUp: ask("retry"),
      absolve: ask("absolve"),
      markTold: ask("told"),
    },
    clients: { of: () => Promise.reject(new Error("GitHub was asked")) },
    words: {} as JobTools["words"],
    look: work,
    sweep: work,
    log: { warn: (_, words) => void asked.push(words) },
  };
  await doJob(tools, job);
  return asked;
}

const done = (): Promise<void> => Promise.resolve();
const refused = (reason: "gone" | "permission"): Refused => new Refused("No", { status: 404, reason });

it("asks once more of the queue for a look than it takes, and of GitHub nothing", async () => {
  expect(await during(look, done)).toEqual(["find"]);
});

it("has a list swept again that could be looked at", async () => {
  expect(await during({ ...look, subject: { kind: "branch", repository } }, done)).toEqual(["find", "absolve"]);
});

it("looks again at what was given up with a sweep of all, when that is over", async () => {
  expect(await during({ kind: "sweep" }, done)).toEqual(["absolve", "retry"]);
  expect(await during({ kind: "installation", installationId: 2 }, done)).toEqual(["absolve"]);
});

it("keeps nothing of what is gone, and rejects with every other failure", async () => {
  expect(await during(look, () => Promise.reject(refused("gone")))).toEqual([
    "find",
    "gone, or out of reach",
    "absolve",
  ]);
  for (const error of [refused("permission"), new Outage("x", { status: 500 }), new TypeError("x")])
    await expect(during(look, () => Promise.reject(error))).rejects.toBe(error);
});
