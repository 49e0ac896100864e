import { describe, expect, it } from "vitest";
import { planSuggestedChanges } from "../../src/intake/plan-suggested-changes.ts";
import type { PullSnapshot, ReadEdits } from "../../src/intake/pull-snapshot.ts";
import type { SuggestedChange } from "../../src/intake/review-effect.ts";
import { applyChanges } from "../../src/list/apply-changes.ts";
import type { ListChange } from "../../src/list/list-change.ts";
import { printList } from "../../src/list/list-file.ts";
import { listOf, paperOf } from "../list/arbitrary-list.ts";

const list = listOf([paperOf("a", { venue: "CoRL" }), paperOf("b", { authors: ["A", "B"] }), paperOf("c")]);
const canonical = printList(list);

function plan(rescued: readonly ListChange[], text: string): readonly SuggestedChange[] {
  const snapshot = {
    pull: { number: 5, head: { sha: "h" } },
    base: { listPath: "list.json" },
    head: { list, text },
  } as PullSnapshot;
  const [effect] = planSuggestedChanges(snapshot, {
    problems: [],
    edits: [{ path: "README.md" } as ReadEdits],
    rescued,
  });
  return effect?.changes ?? [];
}

/** As GitHub takes them all over, from the last to the first. */
function take(text: string, changes: readonly SuggestedChange[]): string {
  const lines = text.split("\n");
  for (const { lines: at, text: put } of changes.toReversed())
    lines.splice(at.from - 1, at.to - at.from + 1, ...(put === "" ? [] : put.split("\n")));
  return lines.join("\n");
}

describe("an edit of README, as changes of the list's lines", () => {
  it.each<readonly [string, readonly ListChange[]]>([
    ["a field that is exchanged", [{ kind: "edit", id: "a", set: { title: "Another" } }]],
    ["a field that is new, in the middle", [{ kind: "edit", id: "c", set: { date: "2024-05" } }]],
    ["a field that is new, at the end", [{ kind: "edit", id: "c", set: { added: "2024-05-01" } }]],
    ["a field that is taken out", [{ kind: "edit", id: "a", set: {}, unset: ["venue"] }]],
    ["a list that is longer", [{ kind: "edit", id: "b", set: { authors: ["A", "B", "C"] } }]],
    [
      "several",
      [
        { kind: "edit", id: "a", set: { venue: "RSS" } },
        { kind: "edit", id: "c", set: { title: "`$&`" } },
      ],
    ],
  ])("%s", (_name, rescued) => {
    const changes = plan(rescued, canonical);
    expect(take(canonical, changes)).toBe(printList(applyChanges(list, rescued).list));
    expect(changes.every(({ lines, words }) => lines.from <= lines.to && words.includes("README.md"))).toBe(true);
  });

  it.each<readonly [string, readonly ListChange[], string]>([
    ["more than ten lines", [{ kind: "edit", id: "b", set: { authors: "ABCDEFGHIJKLM".split("") } }], canonical],
    ["a paper that is new", [{ kind: "add", paper: paperOf("d") }], canonical],
    ["a line longer than anybody reads", [{ kind: "edit", id: "a", set: { title: "x".repeat(1000) } }], canonical],
    ["a list that is written otherwise", [{ kind: "edit", id: "a", set: { title: "Another" } }], JSON.stringify(list)],
    ["what the list says already", [{ kind: "edit", id: "a", set: { venue: "CoRL" } }], canonical],
  ])("makes none of %s", (_name, rescued, text) => {
    expect(plan(rescued, text)).toEqual([]);
  });
});
