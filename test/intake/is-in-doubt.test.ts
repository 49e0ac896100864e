import { describe, expect, it } from "vitest";
import { findListMove, isInDoubt } from "../../src/intake/is-in-doubt.ts";
import { deriveSuggestion } from "../../src/intake/derive-suggestion.ts";
import { gitBlobId } from "../../src/intake/git-blob-id.ts";
import { planSuggestion } from "../../src/intake/plan-suggestion.ts";
import { findSettledProposal, type SettledProposal } from "../../src/intake/settled-proposal.ts";
import type { IssueSnapshot } from "../../src/intake/snapshot.ts";
import { applyChanges } from "../../src/list/apply-changes.ts";
import type { ListChange } from "../../src/list/list-change.ts";
import { printList } from "../../src/list/list-file.ts";
import type { List } from "../../src/list/list.ts";
import type { Paper } from "../../src/list/paper.ts";
import { base, comment, form, issue, list, maintainer, openvla, snapshot } from "../support/suggestion.ts";

const paper = (id: string, more: Partial<Paper> = {}): Paper => ({
  id,
  title: `On ${id}`,
  categories: ["data"],
  links: [{ kind: "paper", url: `https://${id}.example` }],
  ...more,
});
const listOf = (...papers: Paper[]): List => ({ title: "A", taxonomy: [{ id: "data", title: "Data" }], papers });
const before = listOf(paper("apple"), paper("kiwi"), paper("zebra"));
const added = paper("melon", { title: "Of Melons and How They Roll", identifiers: { arxiv: "2406.09246" } });

const adds: ListChange = { kind: "add", paper: added };
const edits: ListChange = { kind: "edit", id: "kiwi", set: { venue: "RSS 2024" } };
const proposal = (change: ListChange, more: Partial<SettledProposal> = {}): SettledProposal => ({
  changes: [change],
  named: change.kind === "add" ? [change.paper] : [],
  listBlob: "1",
  baseListBlob: "2",
  ...more,
});
const isDoubted = (settled: SettledProposal, now: List): boolean => {
  const move = findListMove(before, now);
  const ours = printList(applyChanges(before, settled.changes).list);
  return move === undefined || isInDoubt(settled, move, { base: printList(before), ours, theirs: printList(now) });
};
const plus = (...papers: Paper[]): List => listOf(...before.papers, ...papers);

describe("a proposal when the list moves", () => {
  it.each<[string, SettledProposal, List]>([
    ["nothing moved", proposal(adds), before],
    ["another paper came far from it", proposal(adds), plus(paper("banana"))],
    [
      "another paper changed far from it",
      proposal(adds),
      listOf(paper("apple", { venue: "A" }), ...before.papers.slice(1)),
    ],
    ["another paper came far from the one it edits", proposal(edits), plus(paper("aubergine"))],
  ])("is in no doubt where %s", (_, settled, now) => {
    expect(isDoubted(settled, now)).toBe(false);
  });

  it.each<[string, SettledProposal, List]>([
    ["git would find a conflict", proposal(adds), plus(paper("mango"))],
    ["its paper came", proposal(adds), plus({ ...added, id: "banana" })],
    ["a paper took its id", proposal(adds), plus(paper("melon"))],
    ["a paper came that it may be", proposal(adds), plus(paper("banana", { title: "Of Melons and How They" }))],
    [
      "a paper changed that it may be",
      proposal(adds),
      listOf(paper("apple", { title: added.title }), ...before.papers.slice(1)),
    ],
    [
      "the paper it edits changed",
      proposal(edits),
      listOf(paper("apple"), paper("kiwi", { tags: ["a"] }), paper("zebra")),
    ],
    [
      "the words for the paper it edits fit another",
      proposal(edits, { reference: "On Kiwi" }),
      plus(paper("banana", { title: "On kiwi" })),
    ],
    ["a paper was taken out", proposal(adds), listOf(paper("kiwi"), paper("zebra"))],
    ["the taxonomy is another", proposal(adds), { ...before, taxonomy: [{ id: "data", title: "Datasets" }] }],
    ["very many papers came", proposal(adds), plus(...Array.from({ length: 201 }, (_, at) => paper(`banana-${at}`)))],
  ])("is in doubt where %s", (_, settled, now) => {
    expect(isDoubted(settled, now)).toBe(true);
  });
});

describe("what a look leaves", () => {
  const left = (more: Partial<IssueSnapshot>): SettledProposal | undefined => {
    const seen = snapshot(more);
    const suggestion = deriveSuggestion(seen);
    return findSettledProposal(seen, suggestion, planSuggestion(seen, suggestion));
  };

  it("is what it proposes, with the blobs that the commit brings", () => {
    const { changes = [], ...settled } = left({}) ?? {};
    const text = printList(applyChanges(list, changes).list);
    expect(changes).toMatchObject([{ kind: "add", paper: { title: openvla.title } }]);
    expect(settled).toMatchObject({ listBlob: gitBlobId(text), baseListBlob: base.listBlob });
  });

  it.each<[string, Partial<IssueSnapshot>]>([
    ["a paper is not complete", { issue: issue({ body: form(openvla, { title: "Another Paper of Some Kind" }) }) }],
    [
      "a paper is in the list",
      { issue: issue({ body: form(openvla, { links: "https://arxiv.org/abs/2405.12213" }) }) },
    ],
    ["it is approved", { comments: [comment(maintainer, "/approve")] }],
    ["the list is broken", { base: { ...base, list: undefined } }],
  ])("is nothing where %s", (_, more) => {
    expect(left(more)).toBeUndefined();
  });
});
