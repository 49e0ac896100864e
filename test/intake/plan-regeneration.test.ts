import { describe, expect, it } from "vitest";
import { printTag } from "../../src/intake/comment-tag.ts";
import { deriveRegeneration, planRegeneration, type Rendered } from "../../src/intake/plan-regeneration.ts";
import type { HandEdit } from "../../src/intake/pull-snapshot.ts";
import type { BranchSnapshot, Proposal } from "../../src/intake/snapshot.ts";
import type { Paper } from "../../src/list/paper.ts";
import type { Problem } from "../../src/list/problem.ts";
import { base, list, maintainer, proposal, self, snapshot as issueSnapshot } from "../support/suggestion.ts";

const rendered: Rendered = { files: [{ path: "README.md", text: "new" }], problems: [] };
const broken: Problem = { code: "not-json", severity: "error", field: "list.json", message: "Not JSON." };

function snapshot(more: Partial<BranchSnapshot> = {}): BranchSnapshot {
  const { now, repository } = issueSnapshot();
  return { now, self, repository, base, files: { "README.md": "old" }, editedByHand: [], regenerations: [], ...more };
}

const plan = (more: Partial<BranchSnapshot> = {}, what: Rendered | undefined = rendered): readonly string[] =>
  planRegeneration(snapshot(more), deriveRegeneration(snapshot(more), what)).map((effect) =>
    effect.kind === "check-run"
      ? effect.conclusion
      : effect.kind === "proposal" && !effect.commit
        ? "proposal's text"
        : effect.kind,
  );

/** The pull request that the plan itself would have made, so that its hash is the real one. */
function made(more: Partial<Proposal> = {}): Proposal {
  const [effect] = planRegeneration(
    snapshot({ refused: true }),
    deriveRegeneration(snapshot({ refused: true }), rendered),
  );
  if (effect?.kind !== "proposal") throw new Error("no proposal");
  return proposal(effect.body.tag, { number: 40, body: `Words.\n${printTag("proposal", effect.body.tag)}`, ...more });
}

const [octo] = list.papers as readonly [Paper];
const rt2: Paper = { ...octo, id: "rt-2", title: "RT-2", identifiers: { arxiv: "2307.15818" }, links: [] };
const withOcto = (more: Partial<Paper>): BranchSnapshot["base"] => ({
  ...base,
  list: { ...list, papers: [{ ...octo, ...more }] },
});
const retitled = { kind: "edit", id: octo.id, set: { title: "Octo" } } as const;
const unread: HandEdit = { path: "README.md", list, changes: [], near: [], notUnderstood: [], outside: false };
/** What the list with the edit renders to, README apart. */
const rescued: Rendered = { files: [{ path: "list.json", text: "{}" }], problems: [] };

describe("planRegeneration", () => {
  it.each([
    ["one commit when an output is stale", {}, ["commit"]],
    ["nothing when all is in step", { files: { "README.md": "new" } }, []],
    ["a file that is not there yet", { files: { "README.md": undefined } }, ["commit"]],
    [
      "a pull request where the configuration says so",
      { base: { ...base, configuration: { ...base.configuration, regenerate: "pull_request" as const } } },
      ["proposal"],
    ],
    ["a pull request where the branch refused us", { refused: true }, ["proposal"]],
    ["a pull request where an output was edited by hand", { editedByHand: ["README.md"] }, ["proposal"]],
    ["a commit where only another file was edited by hand", { editedByHand: ["docs/other.md"] }, ["commit"]],
    ["no second try of a commit that was refused before a restart", { regenerations: [made()] }, ["proposal's text"]],
    [
      "another try where there are other files",
      {
        regenerations: [
          { ...made(), body: `x\n${printTag("proposal", { hash: "other", papers: [], because: "refused" })}` },
        ],
      },
      ["commit", "delete-branch", "close-pull"],
    ],
    [
      "another try where the pull request had another reason",
      {
        regenerations: [{ ...made(), body: made().body.replace("refused", "configured") }],
      },
      ["commit", "delete-branch", "close-pull"],
    ],
    [
      "another try where a person closed it",
      { regenerations: [made({ state: "closed", closedBy: maintainer })] },
      ["commit"],
    ],
    ["no second pull request for the same text", { refused: true, regenerations: [made()] }, ["proposal's text"]],
    [
      "the open one rebuilt when the list moved",
      { refused: true, regenerations: [made()], base: { ...base, listBlob: "9".repeat(40) } },
      ["proposal"],
    ],
    [
      "nothing on top of a person's commit",
      {
        refused: true,
        regenerations: [
          made({ head: { sha: "1", madeBy: "maintainer", listBlob: undefined, baseListBlob: undefined } }),
        ],
      },
      [],
    ],
    [
      "none again that a person closed",
      { refused: true, regenerations: [made({ state: "closed", closedBy: maintainer })] },
      [],
    ],
    [
      "another text after that",
      {
        refused: true,
        files: { "README.md": "old" },
        regenerations: [
          {
            ...made({ state: "closed", closedBy: maintainer }),
            body: `x\n${printTag("proposal", { hash: "other", papers: [] })}`,
          },
        ],
      },
      ["proposal"],
    ],
    [
      "one again that we closed ourselves",
      { refused: true, regenerations: [made({ state: "closed", closedBy: self })] },
      ["proposal"],
    ],
    [
      "an open one closed when all is in step",
      { files: { "README.md": "new" }, regenerations: [made()] },
      ["delete-branch", "close-pull"],
    ],
    ["green said where it was red", { files: { "README.md": "new" }, checked: "failure" as const }, ["success"]],
    [
      "green said again where a person asks",
      { files: { "README.md": "new" }, checked: "success" as const, recheck: true },
      ["success"],
    ],
    ["green not said twice", { files: { "README.md": "new" }, checked: "success" as const }, []],
  ])("%s", (_, more: Partial<BranchSnapshot>, kinds) => {
    expect(plan(more)).toEqual(kinds);
  });

  it("fails the check of a broken list once, and writes nothing else", () => {
    const { list: _list, ...rest } = base;
    const more = { base: { ...rest, list: undefined, problems: [broken] } };
    expect(plan(more)).toEqual(["failure"]);
    expect(plan({ ...more, checked: "failure" })).toEqual([]);
  });

  it("fails the check of a broken template", () => {
    expect(plan({}, { files: [], problems: [{ ...broken, code: "template-syntax" }] })).toEqual(["failure"]);
  });

  it("goes on in spite of a warning", () => {
    expect(plan({}, { ...rendered, problems: [{ ...broken, severity: "warning" }] })).toEqual(["commit"]);
  });

  it("shows what the hand edit was", () => {
    const look = snapshot({ editedByHand: ["README.md"] });
    const [effect] = planRegeneration(look, deriveRegeneration(look, rendered));
    expect(effect).toMatchObject({
      branch: "awesome-papers/regenerate",
      title: "Regenerate README.md",
      body: {
        topic: "regeneration",
        facts: { because: "edited-by-hand", edited: [{ path: "README.md", present: "old", rendered: "new" }] },
      },
    });
  });

  it.each<[string, Partial<HandEdit>, Partial<BranchSnapshot>, object]>([
    ["understood", { changes: [retitled] }, {}, { changes: [retitled], conflicts: [], edited: [] }],
    [
      "nearly understood",
      { near: [{ change: retitled, written: "Octo!", printed: "Octo", line: 3 }] },
      {},
      { changes: [retitled], edits: [{ near: [{ written: "Octo!", printed: "Octo" }] }] },
    ],
    [
      "understood in parts",
      { changes: [retitled], notUnderstood: [{ line: 3, before: "", after: "Hm", reason: "not-an-entry" }] },
      {},
      { changes: [retitled], edits: [{ notUnderstood: [{ line: 3, after: "Hm" }], more: 0 }] },
    ],
    [
      "overtaken in one field by a later change of the list",
      { changes: [{ ...retitled, set: { title: "Octo", venue: "RSS" } }] },
      { base: withOcto({ title: "Octopus" }) },
      { changes: [{ ...retitled, set: { venue: "RSS" } }], conflicts: [expect.stringContaining("Octopus")] },
    ],
  ])("keeps an edit that is %s", (_name, edit, more, facts) => {
    const look = snapshot({ editedByHand: ["README.md"], handEdits: [{ ...unread, ...edit }], ...more });
    const files = [...rescued.files, { path: "README.md", text: "old" }];
    const regeneration = deriveRegeneration(look, rendered, { ...rescued, files });
    const [effect] = planRegeneration(look, regeneration);
    expect(effect).toMatchObject({ title: "Take over edits of README.md", files: rescued.files, body: { facts } });
  });

  it.each<[string, Partial<HandEdit>, Partial<BranchSnapshot>, object]>([
    ["says nothing of the list", {}, {}, { changes: [] }],
    [
      "the list has already",
      { changes: [retitled] },
      { base: withOcto({ title: "Octo" }) },
      { changes: [], conflicts: [] },
    ],
    [
      "would make two papers of one",
      { changes: [{ ...retitled, set: { identifiers: { arxiv: "2307.15818" } } }] },
      { base: { ...base, list: { ...list, papers: [...list.papers, rt2] } } },
      { changes: [], problems: expect.arrayContaining([expect.objectContaining({ code: "duplicate-paper" })]) },
    ],
  ])("gives up, in sight, an edit that %s", (_name, edit, more, facts) => {
    const look = snapshot({ editedByHand: ["README.md"], handEdits: [{ ...unread, ...edit }], ...more });
    const [effect] = planRegeneration(look, deriveRegeneration(look, rendered));
    const shown = { ...facts, isKept: false, edited: [{ path: "README.md", present: "old", rendered: "new" }] };
    expect(effect).toMatchObject({ title: "Regenerate README.md", files: rendered.files, body: { facts: shown } });
  });

  it("proposes a kept edit once for the same list, and not again where a person closed it", () => {
    const look = snapshot({ editedByHand: ["README.md"], handEdits: [{ ...unread, changes: [retitled] }] });
    const planned = (regenerations: readonly Proposal[], text = "{}"): readonly string[] => {
      const next = { ...look, regenerations };
      const files = [{ path: "list.json", text }];
      return planRegeneration(next, deriveRegeneration(next, rendered, { ...rescued, files })).map((effect) =>
        effect.kind === "proposal" && !effect.commit ? "proposal's text" : effect.kind,
      );
    };
    const [effect] = planRegeneration(look, deriveRegeneration(look, rendered, rescued));
    if (effect?.kind !== "proposal") throw new Error("no proposal");
    const pull = proposal(effect.body.tag, { number: 40, body: `Words.\n${printTag("proposal", effect.body.tag)}` });
    const closed: Proposal = { ...pull, state: "closed", closedBy: maintainer };
    expect(planned([pull])).toEqual(["proposal's text"]);
    expect(planned([pull], "{ }")).toEqual(["proposal"]);
    expect(planned([closed])).toEqual([]);
    expect(planned([closed], "{ }")).toEqual(["proposal"]);
  });
});
