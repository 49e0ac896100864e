import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges } from "../../src/list/apply-changes.ts";
import { compareText } from "../../src/list/compare-text.ts";
import { diffLists } from "../../src/list/diff-lists.ts";
import { findRepeatedPapers } from "../../src/list/repeated-papers.ts";
import { arbitrarySide } from "./arbitrary-edits.ts";
import { arbitraryList, listOf, paperOf, taxonomy } from "./arbitrary-list.ts";

const a = paperOf("a", { venue: "CoRL", tags: ["x"], identifiers: { arxiv: "2506.20966" } });
const b = paperOf("b");

describe("diffLists", () => {
  it("finds what was removed, edited and added, with the fields that differ and no others", () => {
    const { venue: _venue, ...rest } = a;
    const after = listOf([{ ...rest, tags: ["y"], date: "2025" }, paperOf("c")]);
    expect(diffLists(listOf([a, b]), after)).toEqual({
      changes: [
        { kind: "remove", id: "b" },
        { kind: "edit", id: "a", set: { date: "2025", tags: ["y"] }, unset: ["venue"] },
        { kind: "add", paper: paperOf("c") },
      ],
      moved: [],
      outside: {},
    });
  });

  it.each([
    ["goes by the edit beside it", { date: "x" }, { title: "B" }],
    ["is left by the person, though it is untrue", { date: "x", entry: "* A" }, { title: "B" }],
    ["is changed as well", { entry: "* B" }, { title: "B", asWritten: { entry: "* B" } }],
  ])("names kept text only where somebody changed it: it %s", (_name, asWritten, set) => {
    const before = listOf([{ ...a, asWritten: { date: "x", entry: "* A" } }]);
    const { changes } = diffLists(before, listOf([{ ...a, title: "B", asWritten }]));
    expect(changes).toEqual([{ kind: "edit", id: "a", set }]);
  });

  it("finds nothing where only the order of papers and keys differs", () => {
    const turned = { links: b.links ?? [], categories: b.categories, title: b.title, id: b.id };
    expect(diffLists(listOf([a, b]), listOf([turned, a]))).toEqual({ changes: [], moved: [], outside: {} });
  });

  it("says of a paper with another id that it moved, and removes and adds it", () => {
    const { changes, moved } = diffLists(listOf([a, b]), listOf([b, { ...a, id: "z" }]));
    expect(moved).toEqual([{ from: "a", to: "z" }]);
    expect(changes.map(({ kind }) => kind)).toEqual(["remove", "add"]);
  });

  it("tells what differs outside the papers", () => {
    const before = { ...listOf([a]), description: "Old" };
    const after = { title: "Another", taxonomy: taxonomy.slice(0, 1), papers: [a] };
    expect(diffLists(before, after).outside).toEqual({
      title: { before: "A List", after: "Another" },
      description: { before: "Old", after: undefined },
      taxonomy: { before: taxonomy, after: taxonomy.slice(0, 1) },
    });
  });

  it.each([
    ["lists that have nothing in common", arbitraryList],
    ["lists that come from one", arbitrarySide],
  ])("gives changes that make the one of the other: %s", (_name, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, arbitrary, (before, after) => {
        fc.pre(findRepeatedPapers(after.papers).every(({ kind }) => kind !== "certain"));
        const { list, conflicts } = applyChanges(before, diffLists(before, after).changes);
        expect(conflicts).toEqual([]);
        const byId = (papers: typeof list.papers) => papers.toSorted((one, other) => compareText(one.id, other.id));
        expect(byId(list.papers)).toEqual(byId(after.papers));
      }),
      { numRuns: 500 },
    );
  });
});
