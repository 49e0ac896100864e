import { assert, property, shuffledSubarray } from "fast-check";
import { describe, expect, it } from "vitest";
import type { OpenProposal } from "../../src/intake/dashboard-snapshot.ts";
import { stackProposals } from "../../src/intake/stack-proposals.ts";
import { checkList } from "../../src/list/check-list.ts";
import { diffLists } from "../../src/list/diff-lists.ts";
import type { ListChange } from "../../src/list/list-change.ts";
import type { Paper } from "../../src/list/paper.ts";
import { list } from "../support/suggestion.ts";

const octo = list.papers[0]?.id ?? "";
const paper = (id: string, arxiv: string): Paper => ({
  id,
  title: `About ${id}`,
  identifiers: { arxiv },
  categories: ["models/small"],
});
const add = (id: string, arxiv: string): ListChange => ({ kind: "add", paper: paper(id, arxiv) });
const edit = (set: Partial<Paper>): ListChange => ({ kind: "edit", id: octo, set });
const remove: ListChange = { kind: "remove", id: octo };
const proposal = (changes: readonly ListChange[], at: number): OpenProposal => ({
  issue: at + 1,
  pull: at + 101,
  headSha: "",
  message: "",
  changes,
  hash: "",
  closes: true,
});

describe("stackProposals", () => {
  it.each<[string, readonly (readonly ListChange[])[], readonly number[], readonly object[]]>([
    ["papers of their own", [[add("a", "2401.00001")], [add("b", "2401.00002")]], [101, 102], []],
    [
      "the same paper twice, under two ids",
      [[add("a", "2401.00001")], [add("b", "2401.00001")]],
      [101],
      [{ pull: 102, why: "in-list" }],
    ],
    [
      "what is in the list",
      [[add(octo, "2405.12213")], [edit({ date: "2024-05" })]],
      [],
      [
        { pull: 101, why: "in-list" },
        { pull: 102, why: "in-list" },
      ],
    ],
    ["two fields of one paper", [[edit({ venue: "RSS" })], [edit({ date: "2024" })]], [101, 102], []],
    [
      "one field, two answers",
      [[edit({ venue: "RSS" })], [edit({ venue: "CoRL" })]],
      [101],
      [{ pull: 102, why: "same-field" }],
    ],
    [
      "one field, one answer, and more",
      [[edit({ venue: "RSS" })], [edit({ venue: "RSS", date: "2024" })]],
      [101, 102],
      [],
    ],
    ["an edit of what goes away", [[remove], [edit({ venue: "RSS" })]], [101], [{ pull: 102, why: "in-list" }]],
    [
      "a removal of what was just mended",
      [[edit({ venue: "RSS" })], [remove]],
      [101],
      [{ pull: 102, why: "same-field" }],
    ],
    [
      "one of several that cannot come: none of them does",
      [[add("a", "2401.00001")], [add("c", "2401.00003"), add("b", "2401.00001")]],
      [101],
      [{ pull: 102, why: "in-list" }],
    ],
  ])("%s", (_, all, taken, left) => {
    const stack = stackProposals(list, all.map(proposal));
    expect(stack.steps.map((step) => step.proposal.pull)).toEqual(taken);
    expect(stack.left).toEqual(left);
  });

  it("loses nothing of fifty, in any order, and each commit holds its own change alone", () => {
    const all = Array.from({ length: 50 }, (_, at) => proposal([add(`paper-${at}`, `2401.${10_000 + at}`)], at));
    assert(
      property(shuffledSubarray(all, { minLength: 50 }), (shuffled) => {
        const { steps, left } = stackProposals(list, shuffled);
        expect(left).toEqual([]);
        let before = list;
        for (const step of steps) {
          expect(diffLists(before, step.list).changes).toEqual(step.proposal.changes);
          before = step.list;
        }
        expect(before.papers).toHaveLength(51);
        expect(checkList(before).filter(({ severity }) => severity === "error")).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
