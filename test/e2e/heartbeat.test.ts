import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseAlarm } from "../../src/intake/alarm.ts";
import { printList } from "../../src/list/list-file.ts";
import { startLoop, type Loop } from "../support/loop.ts";
import { list } from "../support/suggestion.ts";

let loop: Loop;
beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], shouldAdvanceTime: true }));
afterEach(async () => {
  await loop.close();
  vi.useRealTimers();
});

/** The server starts again after so many days, and so looks at every list. */
async function afterDays(days: number): Promise<void> {
  vi.setSystemTime(Date.now() + days * 86_400_000);
  await loop.restart();
}

async function alarms() {
  const { data } = await loop.as("lab").rest.issues.listForRepo({ ...loop.route, state: "all" });
  return data.filter(({ body }) => parseAlarm(body ?? "")?.about === "heartbeat");
}

async function states(): Promise<readonly string[]> {
  return (await alarms()).map(({ state }) => state);
}

describe("a list that is broken for longer than a week", () => {
  beforeEach(async () => {
    loop = await startLoop();
    await loop.write("list.json", "{");
    await loop.settle();
    await afterDays(6);
  });

  it("is told by an issue, once, that says what to mend", async () => {
    expect(await alarms()).toEqual([]);
    await afterDays(2);
    await afterDays(1);
    await afterDays(1);
    const [alarm, ...others] = await alarms();
    expect(others).toEqual([]);
    expect(alarm).toMatchObject({ state: "open", assignees: [], labels: [{ name: "paper: attention" }], comments: 0 });
    expect(alarm?.body).toContain("list.json");
    expect(alarm?.body).not.toMatch(/@\w/);
    const issue_number = alarm?.number ?? 0;
    await loop.as("maintainer").rest.issues.createComment({ ...loop.route, issue_number, body: "/suggest" });
    await loop.settle();
    // It is no suggestion, whatever is said there.
    expect((await loop.comments(issue_number)).map(({ login }) => login)).toEqual(["maintainer"]);
  });

  it("closes it when the list is well again, and says so", async () => {
    await afterDays(2);
    await loop.write("list.json", printList(list));
    await loop.settle();
    await loop.restart();
    const [alarm] = await alarms();
    expect(alarm).toMatchObject({ state: "closed", state_reason: "completed" });
    expect((await loop.comments(alarm?.number ?? 0)).map(({ body }) => body)).toEqual([
      expect.stringContaining("well again"),
    ]);
    await afterDays(8);
    expect(await states()).toEqual(["closed"]);
  });

  it("is not told again after a person closed it, until it is broken in another way for as long", async () => {
    await afterDays(2);
    const [alarm] = await alarms();
    await loop
      .as("maintainer")
      .rest.issues.update({ ...loop.route, issue_number: alarm?.number ?? 0, state: "closed" });
    await afterDays(8);
    expect(await states()).toEqual(["closed"]);
    await loop.write("list.json", "[");
    await loop.settle();
    expect(await states()).toEqual(["closed"]);
    await afterDays(8);
    expect(await states()).toEqual(["open", "closed"]);
  });
});

it("nobody is told where the configuration wants that", async () => {
  loop = await startLoop({ configuration: "heartbeat: 0\nregenerateAfter: 0\n" });
  await loop.write("list.json", "{");
  await loop.settle();
  await afterDays(60);
  expect(await alarms()).toEqual([]);
});

it("a list is well whose outputs are in step, however old it is", async () => {
  loop = await startLoop();
  await afterDays(400);
  expect(await alarms()).toEqual([]);
});

it("outputs that the rules let us neither commit nor propose are told", async () => {
  loop = await startLoop({ configuration: "regenerate: pull_request\nregenerateAfter: 0\n" });
  const rule = { status: 422, times: 1000, body: { message: "Repository rule violations found" } };
  loop.github.fault({ method: "POST", path: /\/git\/refs$/, ...rule });
  loop.github.fault({ method: "PATCH", path: /\/git\/refs\//, ...rule });
  await loop.write("list.json", printList({ ...list, title: "Another" }));
  await loop.settle();
  await afterDays(8);
  const [alarm] = await alarms();
  expect(alarm?.body).toContain("awesome-papers/*");
  expect(alarm?.body).toContain("Repository rule violations found");
});

it("outputs that follow no change are told also where there is a change every few days", async () => {
  loop = await startLoop({ configuration: "regenerate: pull_request\nregenerateAfter: 0\n" });
  await afterDays(30);
  const rule = { status: 422, times: 1000, body: { message: "Repository rule violations found" } };
  loop.github.fault({ method: "POST", path: /\/git\/refs$/, ...rule });
  loop.github.fault({ method: "PATCH", path: /\/git\/refs\//, ...rule });
  const since = new Date().toISOString().slice(0, 10);
  for (const title of ["One", "Two"]) {
    await loop.write("list.json", printList({ ...list, title }));
    await loop.settle();
    expect(await alarms()).toEqual([]);
    await afterDays(4);
  }
  expect(await alarms()).toMatchObject([{ title: `This list has not been kept up since ${since}` }]);
});
