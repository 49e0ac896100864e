import { describe, expect, it } from "vitest";
import { printTag } from "../../src/intake/comment-tag.ts";
import type { DashboardSnapshot, OpenProposal } from "../../src/intake/dashboard-snapshot.ts";
import { deriveDashboard } from "../../src/intake/derive-dashboard.ts";
import type { CommentTag, ShownProposal } from "../../src/intake/effect.ts";
import { planDashboardComment } from "../../src/intake/plan-dashboard.ts";
import type { Comment, Person } from "../../src/intake/snapshot.ts";
import { base, list, maintainer, self, stranger } from "../support/suggestion.ts";

const at = (second: number): string => `2026-11-21T08:00:${String(second).padStart(2, "0")}Z`;
const proposal = (issue: number, more: Partial<OpenProposal> = {}): OpenProposal => ({
  issue,
  pull: issue + 100,
  headSha: "",
  message: "",
  changes: [
    {
      kind: "add",
      paper: { id: `p${issue}`, title: `P${issue}`, identifiers: { arxiv: `2401.0000${issue}` }, categories: ["data"] },
    },
  ],
  hash: `hash ${issue}`,
  closes: true,
  ...more,
});
const show = (issue: number, since?: string): ShownProposal => ({
  issue,
  pull: issue + 100,
  hash: `hash ${issue}`,
  ...(since !== undefined && { since }),
});
/** Our comment, last written in second 10. */
const ours = (tag: Partial<CommentTag>, sealed = true): Comment => ({
  id: 1,
  author: self,
  body: `The list.\n${printTag("comment", { topic: "dashboard", ...tag })}`,
  createdAt: at(0),
  updatedAt: at(10),
  sealed,
});
const say = (second: number, author: Person = maintainer, edited = second): Comment => ({
  id: 100 + second,
  author,
  body: "/merge-ready",
  createdAt: at(second),
  updatedAt: at(edited),
});
const snapshot = (more: Partial<DashboardSnapshot>): DashboardSnapshot => ({
  self,
  repository: { id: 1, owner: "lab", name: "list", defaultBranch: "main", url: "https://github.com/lab/list" },
  base,
  issue: 9,
  comments: [],
  permissions: { [maintainer.id]: "maintain", [stranger.id]: "read" },
  proposals: [proposal(1), proposal(2)],
  ...more,
});
const taken = (more: Partial<DashboardSnapshot>): unknown => {
  const { batch } = deriveDashboard(snapshot(more), list);
  return batch && [batch.steps.map((step) => step.proposal.pull), batch.left];
};
const shown = [show(1), show(2)];

describe("deriveDashboard", () => {
  it.each<[string, Partial<DashboardSnapshot>, unknown]>([
    ["all that was shown", { comments: [ours({ shown }), say(11)] }, [[101, 102], []]],
    ["nothing without a word", { comments: [ours({ shown })] }, undefined],
    ["nothing within the second of the list", { comments: [ours({ shown }), say(10)] }, [[], []]],
    [
      "what was shown before, though the list was written since",
      { comments: [ours({ shown: [show(1, at(3)), show(2)] }), say(5)] },
      [[101], []],
    ],
    ["nothing that came since", { comments: [ours({ shown: [show(1)] }), say(11)] }, [[101], []]],
    ["nothing twice", { comments: [ours({ shown, handled: 111 }), say(11)] }, undefined],
    ["nothing for a stranger", { comments: [ours({ shown }), say(11, stranger)] }, undefined],
    ["nothing for who may no longer", { comments: [ours({ shown }), say(11)], permissions: {} }, undefined],
    ["nothing for an edited word", { comments: [ours({ shown }), say(11, maintainer, 12)] }, undefined],
    ["nothing where the list is not as we wrote it", { comments: [ours({ shown }, false), say(11)] }, undefined],
    [
      "nothing that changed",
      { comments: [ours({ shown }), say(11)], proposals: [proposal(1, { hash: "another" }), proposal(2)] },
      [[102], [{ pull: 101, why: "changed" }]],
    ],
    [
      "nothing with commits of others",
      { comments: [ours({ shown }), say(11)], proposals: [proposal(1), proposal(2, { madeBy: "maintainer" })] },
      [[101], [{ pull: 102, why: "commits-of-others" }]],
    ],
    [
      "nothing that is gone",
      { comments: [ours({ shown }), say(11)], proposals: [] },
      [
        [],
        [
          { pull: 101, why: "gone" },
          { pull: 102, why: "gone" },
        ],
      ],
    ],
  ])("takes %s", (_, more, expected) => {
    expect(taken(more)).toEqual(expected);
  });
});

describe("what other threads ask for", () => {
  const many = Array.from({ length: 20 }, (_, index) => 50 + index);
  const answered = (more: Partial<DashboardSnapshot>): unknown => {
    const dashboard = deriveDashboard(snapshot(more), list);
    return [dashboard.batch?.steps.length, dashboard.answered];
  };
  it.each<[string, Partial<DashboardSnapshot>, unknown]>([
    ["is done and answered", { comments: [ours({ shown })], asked: [say(11)] }, [2, [111]]],
    ["is done once", { comments: [ours({ shown, answered: [111] })], asked: [say(11)] }, [undefined, [111]]],
    [
      "is done though a later word here was done before it",
      { comments: [ours({ shown, handled: 112 }), say(12)], asked: [say(11)] },
      [2, [111]],
    ],
    ["is answered in order", { comments: [ours({ shown, answered: [115] })], asked: [say(11)] }, [2, [111, 115]]],
    ["is answered for a stranger too", { comments: [ours({ shown })], asked: [say(11, stranger)] }, [undefined, [111]]],
    ["waits for our comment", { comments: [], asked: [say(11)] }, [undefined, []]],
    [
      "waits where our comment is not as we wrote it",
      { comments: [ours({ shown, answered: [105] }, false)], asked: [say(11)] },
      [undefined, []],
    ],
    [
      "pushes the oldest answer out",
      { comments: [ours({ shown, answered: many })], asked: [say(11)] },
      [2, [...many.slice(1), 111]],
    ],
    [
      "is known to be done where it is older than all answers that are kept",
      { comments: [ours({ shown, answered: many.map((id) => id + 100) })], asked: [say(11)] },
      [undefined, many.map((id) => id + 100)],
    ],
  ])("%s", (_, more, expected) => {
    expect(answered(more)).toEqual(expected);
  });
});

describe("planDashboardComment", () => {
  const plan = (more: Partial<DashboardSnapshot>) => {
    const one = snapshot(more);
    return planDashboardComment(one, deriveDashboard(one, list), 9, undefined)?.tag;
  };
  it("says nothing while nothing is new", () => {
    expect(plan({ comments: [ours({ shown: [show(1, at(3)), show(2)] })] })).toBeUndefined();
  });
  it("keeps since when what stays was shown, and gives what is new no time of its own", () => {
    const before = ours({ shown: [show(1, at(3)), show(2), show(3)] });
    const tag = plan({ comments: [before], proposals: [proposal(1), proposal(2), proposal(3, { hash: "new" })] });
    expect(tag?.shown).toEqual([show(1, at(3)), show(2, at(10)), { ...show(3), hash: "new" }]);
  });
  it("says what other threads were answered, and is written for that alone", () => {
    const comments = [ours({ shown: [show(1, at(3)), show(2, at(3))], answered: [111] })];
    expect(plan({ comments, asked: [say(11)] })).toBeUndefined();
    expect(plan({ comments, asked: [say(11), say(12, stranger)] })?.answered).toEqual([111, 112]);
  });
  it("takes no time from a tag that somebody may have changed", () => {
    const tag = plan({ comments: [ours({ shown: [show(1, at(3))] }, false), say(5)] });
    expect(tag?.shown).toEqual(shown);
    expect(tag?.handled).toBe(105);
  });
});
