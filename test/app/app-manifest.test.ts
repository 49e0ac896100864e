import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { webhookEvents } from "../../src/app/probot-app.ts";
import { appEvents, appPermissions } from "../../src/local-github/start.ts";

const manifest = parse(readFileSync(new URL("../../app.yml", import.meta.url), "utf8")) as {
  readonly default_permissions: Readonly<Record<string, string>>;
  readonly default_events: readonly string[];
};

it("app.yml asks for what the contract allows, and no more", () => {
  expect(manifest.default_permissions).toEqual({
    contents: "write",
    issues: "write",
    pull_requests: "write",
    checks: "write",
    metadata: "read",
    merge_queues: "read",
  });
});

it("app.yml, the server and the local GitHub know the same events and permissions", () => {
  expect(manifest.default_events).toEqual([...webhookEvents]);
  expect([...appEvents].toSorted()).toEqual([...webhookEvents].toSorted());
  expect(appPermissions).toEqual(manifest.default_permissions);
});
