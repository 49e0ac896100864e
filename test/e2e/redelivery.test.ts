import { afterEach, describe, expect, it } from "vitest";
import { startLoop, type Loop } from "../support/loop.ts";
import { form, openvla } from "../support/suggestion.ts";

/** Webhooks that failed while nobody listened, or while we could not take them. */

let loop: Loop;
afterEach(() => loop.close());

const openPulls = async () => (await loop.as("lab").rest.pulls.list({ ...loop.route, state: "open" })).data;
const asked = (): number =>
  loop.github.requests.filter(
    ({ method, path }) => method === "POST" && /^\/app\/hook\/deliveries\/\d+\/attempts$/.test(path),
  ).length;

describe("a suggestion made while the server was down", () => {
  it("becomes a pull request by its webhook, asked for again, though no sweep comes to it", async () => {
    loop = await startLoop({ hooks: { firstRetry: 1 } });
    await loop.server.close();
    await loop.as("suggester").rest.issues.create({ ...loop.route, title: "Suggest", body: form(openvla) });
    await loop.github.idle();
    expect(loop.github.deliveries.at(-1)).toMatchObject({ event: "issues", status: undefined });
    // All tries of the sweep at the start.
    loop.github.fault({ method: "GET", path: /^\/app\/installations$/, status: 409, times: 8 });
    await loop.restart();
    expect(await openPulls()).toHaveLength(1);
    expect(asked()).toBe(1);
    await loop.restart();
    expect(asked()).toBe(1);
    expect(await openPulls()).toHaveLength(1);
  });

  it("becomes one though GitHub fails at the first asking", async () => {
    loop = await startLoop({ hooks: { firstRetry: 1 } });
    await loop.server.close();
    await loop.as("suggester").rest.issues.create({ ...loop.route, title: "Suggest", body: form(openvla) });
    await loop.github.idle();
    loop.github.fault({ method: "GET", path: /^\/app\/installations$/, status: 409, times: 8 });
    loop.github.fault({ method: "POST", path: /^\/app\/hook\/deliveries\//, status: 500 });
    await loop.restart();
    expect(await openPulls()).toHaveLength(1);
  });
});
