import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deriveReview } from "../../src/intake/derive-review.ts";
import { planReview } from "../../src/intake/plan-review.ts";
import type { PullSnapshot } from "../../src/intake/pull-snapshot.ts";
import { renderBotText } from "../../src/render/create-renderer.ts";
import { packagedTemplates } from "../render/packaged-templates.ts";

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

describe("the words on an edit of README", () => {
  it("are never so many that what is offered is cut off, and count what they leave out", () => {
    const recorded = readFileSync(new URL("edits-readme/snapshot.json", folder), "utf8");
    const snapshot = JSON.parse(recorded) as PullSnapshot;
    const line = "word ".repeat(400);
    const id = snapshot.mergeBase?.list?.papers[0]?.id ?? "";
    const near = Array.from({ length: 50 }, (_, at) => {
      const change = { kind: "edit", id, set: { title: `Title ${at}` } } as const;
      return { change, line: at, written: line, printed: line };
    });
    const notUnderstood = near.map((_, at) => ({ line: at, before: line, after: line, reason: "order" as const }));
    const edited = { ...snapshot, edits: [{ path: "README.md", changes: [], near, notUnderstood, outside: false }] };
    const comment = planReview(edited, deriveReview(edited)).find(({ kind }) => kind === "comment");
    const facts = { ...(comment?.kind === "comment" && comment.facts), listPath: "list.json" };
    const words = renderBotText(packagedTemplates(), "pull", facts);
    expect(words.length).toBeLessThan(40_000);
    expect(words.match(/^- and 30 more$/gm)).toHaveLength(2);
    expect(words).toContain("Comment `/convert`");
  });
});

function print(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
