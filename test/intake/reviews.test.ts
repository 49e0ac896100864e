import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deriveReview } from "../../src/intake/derive-review.ts";
import { planReview } from "../../src/intake/plan-review.ts";
import type { PullSnapshot } from "../../src/intake/pull-snapshot.ts";

/** Recorded cases of people's pull requests, like those of suggestions; `UPDATE_FIXTURES=1` writes what is derived now. */
const folder = new URL("../fixtures/reviews/", import.meta.url);

describe("a pull request", () => {
  it.each(readdirSync(folder))("%s", (name) => {
    const file = (part: string): URL => new URL(`${name}/${part}`, folder);
    expect(readFileSync(file("notes.md"), "utf8")).not.toBe("");
    const snapshot = JSON.parse(readFileSync(file("snapshot.json"), "utf8")) as PullSnapshot;
    const review = deriveReview(snapshot);
    const effects = planReview(snapshot, review);
    if (process.env["UPDATE_FIXTURES"] === "1") {
      writeFileSync(file("state.json"), print(review));
      writeFileSync(file("effects.json"), print(effects));
    }
    expect(print(review)).toBe(readFileSync(file("state.json"), "utf8"));
    expect(print(effects)).toBe(readFileSync(file("effects.json"), "utf8"));
  });
});

function print(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
