import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges } from "../../src/list/apply-changes.ts";
import { hashChanges } from "../../src/list/changes-hash.ts";
import { equalData } from "../../src/list/equal-data.ts";
import type { ListChange } from "../../src/list/list-change.ts";
import type { Paper } from "../../src/list/paper.ts";
import { arbitraryAsWritten, arbitraryPaper, listOf, paperOf } from "./arbitrary-list.ts";

const list = listOf([paperOf("a", { tags: ["x"] }), paperOf("c", { identifiers: { arxiv: "2506.20966" } })]);

describe("applyChanges", () => {
  it("adds in order of id and leaves the others as the objects they were", () => {
    const result = applyChanges(list, [{ kind: "add", paper: paperOf("b") }]);
    expect(result.conflicts).toEqual([]);
    expect(result.list.papers.map((paper) => paper.id)).toEqual(["a", "b", "c"]);
    expect(result.list.papers[0]).toBe(list.papers[0]);
    expect(result.list.papers[2]).toBe(list.papers[1]);
    expect(list.papers).toHaveLength(2);
  });

  it("sets and takes away what an edit names, and no more", () => {
    const { list: next, conflicts } = applyChanges(list, [
      {
        kind: "edit",
        id: "a",
        set: { venue: "CoRL 2025", date: "2025" },
        unset: ["tags", "title", "id", "categories"],
      },
    ]);
    expect(conflicts).toEqual([]);
    expect(next.papers[0]).toEqual({ ...paperOf("a"), venue: "CoRL 2025", date: "2025" });
    expect(next.papers[0]).not.toHaveProperty("tags");
  });

  it("never changes an id", () => {
    expect(applyChanges(list, [{ kind: "edit", id: "a", set: { id: "z" } }]).list).toBe(list);
  });

  it.each<readonly [string, ListChange]>([
    ["a paper that is there", { kind: "add", paper: { ...paperOf("a"), tags: ["x"] } }],
    ["a paper with its keys in another order", { kind: "add", paper: { tags: ["x"], ...paperOf("a") } }],
    [
      "an edit that is true",
      {
        kind: "edit",
        id: "a",
        set: { tags: ["x"], links: [{ url: "https://a.example.org", kind: "website" }] },
        unset: ["venue"],
      },
    ],
    ["a paper that is gone", { kind: "remove", id: "z" }],
  ])("changes nothing for %s", (_name, change) => {
    expect(applyChanges(list, [change])).toEqual({ list, conflicts: [] });
    expect(applyChanges(list, [change]).list).toBe(list);
  });

  it.each<readonly [string, ListChange, string, string | undefined]>([
    ["an id that another paper has", { kind: "add", paper: paperOf("a", { title: "Other" }) }, "id-taken", "a"],
    [
      "a paper that has another id here",
      { kind: "add", paper: paperOf("z", { links: [{ kind: "paper", url: "https://arxiv.org/pdf/2506.20966v2" }] }) },
      "same-paper",
      "c",
    ],
    [
      "the same paper with other data",
      { kind: "add", paper: paperOf("c", { identifiers: { arxiv: "2506.20966" }, venue: "x" }) },
      "same-paper",
      "c",
    ],
    ["an edit of what is not there", { kind: "edit", id: "z", set: {} }, "not-there", undefined],
  ])("says of %s that it cannot be", (_name, change, reason, id) => {
    const result = applyChanges(list, [change]);
    expect(result.list).toBe(list);
    expect(result.conflicts).toMatchObject([{ change, reason }]);
    expect(result.conflicts[0]?.paper?.id).toBe(id);
  });

  it("lets a paper in when the one in its way is removed before, and sees one that was added before", () => {
    const identifiers = { arxiv: "2506.20966" };
    const moved = applyChanges(list, [
      { kind: "remove", id: "c" },
      { kind: "add", paper: paperOf("d", { identifiers }) },
    ]);
    expect(moved.conflicts).toEqual([]);
    expect(moved.list.papers.map((paper) => paper.id)).toEqual(["a", "d"]);
    const twice = applyChanges(listOf([]), [
      { kind: "add", paper: paperOf("d", { identifiers }) },
      { kind: "add", paper: paperOf("e", { identifiers }) },
    ]);
    expect(twice.conflicts).toMatchObject([{ reason: "same-paper", paper: { id: "d" } }]);
  });

  it("goes by the identifiers and links as they are after the edits before", () => {
    const identifiers = { arxiv: "2506.20966" };
    const add: ListChange = { kind: "add", paper: paperOf("d", { identifiers }) };
    const freed = applyChanges(list, [{ kind: "edit", id: "c", set: {}, unset: ["identifiers"] }, add]);
    expect(freed.conflicts).toEqual([]);
    const taken = applyChanges(listOf([paperOf("a")]), [{ kind: "edit", id: "a", set: { identifiers } }, add]);
    expect(taken.conflicts).toMatchObject([{ reason: "same-paper", paper: { id: "a" } }]);
  });

  const asWritten = { authors: "A. B.", date: "Jun 25", links: "[[x](y)]", entry: "* A" };
  const kept = listOf([paperOf("a", { title: "A", date: "2025-06", authors: ["A. B."], asWritten })]);
  const { entry: _entry, ...parts } = asWritten;

  it.each<readonly [string, Partial<Paper>, readonly (keyof Paper)[], Paper["asWritten"]]>([
    ["authors", { authors: ["C"] }, [], { date: asWritten.date, links: asWritten.links }],
    ["authors that go", {}, ["authors"], { date: asWritten.date, links: asWritten.links }],
    ["a date", { date: "2025-06-26" }, [], { authors: asWritten.authors, links: asWritten.links }],
    ["links", { links: [] }, [], { authors: asWritten.authors, date: asWritten.date }],
    ["a title", { title: "B" }, [], parts],
    ["notes", { notes: { task: "x" } }, [], parts],
    ["what is printed nowhere", { featured: true, findings: ["x"], categories: ["task/interaction"] }, [], asWritten],
    ["the same date", { date: "2025-06" }, ["venue"], asWritten],
    ["a title with its entry", { title: "B", asWritten: { entry: "* B" } }, [], { entry: "* B" }],
    ["a title with the same kept text", { title: "B", asWritten }, [], asWritten],
    ["all that is kept", { title: "B", date: "2024", links: [] }, ["authors"], undefined],
  ])("keeps of the source text what an edit leaves true: %s", (_name, set, unset, expected) => {
    const [paper] = applyChanges(kept, [{ kind: "edit", id: "a", set, unset }]).list.papers;
    expect(paper?.asWritten).toEqual(expected);
    expect(Object.hasOwn(paper ?? {}, "asWritten")).toBe(expected !== undefined);
  });

  it("never leaves text as written beside another value, nor takes any away beside the same", () => {
    const parted = fc.record({ paper: arbitraryPaper, asWritten: arbitraryAsWritten, next: arbitraryPaper });
    fc.assert(
      fc.property(parted, fc.boolean(), ({ paper, asWritten: written, next }, isWhole) => {
        const { asWritten: _next, ...whole } = next;
        const set = isWhole ? whole : { date: whole.date ?? "2020" };
        const before = { ...paper, asWritten: written };
        const [after] = applyChanges(listOf([before]), [{ kind: "edit", id: paper.id, set }]).list.papers;
        for (const key of ["authors", "date", "links"] as const) {
          expect(after?.asWritten?.[key]).toBe(equalData(before[key], after?.[key]) ? written[key] : undefined);
        }
        const isSame = equalData({ ...before, asWritten: 0 }, { ...after, asWritten: 0 });
        expect(isSame && after?.asWritten?.entry !== written.entry).toBe(false);
        expect(after?.title !== before.title && after?.asWritten?.entry !== undefined).toBe(false);
        expect(after?.asWritten).not.toEqual({});
      }),
    );
  });

  const arbitraryChange: fc.Arbitrary<ListChange> = fc.oneof(
    arbitraryPaper.map((paper): ListChange => ({ kind: "add", paper })),
    fc.record({
      kind: fc.constant("edit" as const),
      id: fc.constantFrom("p0", "p1", "p2"),
      set: arbitraryPaper.map(({ id: _id, ...set }) => set),
      unset: fc.subarray(["venue", "tags", "date"] as const),
    }),
    fc.record({ kind: fc.constant("remove" as const), id: fc.constantFrom("p0", "p1", "p2") }),
  );
  const base = listOf(["p0", "p1", "p2"].map((id) => paperOf(id)));

  it("makes a change true once: again changes nothing", () => {
    fc.assert(
      fc.property(arbitraryChange, (change) => {
        const once = applyChanges(base, [change]);
        const again = applyChanges(once.list, [change]);
        expect(again.list).toBe(once.list);
      }),
    );
  });

  it("commutes for distinct papers", () => {
    fc.assert(
      fc.property(arbitraryChange, arbitraryChange, (one, other) => {
        fc.pre(idOf(one) !== idOf(other));
        const papers = [one, other].flatMap((change) =>
          change.kind === "add" ? [change.paper] : change.kind === "edit" ? [change.set] : [],
        );
        // Two that are one paper under two ids are not distinct.
        const names = papers.flatMap((paper) => [
          ...Object.values(paper.identifiers ?? {}),
          ...(paper.links ?? []).map((link) => link.url),
        ]);
        fc.pre(new Set(names).size === names.length);
        const forth = applyChanges(base, [one, other]);
        const back = applyChanges(base, [other, one]);
        expect(back.list).toEqual(forth.list);
        expect(back.conflicts).toHaveLength(forth.conflicts.length);
      }),
    );
  });

  it("gives the same, all at once or one by one", () => {
    fc.assert(
      fc.property(fc.array(arbitraryChange, { maxLength: 5 }), (changes) => {
        const stepwise = changes.reduce((now, change) => applyChanges(now, [change]).list, base);
        const papers = applyChanges(base, changes).list.papers;
        expect(papers.map((paper) => paper.id)).toEqual(stepwise.papers.map((paper) => paper.id));
      }),
    );
  });

  it("adds a thousand papers to ten thousand in linear time", () => {
    const papers = Array.from({ length: 10_000 }, (_, index) =>
      paperOf(`p${index}`, { identifiers: { openreview: `open-${index}` } }),
    );
    const changes = Array.from({ length: 1_000 }, (_, index): ListChange => ({
      kind: "add",
      paper: paperOf(`q${index}`, { identifiers: { openreview: `more-${index}` } }),
    }));
    const start = performance.now();
    expect(applyChanges(listOf(papers), changes).list.papers).toHaveLength(11_000);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe("hashChanges", () => {
  const change: ListChange = { kind: "edit", id: "a", set: { title: "T", venue: "V" } };

  it("is SHA-256 in hex, and does not see the order of keys or keys without value", () => {
    const turned = { set: { venue: "V", title: "T", date: undefined }, id: "a", kind: "edit" } as unknown as ListChange;
    expect(hashChanges([change])).toMatch(/^[0-9a-f]{64}$/);
    expect(hashChanges([turned])).toBe(hashChanges([change]));
  });

  it("sees every value and the order of changes", () => {
    const other: ListChange = { kind: "remove", id: "b" };
    const hashes = [
      [change],
      [other],
      [change, other],
      [other, change],
      [{ ...change, set: { title: "T", venue: "W" } }],
      [],
    ].map(hashChanges);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

function idOf(change: ListChange): string {
  return change.kind === "add" ? change.paper.id : change.id;
}
