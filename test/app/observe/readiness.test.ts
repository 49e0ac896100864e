import { describe, expect, it } from "vitest";
import { createGithubReach } from "../../../src/app/observe/github-reach.ts";
import { findHindrances, type ReadinessSources } from "../../../src/app/observe/readiness.ts";
import type { QueueState } from "../../../src/queue/subject-queue.ts";

const idle: QueueState = { waiting: 0, running: 0, givenUp: 0, dueSince: undefined };
const well: ReadinessSources = {
  isDatabaseReachable: () => true,
  queue: () => Promise.resolve(idle),
  isGithubReachable: () => Promise.resolve(true),
  longestWait: 900,
};
const dueFor = (seconds: number): Partial<ReadinessSources> => ({
  queue: () => Promise.resolve({ ...idle, waiting: 1, dueSince: Date.now() - seconds * 1000 }),
});

describe("a server is kept from its work", () => {
  it.each<[string, Partial<ReadinessSources>, readonly string[]]>([
    ["by nothing", {}, []],
    ["by nothing while what is due is young", dueFor(890), []],
    ["by a database of which nothing was heard", { isDatabaseReachable: () => false }, ["database"]],
    ["by a database that does not answer now", { queue: () => Promise.resolve(undefined) }, ["database"]],
    ["by GitHub", { isGithubReachable: () => Promise.resolve(false) }, ["github"]],
    ["by what nobody looks at", dueFor(910), ["backlog"]],
    ["by two of them", { ...dueFor(910), isGithubReachable: () => Promise.resolve(false) }, ["github", "backlog"]],
  ])("%s", async (_, sources, hindrances) => {
    expect(await findHindrances({ ...well, ...sources })).toEqual(hindrances);
  });
});

describe("GitHub is reachable", () => {
  /** Answers each question with the next of these; undefined: not at all. */
  function github(...statuses: (number | undefined)[]): { readonly asked: string[]; readonly send: typeof fetch } {
    const asked: string[] = [];
    return {
      asked,
      send(input) {
        asked.push(input instanceof Request ? input.url : String(input));
        const status = statuses.shift();
        return status === undefined
          ? Promise.reject(new Error("no route"))
          : Promise.resolve(new Response("", { status }));
      },
    };
  }

  it.each([
    [200, true],
    [401, true],
    [403, true],
    [429, true],
    [500, false],
    [503, false],
    [undefined, false],
  ])("by an answer %s to a question that counts for no limit: %s", async (status, reachable) => {
    const { asked, send } = github(status);
    expect(await createGithubReach("https://api.github.com", send).isReachable()).toBe(reachable);
    expect(asked).toEqual(["https://api.github.com/rate_limit"]);
  });

  it("without a question where a request of ours was answered", async () => {
    const { asked, send } = github();
    const reach = createGithubReach("https://api.github.com", send);
    reach.answered();
    expect(await reach.isReachable()).toBe(true);
    expect(asked).toEqual([]);
  });

  it("by one question for all who want to know, not by one each", async () => {
    const { asked, send } = github();
    const reach = createGithubReach("https://api.github.com", send);
    expect(await Promise.all([reach.isReachable(), reach.isReachable()])).toEqual([false, false]);
    expect(await reach.isReachable()).toBe(false);
    expect(asked).toHaveLength(1);
    reach.answered();
    expect(await reach.isReachable()).toBe(true);
  });
});
