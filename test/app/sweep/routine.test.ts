import { Octokit } from "octokit";
import type { Probot } from "probot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRoutine, routineKey, type Routine } from "../../../src/app/sweep/routine.ts";
import { createGithubClient } from "../../../src/github/client.ts";
import { octokitOptions } from "../../../src/github/prepare-octokit.ts";
import type { AddOptions } from "../../../src/queue/subject-queue.ts";
import { self } from "../../github/answers.ts";

const now = Date.UTC(2026, 10, 21, 8, 30);
const minute = 60_000;
let added: (AddOptions & { readonly key: string })[];
let asked: string[];
let routine: Routine;
let answer: (url: URL) => unknown;
beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ["Date"] });
  added = [];
  asked = [];
  answer = () => [];
  const fetch = (address: string, init: RequestInit): Promise<Response> => {
    asked.push(`${init.method} ${new URL(address).pathname}`);
    return Promise.resolve(Response.json(answer(new URL(address))));
  };
  const throttle = { ...octokitOptions.throttle, enabled: false };
  const octokit = new Octokit({ request: { fetch }, retry: octokitOptions.retry, throttle });
  routine = createRoutine({
    probot: { auth: () => Promise.resolve(octokit) } as unknown as Probot,
    clients: { of: () => Promise.resolve(createGithubClient({ octokit, self })) },
    packaged: new Map(),
    look: () => Promise.resolve(),
    add: (step, options) => Promise.resolve(void added.push({ key: routineKey(step), ...options })),
    onError: (error) => asked.push(String(error)),
  });
});
afterEach(() => {
  routine.stop();
  vi.useRealTimers();
});

describe("what is done regularly", () => {
  it("begins at the start, and again with each round of the clock, after whatever people do", async () => {
    vi.useFakeTimers({ now });
    await routine.start();
    vi.advanceTimersByTime(31 * minute);
    expect(added.map(({ key, delay }) => [key, delay])).toEqual([
      ["sweep", 0],
      ["redeliver webhooks", 0],
      ["redeliver webhooks", 5000],
      ["redeliver webhooks", 5000],
      ["sweep", 5000],
      ["redeliver webhooks", 5000],
    ]);
    expect(added.every(({ priority }) => priority === -1)).toBe(true);
    routine.stop();
    vi.advanceTimersByTime(60 * minute);
    expect(added).toHaveLength(6);
  });

  it("looks at a hundred lists of a start at once, and at the others a few a second, in their installation's name", async () => {
    answer = (url) => {
      const of = { name: "list", owner: { login: "octo" }, default_branch: "main", html_url: "https://github.com/o/l" };
      return { repositories: url.search.endsWith("=1") ? Array.from({ length: 99 }, (_, id) => ({ id, ...of })) : [] };
    };
    for (const installationId of [5, 6, 7]) await routine.do({ kind: "installation", installationId });
    const delays = added.map(({ delay }) => delay);
    expect(delays.slice(0, 200)).toEqual(Array.from({ length: 200 }, () => 0));
    expect(delays.slice(200, 203)).toEqual([100, 200, 300]);
    expect(delays).toHaveLength(297);
    expect(new Set(added.map(({ group }) => group))).toEqual(new Set(["5", "6", "7"]));
  });
});

describe("asking for webhooks that failed", () => {
  const failed = (hoursAgo: number): unknown => [
    { id: 1, guid: "a", status_code: 502, delivered_at: new Date(now - hoursAgo * 60 * minute).toISOString() },
  ];
  const again = "POST /app/hook/deliveries/1/attempts";

  it("goes back three days at first, and then to an hour before the last time", async () => {
    answer = () => failed(70);
    await routine.do({ kind: "redeliver" });
    expect(asked).toContain(again);
    asked = [];
    await routine.do({ kind: "redeliver" });
    expect(asked).not.toContain(again);
    answer = () => failed(0.5);
    await routine.do({ kind: "redeliver" });
    expect(asked).toContain(again);
  });
});
