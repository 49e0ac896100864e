import { afterEach, describe, expect, it } from "vitest";
import { parseAlarm } from "../../src/intake/alarm.ts";
import { hasNotice } from "../../src/intake/notice.ts";
import { permissionCheckName } from "../../src/intake/names.ts";
import { printList } from "../../src/list/list-file.ts";
import { appPermissions } from "../../src/local-github/start.ts";
import { form, list, openvla } from "../support/suggestion.ts";
import { startLoop, type Loop } from "../support/loop.ts";

let loop: Loop;
afterEach(() => loop.close());

type Permissions = Readonly<Record<string, "read" | "write">>;

/** A server whose App has all permissions but one. */
async function startWithout(name: keyof typeof appPermissions, level?: "read"): Promise<void> {
  loop = await startLoop({ hooks: { firstRetry: 10 } });
  const { [name]: _withheld, ...granted } = appPermissions;
  loop.github.grant({ ...granted, ...(level && { [name]: level }) } satisfies Permissions);
  await loop.restart();
}

async function accept(): Promise<void> {
  loop.github.grant(appPermissions);
  await loop.settle();
}

async function permissionChecks(): Promise<readonly (string | null)[]> {
  const { data } = await loop.as("lab").rest.checks.listForRef({ ...loop.route, ref: "main", filter: "all" });
  return data.check_runs.filter(({ name }) => name === permissionCheckName).map(({ conclusion }) => conclusion);
}

async function alarms() {
  const { data } = await loop.as("lab").rest.issues.listForRepo({ ...loop.route, state: "all" });
  return data.filter(({ body }) => parseAlarm(body ?? "") !== undefined);
}

describe("a permission that is missing is told", () => {
  it.each([
    ["contents", undefined, "**Contents: read** (`contents=read`)"],
    ["contents", "read", "**Contents: read and write** (`contents=write`)"],
    ["pull_requests", undefined, "**Pull requests: read** (`pull_requests=read`)"],
    ["pull_requests", "read", "**Pull requests: read and write** (`pull_requests=write`)"],
  ] as const)("in the thread: %s, %s", async (name, level, needed) => {
    await startWithout(name, level);
    const issue = await loop.suggest(form(openvla));
    const comments = await loop.comments(issue);
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain(needed);
    expect(comments[0]?.body).toContain(`/settings/installations/${loop.github.installationId})`);
    await accept();
    const after = await loop.comments(issue);
    expect(after.map(({ id }) => id)).toEqual(comments.map(({ id }) => id));
    expect(hasNotice(after[0]?.body ?? "")).toBe(false);
    expect(await loop.labels(issue)).toEqual(["paper: ready"]);
    expect(await alarms()).toEqual([]);
  });

  it.each([
    ["issues", undefined],
    ["issues", "read"],
  ] as const)("on the default branch: %s, %s", async (name, level) => {
    await startWithout(name, level);
    if (level === "read") await loop.suggest(form(openvla));
    expect(await permissionChecks()).toEqual(["action_required"]);
    await loop.restart();
    // A process that starts, or has forgotten, does not say it anew.
    expect(await permissionChecks()).toEqual(["action_required"]);
    await accept();
    expect((await permissionChecks())[0]).toBe("success");
    expect(await alarms()).toEqual([]);
  });

  it("in an issue where there is no thread: checks", async () => {
    await startWithout("checks");
    await loop.write("list.json", "{");
    await loop.settle();
    const [alarm] = await alarms();
    expect(alarm?.body).toContain("`checks=read`");
    await loop.restart();
    await loop.restart();
    expect(await alarms()).toHaveLength(1);
    await accept();
    expect((await alarms()).map(({ state }) => state)).toEqual(["closed"]);
    await startAgainWithout("checks");
    expect((await alarms()).map(({ state }) => state)).toEqual(["open", "closed"]);
  });

  it("not again where a person closed the issue about it", async () => {
    await startWithout("checks");
    await loop.write("list.json", "{");
    await loop.settle();
    const [alarm] = await alarms();
    await loop.as("lab").rest.issues.update({ ...loop.route, issue_number: alarm?.number ?? 0, state: "closed" });
    await loop.restart();
    expect((await alarms()).map(({ state }) => state)).toEqual(["closed"]);
  });
});

it.each([
  "Although you appear to have the correct authorization credentials, the `lab` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.",
  "Unable to create comment because issue is locked.",
])("nothing is said of a permission where GitHub says %o", async (message) => {
  loop = await startLoop({ hooks: { firstRetry: 10 } });
  const headers = { "x-accepted-github-permissions": "contents=write" };
  loop.github.fault({ method: "POST", path: /\/git\/trees$/, status: 403, times: 99, headers, body: { message } });
  expect(await loop.comments(await loop.suggest(form(openvla)))).toEqual([]);
  expect(await permissionChecks()).toEqual([]);
});

it("a repository without issues is kept up all the same, and told nothing", async () => {
  loop = await startLoop({ hooks: { firstRetry: 10 } });
  const message = "Issues are disabled for this repo";
  loop.github.fault({ method: "GET", path: /\/issues$/, status: 410, times: 99, body: { message } });
  const work = await loop.during(async () => {
    await loop.restart();
    await loop.write("list.json", printList({ ...list, papers: [] }));
  });
  expect(await loop.file("README.md")).not.toContain("arxiv.org");
  expect(work.filter(({ path }) => path.includes("/issues?"))).toHaveLength(2);
  expect(await permissionChecks()).toEqual([]);
});

async function startAgainWithout(name: keyof typeof appPermissions): Promise<void> {
  const { [name]: _withheld, ...granted } = appPermissions;
  loop.github.grant(granted);
  await loop.restart();
}
