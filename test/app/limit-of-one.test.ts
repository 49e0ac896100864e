import { Octokit } from "octokit";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { limitDelay, retryDelay } from "../../src/app/retry-delay.ts";
import { octokitOptions, prepareOctokit } from "../../src/github/prepare-octokit.ts";
import { createSubjectQueue } from "../../src/queue/subject-queue.ts";
import { forgetMocks } from "../github/mock-github.ts";

beforeEach(() => nock.disableNetConnect());
afterEach(forgetMocks);

/** One octokit an installation, with a token of its own. */
const octokitOf = (installation: string): Octokit =>
  prepareOctokit(
    new Octokit({
      auth: installation,
      retry: octokitOptions.retry,
      throttle: { ...octokitOptions.throttle, enabled: false },
      log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    }),
  );

function ignore(): void {
  // What octokit says of a limit is not what is tested.
}

describe("a limit that one installation meets", () => {
  it.each([
    ["a secondary one", 403, { "retry-after": "2" }, "You have exceeded a secondary rate limit."],
    ["too many requests", 429, { "retry-after": "2" }, "Slow down."],
    [
      "the hour's",
      403,
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 1) },
      "API rate limit exceeded.",
    ],
  ])("%s: all that is in its name waits, and nothing that is in another's", async (_, status, headers, message) => {
    const path = "/repos/octo/list";
    const of = (installation: string) =>
      nock("https://api.github.com", { reqheaders: { authorization: `token ${installation}` } }).get(path);
    of("limited").once().reply(status, { message }, headers);
    of("limited").times(2).reply(200, {});
    of("free").times(2).reply(200, {});
    const done: string[] = [];
    const failed: number[] = [];
    const octokits = new Map(["limited", "free"].map((name) => [name, octokitOf(name)]));
    const queue = createSubjectQueue<{ readonly installation: string }>({
      concurrency: 1,
      async work({ installation }) {
        await octokits.get(installation)?.request("GET /repos/{owner}/{repo}", { owner: "octo", repo: "list" });
        done.push(installation);
      },
      retryDelay: (error, attempt) => retryDelay(error, attempt, 1),
      groupDelay: limitDelay,
      onFailure: ({ attempt }) => failed.push(attempt),
    });
    for (const [key, installation] of ["limited", "limited", "free", "free"].entries())
      await queue.add(String(key), { installation }, { group: installation });
    await queue.idle();
    expect(done).toEqual(["free", "free", "limited", "limited"]);
    expect(failed).toEqual([1]);
    expect(nock.pendingMocks()).toEqual([]);
  });
});
