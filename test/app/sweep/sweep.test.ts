import { Octokit } from "octokit";
import type { Probot } from "probot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { doSweepStep, type SweepStep } from "../../../src/app/sweep/sweep.ts";
import { createGithubClient } from "../../../src/github/client.ts";
import { octokitOptions } from "../../../src/github/prepare-octokit.ts";
import { self } from "../../github/answers.ts";

const every = 3_600_000;
const round = { at: 482_000 * every, every };
let asked: { readonly step: SweepStep; readonly at: number | undefined }[];
beforeEach(() => {
  vi.useFakeTimers({ now: round.at + 3000, toFake: ["Date"] });
  asked = [];
});
afterEach(() => vi.useRealTimers());

/** One step, where GitHub has so many installations of the App, and so many repositories in each; of each the tenth is of no use. */
async function sweep(step: SweepStep, counts: { installations?: number; repositories?: number }): Promise<void> {
  const page = <T>(url: URL, count = 0, print: (id: number) => T): readonly T[] => {
    const first = (Number(url.searchParams.get("page")) - 1) * 100;
    return Array.from({ length: Math.max(0, Math.min(100, count - first)) }, (_, at) => print(first + at + 1));
  };
  const fetch = (address: string): Promise<Response> => {
    const url = new URL(address);
    const installations = (): unknown =>
      page(url, counts.installations, (id) => ({ id, suspended_at: id % 10 === 0 ? "2026-01-01T00:00:00Z" : null }));
    const repositories = page(url, counts.repositories, (id) => ({
      id,
      name: `list-${id}`,
      owner: { login: "octo" },
      default_branch: "main",
      html_url: `https://github.com/octo/list-${id}`,
      archived: id % 20 === 0,
      disabled: id % 20 === 10,
    }));
    return Promise.resolve(Response.json(url.pathname === "/app/installations" ? installations() : { repositories }));
  };
  const throttle = { ...octokitOptions.throttle, enabled: false };
  const octokit = new Octokit({ request: { fetch }, retry: octokitOptions.retry, throttle });
  const tools = {
    probot: { auth: () => Promise.resolve(octokit) } as unknown as Probot,
    clients: { of: () => Promise.resolve(createGithubClient({ octokit, self })) },
    packaged: new Map<string, string>(),
    later: (next: SweepStep, at?: number) => Promise.resolve(void asked.push({ step: next, at })),
    look: () => Promise.resolve(),
  };
  await doSweepStep(tools, step);
}

const ids = (): readonly number[] =>
  asked.map(({ step }) =>
    step.kind === "repository" ? step.repository.id : step.kind === "installation" ? step.installationId : 0,
  );
const useful = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => at + 1).filter((id) => id % 10 !== 0);
const sorted = (numbers: readonly number[]): readonly number[] => numbers.toSorted((a, b) => a - b);

describe("a sweep", () => {
  it("asks for each installation that is not suspended, page by page", async () => {
    await sweep({ kind: "sweep" }, { installations: 250 });
    expect(sorted(ids())).toEqual(useful(250));
  });

  it("of a round says when each comes again, and asks for no more than fits in it", async () => {
    await sweep({ kind: "sweep", round }, { installations: 20_000 });
    expect(Math.abs(asked.length - 9000)).toBeLessThan(100);
    for (const { step, at } of asked)
      expect(step).toMatchObject({ kind: "installation", round: { at, every: 2 * every } });
  });
});

describe("an installation's sweep", () => {
  it("asks for each repository that can be written to", async () => {
    await sweep({ kind: "installation", installationId: 5 }, { repositories: 150 });
    expect(sorted(ids())).toEqual(useful(150));
  });

  it("at the start begins with those whose turn would be next, one after the other", async () => {
    await sweep({ kind: "installation", installationId: 5 }, { repositories: 4 });
    // The hour is three seconds old, and their turns are in its seconds 8, 3, 12 and 6.
    expect(ids()).toEqual([2, 4, 1, 3]);
    expect(asked.every(({ at }) => at === undefined)).toBe(true);
  });

  it("that somebody waits for does not queue up behind what a start sweeps", async () => {
    await sweep({ kind: "installation", installationId: 5, isAwaited: true }, { repositories: 4 });
    expect(asked.map(({ at }) => at)).toEqual(Array.from({ length: 4 }, () => Date.now()));
  });

  it("in a round gives each its moment", async () => {
    await sweep({ kind: "installation", installationId: 5, round }, { repositories: 4 });
    expect(asked.map(({ at = 0 }) => Math.floor((at - round.at) / 1000))).toEqual([8, 3, 12, 6]);
  });

  it("looks at a thousand repositories an hour, and at the others in the next", async () => {
    await sweep({ kind: "installation", installationId: 5, round }, { repositories: 2000 });
    const first = ids();
    asked = [];
    const next = { ...round, at: round.at + every };
    await sweep({ kind: "installation", installationId: 5, round: next }, { repositories: 2000 });
    expect(Math.abs(first.length - 900)).toBeLessThan(20);
    expect(sorted([...first, ...ids()])).toEqual(useful(2000));
  });
});
