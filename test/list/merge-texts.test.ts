import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges } from "../../src/list/apply-changes.ts";
import type { ListChange } from "../../src/list/list-change.ts";
import { printList } from "../../src/list/list-file.ts";
import { mergeTexts } from "../../src/list/merge-texts.ts";
import { mapSides, type Sides } from "../../src/list/sides.ts";
import { mergeFile } from "../../src/local-github/merge-file.ts";
import { listOf, paperOf } from "./arbitrary-list.ts";

/** What git itself makes of three texts; undefined where it asks a person. */
async function mergeByGit(texts: Sides<string>): Promise<string | undefined> {
  return (await mergeFile(mapSides(texts, (text) => Buffer.from(text))))?.toString();
}

const base = listOf(["b", "d", "f", "h", "k"].map((id) => paperOf(id)));
const textWith = (...changes: readonly ListChange[]): string => printList(applyChanges(base, changes).list);
const add = (id: string): ListChange => ({ kind: "add", paper: paperOf(id) });
const edit = (id: string): ListChange => ({ kind: "edit", id, set: { venue: `Of ${id}` } });

const change = fc.oneof(
  fc.constantFrom("a", "c", "e", "g", "i", "l").map(add),
  fc.constantFrom("b", "d", "f", "h", "k").map(edit),
  fc.constantFrom("b", "d", "k").map((id): ListChange => ({ kind: "remove", id })),
);
const changes = fc.array(change, { maxLength: 3 });

describe("mergeTexts", () => {
  it.each<readonly [string, ListChange, ListChange]>([
    ["papers added with one between them", add("c"), add("e")],
    ["a paper added, and one beyond its neighbour edited", add("c"), edit("f")],
    ["papers next to each other edited", edit("d"), edit("f")],
  ])("merges %s", (_name, ours, theirs) => {
    const texts = { base: textWith(), ours: textWith(ours), theirs: textWith(theirs) };
    expect(mergeTexts(texts)).toBe(textWith(ours, theirs));
  });

  it.each<readonly [string, ListChange, ListChange]>([
    ["papers added in one place", add("c"), add("ca")],
    ["one paper edited", edit("d"), { kind: "edit", id: "d", set: { venue: "Another" } }],
    ["both added after the last", add("l"), add("m")],
    ["one edited that is gone", edit("d"), { kind: "remove", id: "d" }],
  ])("does not merge %s", (_name, ours, theirs) => {
    expect(mergeTexts({ base: textWith(), ours: textWith(ours), theirs: textWith(theirs) })).toBeUndefined();
  });

  it("where each line stands in it twice, is not sure of anything", () => {
    const texts = { base: "x\ny\nx\ny\n", ours: "x\ny\nx\n", theirs: "z\nx\ny\nx\ny\n" };
    expect(mergeTexts(texts)).toBeUndefined();
  });

  it("gives nothing that git would not give", async () => {
    await fc.assert(
      fc.asyncProperty(changes, changes, async (ours, theirs) => {
        const texts = { base: textWith(), ours: textWith(...ours), theirs: textWith(...theirs) };
        expect([undefined, await mergeByGit(texts)]).toContain(mergeTexts(texts));
      }),
      { numRuns: 60 },
    );
  });
});
