import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPaperEdits, withoutEdits } from "../../src/intake/paper-edits.ts";
import type { PaperEdit } from "../../src/intake/snapshot.ts";
import { takeEdits } from "../../src/intake/take-edits.ts";
import { applyChanges } from "../../src/list/apply-changes.ts";
import type { ListChange } from "../../src/list/list-change.ts";
import type { Paper } from "../../src/list/paper.ts";
import { listOf, paperOf } from "../list/arbitrary-list.ts";

const list = listOf([paperOf("listed", { venue: "RSS" })]);
const adds = (rest: Partial<Paper> = {}, id = "new"): ListChange => ({ kind: "add", paper: paperOf(id, rest) });
const pushed = (before: Partial<Paper>, after: Partial<Paper>, id = "new"): PaperEdit => ({ id, before, after });

describe("takeEdits", () => {
  it.each<readonly [string, readonly ListChange[], PaperEdit, readonly ListChange[]]>([
    ["a field set", [adds()], pushed({}, { venue: "CoRL" }), [adds({ venue: "CoRL" })]],
    ["a field taken out", [adds({ venue: "RSS" })], pushed({ venue: "RSS" }, {}), [adds()]],
    [
      "another field than since",
      [adds({ date: "2025" })],
      pushed({}, { venue: "CoRL" }),
      [adds({ venue: "CoRL", date: "2025" })],
    ],
    [
      "a tag beside one added since",
      [adds({ tags: ["b"] })],
      pushed({}, { tags: ["a"] }),
      [adds({ tags: ["a", "b"] })],
    ],
    ["what is so by now", [adds({ venue: "CoRL" })], pushed({}, { venue: "CoRL" }), [adds({ venue: "CoRL" })]],
    ["a paper added", [adds()], { id: "more", after: paperOf("more") }, [adds(), adds({}, "more")]],
    ["a paper taken out", [adds(), adds({}, "more")], { id: "more", before: {} }, [adds()]],
    [
      "a paper of the list taken out",
      [adds()],
      { id: "listed", before: {} },
      [adds(), { kind: "remove", id: "listed" }],
    ],
    [
      "a paper of the list edited",
      [adds()],
      pushed({ venue: "RSS" }, { venue: "CoRL" }, "listed"),
      [adds(), { kind: "edit", id: "listed", set: { venue: "CoRL" } }],
    ],
    [
      "the one paper under the id it has now",
      [adds({}, "renamed")],
      { ...pushed({}, { venue: "CoRL" }), isOurs: true },
      [adds({ venue: "CoRL" }, "renamed")],
    ],
  ])("takes in %s", (_name, suggested, edit, changes) => {
    expect(takeEdits(list, suggested, [edit])).toEqual({ changes, conflicts: [] });
  });

  it("reports a field that was edited on both sides, and lets the push stand", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom("CoRL", "RSS", "ICRA", undefined), { minLength: 3 }), (venues) => {
        const [was, now, mine] = venues.map((venue) => (venue === undefined ? {} : { venue }));
        const taken = takeEdits(list, [adds(now)], [pushed(was ?? {}, mine ?? {})]);
        expect(taken?.changes).toEqual([adds(mine)]);
        expect(taken?.conflicts).toMatchObject([{ paper: "new", field: "venue", reason: "edited-twice" }]);
      }),
    );
  });

  it("reports an edit of a paper that is gone from the list, and does it to no other", () => {
    const taken = takeEdits(list, [adds()], [pushed({}, { venue: "CoRL" }, "gone")]);
    expect(taken).toMatchObject({ changes: [adds()], conflicts: [{ paper: "gone", reason: "edited-and-removed" }] });
  });

  it("refuses what makes no valid list", () => {
    expect(takeEdits(list, [adds()], [pushed({}, { categories: ["gone"] })])).toBeUndefined();
  });

  it("does the same again, and can be undone", () => {
    const before = applyChanges(list, [adds({ venue: "RSS", tags: ["a"] })]).list;
    const after = applyChanges(list, [adds({ tags: ["b"], date: "2025" })]).list;
    const edits = readPaperEdits(before, after) ?? [];
    const once = takeEdits(list, [adds({ venue: "RSS", tags: ["a"] })], edits);
    expect(applyChanges(list, once?.changes ?? []).list).toEqual(after);
    expect(takeEdits(list, once?.changes ?? [], edits)).toEqual(once);
    expect(after.papers.map((paper) => withoutEdits(paper, edits))).toEqual(before.papers);
  });
});
