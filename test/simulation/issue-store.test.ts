import { afterAll, beforeAll, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../src/local-github/emulator.ts";
import { isObject, type JsonObject } from "../../src/local-github/json.ts";
import { createIssueStore } from "./issue-store.ts";

/** The simulation is worth as much as its store: whatever it says, the `emulate` package says to the same requests. */

const logins = ["lab", "sam"];
const url = "http://127.0.0.1:1";
const app = { kind: "app" } as const;
const sam = { kind: "person", login: "sam" } as const;
const at = "/repos/lab/list";

let emulator: Emulator;
let store: Emulator;
beforeAll(async () => {
  const repositories = [{ name: "list", defaultBranch: "main" }];
  emulator = await startEmulator({
    baseUrl: url,
    owner: "lab",
    logins,
    repositories,
    appId: 1,
    appSlug: "papers",
    installationId: 2,
  });
  store = createIssueStore({ url, owner: "lab", repository: "list", logins, bot: "papers[bot]", privateKey: "" });
});
afterAll(() => emulator.close());

it("says nothing else than the emulator", async () => {
  const both = async (
    ...[by, method, path, body]: Parameters<Emulator["send"]>
  ): Promise<readonly [unknown, unknown]> => {
    const answers = await Promise.all([emulator, store].map((one) => one.send(by, method, path, body)));
    const [theirs, ours] = answers;
    expect(ours?.status, `${method} ${path}`).toBe(theirs?.status);
    const [said, says] = [theirs, ours].map((one) => withoutIds(one?.body));
    expect(says, `${method} ${path}`).toEqual(sharedBy(said, says));
    return [theirs?.body, ours?.body];
  };
  const comment = async (body: string): Promise<readonly string[]> => {
    const made = await both(app, "POST", `${at}/issues/1/comments`, { body });
    return made.map((one) => `${at}/issues/comments/${isObject(one) ? String(one.id) : ""}`);
  };
  await both(sam, "POST", `${at}/issues`, { title: "One", body: "First" });
  await both(app, "POST", `${at}/issues`, { title: "Two", body: "Second", labels: ["paper: ready"] });
  await both(sam, "PATCH", `${at}/issues/1`, { title: "One more", body: "Changed" });
  await both(app, "POST", `${at}/labels`, { name: "paper: list", color: "0969da", description: "Listed" });
  await both(app, "POST", `${at}/issues/1/labels`, { labels: ["paper: list", "paper: ready"] });
  await both(app, "GET", `${at}/labels/paper%3A%20list`);
  await both(app, "GET", `${at}/labels/missing`);
  await both(app, "DELETE", `${at}/issues/1/labels/paper%3A%20ready`);
  const [theirs = "", ours = ""] = await comment("Hello");
  await comment("Again");
  await emulator.send(app, "PATCH", theirs, { body: "Hello you" });
  await store.send(app, "PATCH", ours, { body: "Hello you" });
  await both(app, "GET", `${at}/issues/1/comments?per_page=1`);
  await both(app, "GET", `${at}/issues/1/comments?per_page=1&page=2`);
  await emulator.send(app, "DELETE", theirs);
  await store.send(app, "DELETE", ours);
  await both(app, "GET", `${at}/issues/1/comments`);
  await both(app, "GET", `${at}/issues/1`);
  await both(sam, "PATCH", `${at}/issues/2`, { state: "closed", state_reason: "not_planned" });
  await both(app, "GET", `${at}/issues?state=closed&labels=paper%3A%20ready`);
  await both(app, "GET", `${at}/issues?state=open&per_page=100&page=1`);
  await both(sam, "PATCH", `${at}/issues/2`, { state: "open" });
  await both(app, "GET", `${at}/issues/2`);
  await both(app, "GET", `${at}/issues/99`);
  await both(app, "GET", `${at}/issues/99/comments`);
});

/** Ids, times and what is made of them differ, and the accounts have a tail that the store leaves out. */
function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (!isObject(value))
    return typeof value === "string" ? value.replaceAll(/(comments\/|issuecomment-)\d+/g, "$1(id)") : value;
  const kept = Object.entries(value).filter(
    ([key]) => !/^(?:id|node_id|avatar_url|performed_via_github_app|author_association)$|_at$/.test(key),
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutIds(inner)]));
}

/** As much of it as the other has keys for. */
function sharedBy(value: unknown, other: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(other)) return value.map((one, index) => sharedBy(one, other[index]));
  if (!isObject(value) || !isObject(other)) return value;
  const shared: JsonObject = Object.fromEntries(
    Object.keys(other).map((key) => [key, sharedBy(value[key], other[key])]),
  );
  return shared;
}
