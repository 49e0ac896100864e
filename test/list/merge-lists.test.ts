import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignIds } from "../../src/list/align-ids.ts";
import { applyChanges } from "../../src/list/apply-changes.ts";
import { diffLists } from "../../src/list/diff-lists.ts";
import { parseList, printList } from "../../src/list/list-file.ts";
import type { Category, List } from "../../src/list/list.ts";
import { printMergeConflict, type MergeConflict } from "../../src/list/merge-conflict.ts";
import { mergeListFiles } from "../../src/list/merge-list-files.ts";
import { mergeLists } from "../../src/list/merge-lists.ts";
import type { Link, Paper } from "../../src/list/paper.ts";
import { findRepeatedPapers } from "../../src/list/repeated-papers.ts";
import { arbitrarySide, base as commonBase } from "./arbitrary-edits.ts";
import { listOf, paperOf } from "./arbitrary-list.ts";

type Fields = Partial<Paper>;

const page: Link = { kind: "website", url: "https://a.example.org" };
const code: Link = { kind: "code", url: "https://github.com/x/y" };
const video: Link = { kind: "video", url: "https://video.example.org" };

/** One paper, with these fields on each side. */
function mergePaper(
  base: Fields,
  ours: Fields,
  theirs: Fields,
): { readonly paper: Paper | undefined; readonly told: readonly string[] } {
  const { list, conflicts } = mergeLists({
    base: listOf([paperOf("a", base)]),
    ours: listOf([paperOf("a", ours)]),
    theirs: listOf([paperOf("a", theirs)]),
  });
  return { paper: list.papers[0], told: conflicts.map(printMergeConflict) };
}

describe("mergeLists, in one paper", () => {
  it.each<readonly [string, Fields, Fields, Fields, Fields]>([
    ["different fields", {}, { venue: "RSS" }, { date: "2025" }, { venue: "RSS", date: "2025" }],
    ["one field alike", { venue: "X" }, { venue: "RSS" }, { venue: "RSS" }, { venue: "RSS" }],
    [
      "an edit of each of two values, and what was written for them",
      { date: "2024", venue: "X", asWritten: { date: "'24", authors: "A" } },
      { date: "2025", venue: "X", asWritten: { authors: "A" } },
      { date: "2024", venue: "X", authors: ["B"], asWritten: { date: "'24" } },
      { date: "2025", venue: "X", authors: ["B"] },
    ],
    ["one field taken away", { venue: "X" }, { venue: "X", date: "2025" }, {}, { date: "2025" }],
    [
      "tags added on both sides",
      { tags: ["m"] },
      { tags: ["m", "z"] },
      { tags: ["m", "b"] },
      { tags: ["m", "b", "z"] },
    ],
    ["first tags on both sides", {}, { tags: ["z"] }, { tags: ["b"] }, { tags: ["b", "z"] }],
    [
      "a tag removed, one added",
      { tags: ["a", "b"] },
      { tags: ["b"] },
      { tags: ["a", "b", "c"] },
      { tags: ["b", "c"] },
    ],
    ["tags in place of another", { tags: ["a"] }, { tags: ["a", "c"] }, { tags: ["b"] }, { tags: ["b", "c"] }],
    ["each the other's tag removed", { tags: ["a", "b"] }, { tags: ["b"] }, { tags: ["a"] }, { tags: [] }],
    [
      "tags put in order, one added",
      { tags: ["a", "b"] },
      { tags: ["b", "a"] },
      { tags: ["a", "n", "b"] },
      { tags: ["b", "a", "n"] },
    ],
    [
      "categories",
      { categories: ["notable"] },
      { categories: ["task/interaction"] },
      { categories: ["notable", "embodiment/action-head"] },
      { categories: ["embodiment/action-head", "task/interaction"] },
    ],
    [
      "links of one page written otherwise",
      { links: [page] },
      { links: [page, code] },
      { links: [{ ...page, url: "https://www.a.example.org/" }, video] },
      { links: [{ ...page, url: "https://www.a.example.org/" }, code, video] },
    ],
    [
      "identifiers by kind",
      {},
      { identifiers: { doi: "10.1000/a" } },
      { identifiers: { acl: "2023.acl-long.7" } },
      { identifiers: { doi: "10.1000/a", acl: "2023.acl-long.7" } },
    ],
    [
      "a digest by key",
      { digest: { idea: "x" } },
      { digest: { idea: "y" } },
      { digest: { idea: "x", results: "z" } },
      { digest: { idea: "y", results: "z" } },
    ],
    [
      "translations by text",
      { translations: { de: { title: "x" } } },
      { translations: { de: { title: "y" } } },
      { translations: { de: { title: "x", summary: "s" }, "pt-BR": { title: "p" } } },
      { translations: { de: { title: "y", summary: "s" }, "pt-BR": { title: "p" } } },
    ],
  ])("takes both: %s", (_name, base, ours, theirs, expected) => {
    expect(mergePaper(base, ours, theirs)).toEqual({ paper: paperOf("a", expected), told: [] });
  });

  it.each<readonly [string, Fields, Fields, Fields, Fields, string]>([
    [
      "a text",
      {},
      { venue: "RSS" },
      { venue: "CoRL" },
      { venue: "RSS" },
      'paper a, venue: was absent; ours is "RSS", theirs is "CoRL"',
    ],
    [
      "edited and taken away",
      { venue: "X" },
      { venue: "RSS" },
      {},
      { venue: "RSS" },
      'paper a, venue: was "X"; ours is "RSS", theirs is absent',
    ],
    [
      "authors are one value",
      { authors: ["A"] },
      { authors: ["A", "B"] },
      { authors: ["A", "C"] },
      { authors: ["A", "B"] },
      'paper a, authors: was ["A"]; ours is ["A","B"], theirs is ["A","C"]',
    ],
    [
      "one text of a digest",
      { digest: { idea: "x" } },
      { digest: { idea: "y", results: "r" } },
      { digest: { idea: "z" } },
      { digest: { idea: "y", results: "r" } },
      'paper a, digest.idea: was "x"; ours is "y", theirs is "z"',
    ],
    [
      "the same identifier",
      {},
      { identifiers: { doi: "10.1000/a" } },
      { identifiers: { doi: "10.1000/b" } },
      { identifiers: { doi: "10.1000/a" } },
      'paper a, identifiers.doi: was absent; ours is "10.1000/a", theirs is "10.1000/b"',
    ],
    [
      "a link called otherwise, and taken away",
      { links: [page, code] },
      { links: [page, { ...code, label: "L" }] },
      { links: [page] },
      { links: [page, { ...code, label: "L" }] },
      "paper a, links: ours changed it, theirs removed it",
    ],
    [
      "two orders of tags",
      { tags: ["a", "b", "c"] },
      { tags: ["b", "a", "c"] },
      { tags: ["c", "b", "a"] },
      { tags: ["b", "a", "c"] },
      'paper a, tags: was ["a","b","c"]; ours is ["b","a","c"], theirs is ["c","b","a"]',
    ],
    [
      "no category left",
      { categories: ["notable", "task/interaction"] },
      { categories: ["notable"] },
      { categories: ["task/interaction"] },
      { categories: ["notable"] },
      'paper a, categories: was ["notable","task/interaction"]; ours is ["notable"], theirs is ["task/interaction"]',
    ],
  ])("tells, and keeps ours: %s", (_name, base, ours, theirs, expected, told) => {
    expect(mergePaper(base, ours, theirs)).toEqual({ paper: paperOf("a", expected), told: [told] });
  });

  it("never leaves a paper without link and identifier", () => {
    const { links: _links, ...linkless } = paperOf("a", { identifiers: { doi: "10.1000/a" } });
    const base = { ...linkless, links: [page] };
    const sides = { base: listOf([base]), ours: listOf([linkless]), theirs: listOf([paperOf("a")]) };
    const { list, conflicts } = mergeLists(sides);
    expect(list.papers).toEqual([linkless]);
    expect(conflicts).toMatchObject([{ paper: "a", field: "links", ours: undefined, theirs: [page] }]);
  });
});

describe("mergeLists, of papers", () => {
  const a = paperOf("a", { identifiers: { arxiv: "2506.20966" } });
  const b = paperOf("b");
  const edited = { ...a, venue: "RSS" };
  const other = paperOf("c", { title: "Something Else Altogether Than What Stands There" });

  it.each<readonly [string, readonly Paper[], readonly Paper[], readonly Paper[], readonly Paper[], readonly object[]]>(
    [
      ["added on both sides", [a], [a, b], [a, other], [a, b, other], []],
      ["the same paper added on both sides", [], [a], [a], [a], []],
      ["one removed, another edited", [a, b], [a], [edited, b], [edited], []],
      ["removed on both sides", [a, b], [b], [b], [b], []],
      [
        "edited here, removed there",
        [a],
        [edited],
        [],
        [edited],
        [{ reason: "edited-and-removed", paper: "a", theirs: undefined }],
      ],
      [
        "removed here, edited there",
        [a],
        [],
        [edited],
        [],
        [{ reason: "edited-and-removed", paper: "a", ours: undefined }],
      ],
      ["the same, under two ids", [], [{ ...a, id: "n" }], [{ ...a, id: "m" }], [{ ...a, id: "m" }], []],
      [
        "the same under two ids, told differently",
        [],
        [{ ...a, id: "n", venue: "X" }],
        [{ ...edited, id: "m", date: "2025" }],
        [{ ...a, id: "m", venue: "X", date: "2025" }],
        [{ reason: "edited-twice", paper: "m", field: "venue" }],
      ],
      [
        "two papers of one id",
        [],
        [paperOf("c")],
        [other],
        [paperOf("c")],
        [{ reason: "id-taken", paper: "c", ours: paperOf("c"), theirs: other }],
      ],
      ["another id here, an edit there", [a], [{ ...a, id: "z" }], [edited], [{ ...edited, id: "z" }], []],
      [
        "added there, what another has become here",
        [b],
        [{ ...b, identifiers: { arxiv: "2506.20966" } }],
        [b, a],
        [{ ...b, identifiers: { arxiv: "2506.20966" } }],
        [{ reason: "same-paper", paper: "a", other: "b", ours: undefined, theirs: a }],
      ],
      [
        "an identifier given to the right paper there",
        [a],
        [edited],
        [paperOf("a"), { ...other, identifiers: { arxiv: "2506.20966" } }],
        [paperOf("a", { venue: "RSS" }), { ...other, identifiers: { arxiv: "2506.20966" } }],
        [],
      ],
    ],
  )("%s", (_name, base, ours, theirs, expected, conflicts) => {
    const merged = mergeLists({ base: listOf(base), ours: listOf(ours), theirs: listOf(theirs) });
    expect(merged.list.papers).toEqual(expected);
    expect(merged.conflicts).toEqual(conflicts.map((conflict) => expect.objectContaining(conflict) as MergeConflict));
  });
});

describe("mergeLists, of the taxonomy", () => {
  const one: Category = { id: "one", title: "One", categories: [{ id: "x", title: "X" }] };
  const two: Category = { id: "two", title: "Two", order: ["a", "b"] };
  const three: Category = { id: "three", title: "Three" };
  const y: Category = { id: "y", title: "Y" };
  const z: Category = { id: "z", title: "Z" };
  const withIn = (category: Category, ...categories: Category[]): Category => ({
    ...category,
    categories: [...(category.categories ?? []), ...categories],
  });
  const list = (taxonomy: readonly Category[], papers: readonly Paper[] = []): List => ({
    title: "T",
    taxonomy,
    papers,
  });
  const paper = (category: string): Paper => paperOf("p", { categories: [category] });

  it.each<readonly [string, List, List, List, readonly Category[], readonly object[]]>([
    ["added at one place, on both sides", list([one]), list([one, two]), list([one, three]), [one, three, two], []],
    [
      "below one category, on both sides",
      list([one]),
      list([withIn(one, z)]),
      list([withIn(one, y)]),
      [withIn(one, y, z)],
      [],
    ],
    [
      "put in another order, and called otherwise",
      list([one, two]),
      list([two, one]),
      list([{ ...one, title: "First" }, two]),
      [two, { ...one, title: "First" }],
      [],
    ],
    [
      "called two things",
      list([three]),
      list([{ ...three, title: "A" }]),
      list([{ ...three, title: "B" }]),
      [{ ...three, title: "A" }],
      [{ reason: "edited-twice", category: "three", field: "title" }],
    ],
    [
      "papers put in order on both sides",
      list([two]),
      list([{ ...two, order: ["a", "b", "c"] }]),
      list([{ ...two, order: ["n", "a", "b"] }]),
      [{ ...two, order: ["n", "a", "b", "c"] }],
      [],
    ],
    ["removed", list([one, two]), list([one]), list([one, two, three]), [one, three], []],
    [
      "removed, and edited",
      list([one, two]),
      list([one]),
      list([one, { ...two, emoji: "🦾" }]),
      [one],
      [{ reason: "edited-and-removed", category: "two" }],
    ],
    [
      "removed, and papers came into it",
      list([one, two]),
      list([one]),
      list([one, two], [paper("two")]),
      [one],
      [{ reason: "category-in-use", category: "two" }],
    ],
    [
      "removed with what is below it, and papers came there",
      list([two, one]),
      list([two]),
      list([two, one], [paper("one/x")]),
      [two],
      [{ reason: "category-in-use", category: "one" }],
    ],
    [
      "given parts, and papers came into it",
      list([three]),
      list([withIn(three, y)]),
      list([three], [paper("three")]),
      [withIn(three, y)],
      [{ reason: "category-in-use", category: "three", field: "categories" }],
    ],
  ])("%s", (_name, base, ours, theirs, expected, conflicts) => {
    const merged = mergeLists({ base, ours, theirs });
    expect(merged.list.taxonomy).toEqual(expected);
    expect(merged.conflicts).toEqual(conflicts.map((conflict) => expect.objectContaining(conflict) as MergeConflict));
  });

  it("tells what differs of title and description", () => {
    const { list: merged, conflicts } = mergeLists({
      base: list([]),
      ours: { ...list([]), title: "U" },
      theirs: { ...list([]), title: "V", description: "D" },
    });
    expect(merged).toEqual({ ...list([]), title: "U", description: "D" });
    expect(conflicts.map(printMergeConflict)).toEqual(['list, title: was "T"; ours is "U", theirs is "V"']);
  });
});

describe("laws of mergeLists", () => {
  const runs = { numRuns: 500 };

  it("with a side that changed nothing, or only the title, the other side but for the title", () => {
    fc.assert(
      fc.property(arbitrarySide, fc.constantFrom(commonBase.title, "Mine"), (changed, title) => {
        const side = { ...changed, title: commonBase.title };
        const quiet = { ...commonBase, title };
        for (const sides of [
          { ours: quiet, theirs: side },
          { ours: side, theirs: quiet },
        ]) {
          const { list, conflicts } = mergeLists({ base: commonBase, ...sides });
          expect({ text: printList(list), conflicts }).toEqual({ text: printList({ ...side, title }), conflicts: [] });
        }
      }),
      { numRuns: 500 },
    );
  });

  it("which side is ours does not matter, but for what stays in a conflict", () => {
    fc.assert(
      fc.property(arbitrarySide, arbitrarySide, (ours, theirs) => {
        const forth = mergeLists({ base: commonBase, ours, theirs });
        const back = mergeLists({ base: commonBase, ours: theirs, theirs: ours });
        const turned = back.conflicts.map((conflict) => ({
          ...conflict,
          ours: conflict.theirs,
          theirs: conflict.ours,
        }));
        expect(turned).toHaveLength(forth.conflicts.length);
        expect(turned).toEqual(expect.arrayContaining([...forth.conflicts]));
        expect(turned.length > 0 || printList(back.list) === printList(forth.list)).toBe(true);
      }),
      runs,
    );
  });

  it("without a conflict the list is valid, and has what both sides changed", () => {
    let clean = 0;
    fc.assert(
      fc.property(arbitrarySide, arbitrarySide, (ours, theirs) => {
        const { list, conflicts } = mergeLists({ base: commonBase, ours, theirs });
        fc.pre(conflicts.length === 0);
        clean += 1;
        expect(parseList(printList(list))).toMatchObject({ ok: true });
        // A paper with another id is taken for a new one where its old id is gone from the list.
        const sides = { base: commonBase, ours, theirs };
        if (alignIds(sides) !== sides) return;
        // Merged once more with either side, there is nothing left to merge.
        for (const side of [ours, theirs]) {
          const again = mergeLists({ base: commonBase, ours: list, theirs: side });
          expect(again.conflicts).toEqual([]);
          expect(printList(again.list)).toBe(printList(list));
        }
      }),
      { numRuns: 300 },
    );
    expect(clean).toBe(300);
  });

  it("changes of different papers are those of both sides, in any order", () => {
    fc.assert(
      fc.property(arbitrarySide, arbitrarySide, (ours, theirs) => {
        const outside = { title: commonBase.title, taxonomy: commonBase.taxonomy };
        const changes = [ours, theirs].map((side) => diffLists(commonBase, side).changes);
        const ids = changes.map(
          (some) => new Set(some.map((change) => (change.kind === "add" ? change.paper.id : change.id))),
        );
        fc.pre(ids[0]?.isDisjointFrom(ids[1] ?? new Set()) === true);
        const replayed = applyChanges(commonBase, changes.flat());
        fc.pre(
          replayed.conflicts.length === 0 &&
            findRepeatedPapers(replayed.list.papers).every(({ kind }) => kind !== "certain"),
        );
        const merged = mergeLists({
          base: commonBase,
          ours: { ...ours, ...outside },
          theirs: { ...theirs, ...outside },
        });
        expect(merged.conflicts).toEqual([]);
        expect(printList(merged.list)).toBe(printList(replayed.list));
        expect(applyChanges(commonBase, changes.toReversed().flat()).list).toEqual(replayed.list);
      }),
      { numRuns: 200 },
    );
  });
});

describe("mergeListFiles", () => {
  const text = (...papers: Paper[]): string => printList(listOf(papers));
  const a = paperOf("a");

  it("prints the canonical form, with markers around the lines in conflict and no others", () => {
    const merged = mergeListFiles(
      text(a),
      text({ ...a, venue: "RSS" }, paperOf("b")),
      text({ ...a, venue: "CoRL", date: "2025" }),
    );
    expect(merged).toMatchObject({ ok: true, value: { conflicts: [{ paper: "a", field: "venue" }] } });
    const lines = merged.ok ? merged.value.text.split("\n") : [];
    const from = lines.indexOf("<<<<<<< ours");
    expect(lines.slice(from - 1, from + 6)).toEqual([
      '      "date": "2025",',
      "<<<<<<< ours",
      '      "venue": "RSS",',
      "=======",
      '      "venue": "CoRL",',
      ">>>>>>> theirs",
      '      "categories": [',
    ]);
    expect(lines.filter((line) => line.startsWith("<<<<<<<"))).toHaveLength(1);
    expect(lines.filter((line) => line.includes("https://b.example.org"))).toHaveLength(1);
  });

  it("has ours above and theirs below in every conflict", () => {
    fc.assert(
      fc.property(arbitrarySide, arbitrarySide, (ours, theirs) => {
        const merged = mergeListFiles(printList(commonBase), printList(ours), printList(theirs));
        if (!merged.ok) throw new Error("These are lists.");
        const above = merged.value.text.replaceAll(
          /^<<<<<<< ours\n|^=======\n(?:(?!>>>>>>>).*\n)*>>>>>>> theirs\n/gm,
          "",
        );
        const below = merged.value.text.replaceAll(
          /^<<<<<<< ours\n(?:(?!=======).*\n)*=======\n|^>>>>>>> theirs\n/gm,
          "",
        );
        expect(above).toBe(printList(mergeLists({ base: commonBase, ours, theirs }).list));
        expect(below).toBe(printList(mergeLists({ base: commonBase, ours: theirs, theirs: ours }).list));
        expect(above === below).toBe(merged.value.conflicts.length === 0);
      }),
      { numRuns: 500 },
    );
  });

  it("merges what both sides began anew", () => {
    expect(mergeListFiles("", text(a), text(a, paperOf("b")))).toEqual({
      ok: true,
      value: { text: text(a, paperOf("b")), conflicts: [] },
    });
  });

  it("says which file is no list, and where", () => {
    const broken = text(a).replace('"title": "A List",', '"title": "A List"');
    expect(mergeListFiles(text(a), text(a), broken)).toMatchObject({
      ok: false,
      problems: [{ file: "theirs", position: { line: 2 } }],
    });
    expect(mergeListFiles("{", "[]", text(a))).toMatchObject({
      ok: false,
      problems: [{ file: "base" }, { file: "ours" }],
    });
  });
});
