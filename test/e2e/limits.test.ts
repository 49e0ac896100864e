import { afterEach, describe, expect, it } from "vitest";
import { startLoop, type Loop, type LoopOptions } from "../support/loop.ts";
import { form, openvla } from "../support/suggestion.ts";

/** What GitHub's limits leave of us, and we of them. */

let loop: Loop;
afterEach(() => loop.close());

async function start(options: LoopOptions = {}): Promise<void> {
  loop = await startLoop(options);
}

/** What the App asks while this is done: requests, and those of them that count against the installation's limit. */
async function costOf(act: () => Promise<unknown>): Promise<{ readonly requests: number; readonly counted: number }> {
  await loop.settle();
  const before = loop.github.requests.length;
  await act();
  await loop.settle();
  const made = loop.github.requests.slice(before).filter(({ by, bookkeeping }) => by === "app" && !bookkeeping);
  return { requests: made.length, counted: made.filter(({ status }) => status !== 304).length };
}

describe("what has not changed", () => {
  it("costs nothing to look at again, and little where only the issue's title did", async () => {
    await start();
    const issue = await loop.suggest(form(openvla));
    const rename = (title: string): Promise<unknown> =>
      loop.as("suggester").rest.issues.update({ ...loop.route, issue_number: issue, title });
    await rename("Suggest another title");
    expect(await costOf(() => rename("And another"))).toEqual({ requests: 4, counted: 1 });
  });
});
