import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { hasAll } from "../../src/local-github/gate.ts";
import { createRouter } from "../../src/local-github/router.ts";
import { repositoryRoutes } from "../../src/local-github/routes.ts";
import { appPermissions } from "../../src/local-github/start.ts";
import type { Needs } from "../../src/local-github/world.ts";
import { eventNeeds, freeRequests, personsRequests, requestNeeds } from "../support/permissions.ts";

const root = new URL("../../", import.meta.url);
const manifest = parse(readFileSync(new URL("app.yml", root), "utf8")) as {
  readonly default_permissions: Readonly<Record<string, string>>;
  readonly default_events: readonly string[];
};

/** The adapters and what composes them; the demo's people ask as themselves. */
const sources = globSync("src/{github,app}/**/*.ts", { cwd: root, exclude: ["src/app/demo/**"] }).map((path) =>
  readFileSync(new URL(path, root), "utf8"),
);
const found = sources.flatMap((text) => text.match(/(?<=")(?:GET|POST|PUT|PATCH|DELETE) \/[^"]*(?=")/g) ?? []);

describe("a request of our adapters", () => {
  it("has a row that says what it needs, and no row is of none", () => {
    const rows = [...Object.keys(requestNeeds), ...freeRequests, ...personsRequests];
    expect([...new Set(found)].toSorted()).toEqual(rows.toSorted());
  });

  it("is written out where it is made: nothing is asked in another way", () => {
    const calls = sources.flatMap((text) => text.match(/\.request\(/g) ?? []);
    expect(calls).toHaveLength(found.length);
    const others = sources.flatMap(
      (text) => text.match(/\.rest\.|\.graphql\b|\.paginate\b|api\.github\.com\/\w/g) ?? [],
    );
    expect(others).toEqual([]);
  });

  const findRoute = createRouter(repositoryRoutes);
  it.each(Object.entries(requestNeeds))("%s needs as much at the local GitHub", (request, needs) => {
    const [method = "", template = ""] = request.split(" ");
    const route = findRoute(method, template.replaceAll(/\{\w+\}/g, "1"))?.route;
    expect(route?.app.map(inWords).toSorted()).toEqual(needs.map(inWords).toSorted());
  });
});

it("app.yml asks for what requests and events need, and for nothing else", () => {
  expect(Object.keys(eventNeeds).toSorted()).toEqual(manifest.default_events.toSorted());
  const each = [...Object.values(requestNeeds), ...Object.values(eventNeeds).map((need): Needs => [need])];
  const union: Record<string, string> = {};
  // Where either of two is enough, what other requests need must do.
  for (const [need] of each.filter(({ length }) => length === 1)) {
    for (const [name, level] of Object.entries(need ?? {})) if (union[name] !== "write") union[name] = level;
  }
  expect(union).toEqual(manifest.default_permissions);
  expect(each.filter((needs) => !needs.some((need) => hasAll(appPermissions, need)))).toEqual([]);
});

function inWords(needs: unknown): string {
  return JSON.stringify(needs);
}
