import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deriveSuggestion } from "../../src/intake/derive-suggestion.ts";
import { planSuggestion } from "../../src/intake/plan-suggestion.ts";
import type { IssueSnapshot } from "../../src/intake/snapshot.ts";

/**
 * Recorded cases: what was read, and what is to be derived and planned from it. `notes.md` says why the case is there.
 * After a wanted change of a decision: `UPDATE_FIXTURES=1 npm test -- test/intake/suggestions.test.ts`, and read the diff.
 */
const folder = new URL("../fixtures/suggestions/", import.meta.url);
const update = process.env["UPDATE_FIXTURES"] === "1";

describe("a suggestion", () => {
  it.each(readdirSync(folder))("%s", (name) => {
    const file = (part: string): URL => new URL(`${name}/${part}`, folder);
    expect(existsSync(file("notes.md"))).toBe(true);
    const snapshot = read(file("snapshot.json")) as IssueSnapshot;
    const suggestion = deriveSuggestion(snapshot);
    const effects = planSuggestion(snapshot, suggestion);
    if (update) {
      write(file("state.json"), suggestion);
      write(file("effects.json"), effects);
    }
    expect(plain(suggestion)).toEqual(read(file("state.json")));
    expect(plain(effects)).toEqual(read(file("effects.json")));
    // Pure: asked again, the same answer.
    expect(planSuggestion(snapshot, deriveSuggestion(snapshot))).toEqual(effects);
  });
});

function read(url: URL): unknown {
  return JSON.parse(readFileSync(url, "utf8"));
}

function write(url: URL, value: unknown): void {
  writeFileSync(url, `${JSON.stringify(value, undefined, 2)}\n`);
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
