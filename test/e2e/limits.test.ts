import { afterEach, describe, expect, it } from "vitest";
import { appPermissions } from "../../src/local-github/start.ts";
import { startLoop, type Loop, type LoopOptions } from "../support/loop.ts";
import { form, openvla } from "../support/suggestion.ts";

/** What GitHub's limits leave of us, and we of them. */

let loop: Loop;
afterEach(() => loop.close());

async function start(options: LoopOptions = {}): Promise<void> {
  loop = await startLoop(options);
}

interface Cost {
  readonly requests: number;
  /** Those of them that count against the installation's limit. */
  readonly counted: number;
}

/** What the App asks while this is done, tokens and the like left out. */
async function costOf(act: () => Promise<unknown>): Promise<Cost> {
  await loop.settle();
  const before = loop.github.requests.length;
  await act();
  await loop.settle();
  const made = loop.github.requests.slice(before).filter(({ by, bookkeeping }) => by === "app" && !bookkeeping);
  return { requests: made.length, counted: made.filter(({ status }) => status !== 304).length };
}

const openPulls = async () => (await loop.as("lab").rest.pulls.list({ ...loop.route, state: "open" })).data;
const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const lists = (): number => loop.github.requests.filter(({ path }) => path === "/installation/repositories").length;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds()) return;
    await sleep(50);
  }
  throw new Error("It did not come true within 20 seconds.");
}

describe("what has not changed", () => {
  it("costs one counted request to look at again, where only an issue's title did", async () => {
    await start();
    const issue = await loop.suggest(form(openvla));
    const rename = (title: string): Promise<unknown> =>
      loop.as("suggester").rest.issues.update({ ...loop.route, issue_number: issue, title });
    await rename("Suggest another title");
    expect(await costOf(() => rename("And another"))).toEqual({ requests: 4, counted: 1 });
  });

  it.each([
    ["a list with nothing open", 0, 5],
    ["a list with one suggestion", 1, 9],
  ])("costs nothing to sweep: %s", async (_, suggestions, requests) => {
    await start();
    for (let at = 0; at < suggestions; at += 1) await loop.suggest(form(openvla));
    // Its lists are swept when what it may do is changed, as they are each hour.
    const sweep = async (): Promise<void> => Promise.resolve(loop.github.grant(appPermissions));
    await costOf(sweep);
    expect(await costOf(sweep)).toEqual({ requests, counted: 0 });
  });
});

describe("an installation with less than a quarter of its limit left", () => {
  it("is not swept, and people's suggestions go through", async () => {
    await start({ hooks: { sweepEvery: 1500 } });
    loop.github.leaveRequests(1000);
    // Said by the next answer, whatever asked.
    const swept = lists();
    await until(() => lists() > swept);
    const before = lists();
    await loop.as("suggester").rest.issues.create({ ...loop.route, title: "Suggest", body: form(openvla) });
    await until(async () => (await openPulls()).length === 1);
    await sleep(4000);
    expect(lists()).toBe(before);
  });
});
