import { describe, expect, it } from "vitest";
import { startLoop, type Loop } from "../support/loop.ts";
import { form, openvla } from "../support/suggestion.ts";

/**
 * Every request of the loop fails once, in each way GitHub can fail: refused with an outage, cut before it was carried
 * out, cut after. The next look finishes what was begun, and nothing is made twice.
 */

const ways = [
  { name: "answers 500", rule: { status: 500 } },
  { name: "is cut before it is carried out", rule: { drop: true } },
  { name: "is cut after it was carried out", rule: { dropAfter: true } },
] as const;

const writes = [
  ["POST", /\/git\/trees$/],
  ["POST", /\/git\/commits$/],
  ["POST", /\/git\/refs$/],
  ["POST", /\/pulls$/],
  ["POST", /\/labels$/],
  ["POST", /\/issues\/\d+\/labels$/],
  ["POST", /\/comments$/],
] as const;

const mergeWrites = [
  ["POST", /\/git\/trees$/],
  ["POST", /\/git\/commits$/],
  ["PATCH", /\/git\/refs\//],
  ["DELETE", /\/labels\//],
  ["DELETE", /\/git\/refs\//],
] as const;

async function withLoop(play: (loop: Loop) => Promise<void>): Promise<void> {
  const loop = await startLoop({ hooks: { firstRetry: 50 } });
  try {
    await play(loop);
  } finally {
    await loop.close();
  }
}

async function expectProposed(loop: Loop, issue: number): Promise<number> {
  const { data: pulls } = await loop.as("lab").rest.pulls.list({ ...loop.route, state: "all" });
  expect(pulls.map((pull) => pull.state)).toEqual(["open"]);
  expect(await loop.comments(issue)).toHaveLength(1);
  expect(await loop.labels(issue)).toEqual(["paper: ready"]);
  const { data: branches } = await loop.as("lab").rest.repos.listBranches(loop.route);
  expect(branches).toHaveLength(2);
  return pulls[0]?.number ?? 0;
}

describe("a suggestion is proposed once, whichever write fails", () => {
  for (const [method, path] of writes) {
    it.each(ways)(`${method} ${path.source} $name`, async ({ rule }) => {
      await withLoop(async (loop) => {
        loop.github.fault({ method, path, times: 1, ...rule });
        await expectProposed(loop, await loop.suggest(form(openvla)));
      });
    });
  }
});

describe("a merge is followed by one regeneration, whichever write fails", () => {
  for (const [method, path] of mergeWrites) {
    it.each(ways)(`${method} ${path.source} $name`, async ({ rule }) => {
      await withLoop(async (loop) => {
        const issue = await loop.suggest(form(openvla));
        const pull = await expectProposed(loop, issue);
        loop.github.fault({ method, path, times: 1, ...rule });
        await loop.as("maintainer").rest.pulls.merge({ ...loop.route, pull_number: pull });
        await loop.settle();
        expect(await loop.file("README.md")).toContain("OpenVLA");
        expect(await loop.labels(issue)).toEqual(["paper: accepted"]);
        expect((await loop.list()).papers).toHaveLength(2);
        const { data: commits } = await loop.as("lab").rest.repos.listCommits(loop.route);
        expect(commits.filter((commit) => commit.commit.message.startsWith("Regenerate"))).toHaveLength(2);
        const { data: branches } = await loop.as("lab").rest.repos.listBranches(loop.route);
        expect(branches.map((branch) => branch.name)).toEqual(["main"]);
      });
    });
  }
});

describe("a rejection is carried out once, whichever write fails", () => {
  const rejectWrites = [
    ["PATCH", /\/pulls\/\d+$/],
    ["DELETE", /\/git\/refs\//],
    ["PATCH", /\/issues\/comments\/\d+$/],
    ["PATCH", /\/issues\/\d+$/],
  ] as const;
  for (const [method, path] of rejectWrites) {
    it.each(ways)(`${method} ${path.source} $name`, async ({ rule }) => {
      await withLoop(async (loop) => {
        const issue = await loop.suggest(form(openvla));
        await expectProposed(loop, issue);
        loop.github.fault({ method, path, times: 1, ...rule });
        await loop
          .as("maintainer")
          .rest.issues.createComment({ ...loop.route, issue_number: issue, body: "/reject not for us" });
        await loop.settle();
        const { data } = await loop.as("lab").rest.issues.get({ ...loop.route, issue_number: issue });
        expect(data).toMatchObject({ state: "closed", state_reason: "not_planned" });
        expect(await loop.labels(issue)).toEqual(["paper: rejected"]);
        expect((await loop.comments(issue))[0]?.body).toContain("not for us");
        const { data: pulls } = await loop.as("lab").rest.pulls.list({ ...loop.route, state: "all" });
        expect(pulls.map((pull) => pull.state)).toEqual(["closed"]);
      });
    });
  }
});

describe("a read that fails is asked again", () => {
  it.each([
    ["429 with Retry-After", { status: 429, headers: { "retry-after": "0" } }],
    [
      "the secondary rate limit",
      { status: 403, headers: { "retry-after": "0" }, body: { message: "You have exceeded a secondary rate limit." } },
    ],
    ["401", { status: 401 }],
    ["500", { status: 500 }],
    ["a dropped connection", { drop: true }],
  ])("%s", async (_, rule) => {
    await withLoop(async (loop) => {
      loop.github.fault({ method: "GET", path: /\/branches\/main$/, times: 1, ...rule });
      await expectProposed(loop, await loop.suggest(form(openvla)));
    });
  });
});

it("a permission that is missing is not asked for again and again", async () => {
  await withLoop(async (loop) => {
    loop.github.fault({
      method: "POST",
      path: /\/git\/trees$/,
      status: 403,
      times: 99,
      body: { message: "Resource not accessible by integration" },
    });
    const work = await loop.during(() => loop.suggest(form(openvla)));
    expect(work.filter((request) => request.method === "POST")).toHaveLength(1);
  });
});
