import * as fc from "fast-check";
import { applyChanges } from "../../src/list/apply-changes.ts";
import type { ListChange } from "../../src/list/list-change.ts";
import type { Category, List } from "../../src/list/list.ts";
import type { Paper } from "../../src/list/paper.ts";
import { listOf, paperOf, paths, taxonomy } from "./arbitrary-list.ts";

const words = fc.subarray(["a", "b", "c"]);
const shuffled = fc.shuffledSubarray(["a", "b", "c"]);

/** Few values for each field, so that two sides often touch the same one. */
const edit = fc.record(
  {
    title: fc.constantFrom("A Longer Study of One Thing", "A Longer Study of Another Thing"),
    venue: fc.constantFrom("CoRL", "RSS"),
    tags: shuffled,
    topics: words,
    categories: fc.subarray(paths, { minLength: 1 }),
    identifiers: fc.record(
      { doi: fc.constantFrom("10.1000/a", "10.1000/b"), acl: fc.constant("2023.acl-long.7") },
      { requiredKeys: [] },
    ),
    digest: fc.record({ idea: fc.constantFrom("x", "y"), results: fc.constantFrom("x", "y") }, { requiredKeys: [] }),
    translations: fc.record(
      { de: fc.record({ title: fc.constantFrom("x", "y") }, { requiredKeys: [] }) },
      { requiredKeys: [] },
    ),
    links: fc
      .subarray(["https://one.example.org", "https://two.example.org/"], { minLength: 1 })
      .map((urls) => urls.map((url) => ({ kind: "website" as const, url }))),
  },
  { requiredKeys: [] },
);

const change: fc.Arbitrary<ListChange> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("edit" as const),
      id: fc.constantFrom("p0", "p1", "p2"),
      set: edit,
      unset: fc.subarray(["venue", "digest", "tags"] as const),
    }),
  },
  fc.record({ kind: fc.constant("remove" as const), id: fc.constantFrom("p0", "p1") }),
  fc
    .record({ id: fc.constantFrom("q0", "q1", "q2"), rest: edit })
    .map(({ id, rest }) => ({ kind: "add" as const, paper: paperOf(id, rest) })),
  // One paper, suggested under two ids.
  fc.record({ id: fc.constantFrom("r0", "r1"), rest: edit }).map(({ id, rest }) => ({
    kind: "add" as const,
    paper: paperOf(id, { ...rest, identifiers: { arxiv: "2506.00009" } }),
  })),
);

/** Makes something else of the taxonomy; categories with papers in them stay. */
const reshape: fc.Arbitrary<(categories: readonly Category[]) => readonly Category[]> = fc.constantFrom(
  (categories: readonly Category[]) => categories,
  (categories: readonly Category[]) => categories.toReversed(),
  (categories: readonly Category[]) => [{ id: "new", title: "New" }, ...categories],
  (categories: readonly Category[]) => [...categories, { id: "newest", title: "Newest", order: ["p1", "p0"] }],
  (categories: readonly Category[]) =>
    categories.map((one) => ({ ...one, title: `${one.title}!`, order: ["p0", "p1", "p2"] })),
  (categories: readonly Category[]) => categories.map((one) => ({ ...one, emoji: "🦾", order: ["p2", "p0"] })),
);

/** What both sides begin with: three papers. */
export const base: List = listOf([
  paperOf("p0", { venue: "ICRA", tags: ["a", "b"], digest: { idea: "x" } }),
  paperOf("p1", { identifiers: { doi: "10.1000/a" }, categories: ["embodiment/action-head"] }),
  paperOf("p2", { topics: ["b"], categories: ["notable", "task/interaction"] }),
]);

/** Another id for a paper: by its identity it is the same. */
function renamed(papers: readonly Paper[], isRenamed: boolean): readonly Paper[] {
  return papers.map((paper) => (isRenamed && paper.id === "p1" ? { ...paper, id: "p1-anew" } : paper));
}

/** What one side made of it: a valid list. */
export const arbitrarySide: fc.Arbitrary<List> = fc
  .record({
    changes: fc.array(change, { maxLength: 4 }),
    reshape,
    drop: fc.boolean(),
    rename: fc.boolean(),
    title: fc.constantFrom("A List", "Another List", "A Third List"),
  })
  .map(({ changes, reshape: make, drop, rename, title }) => {
    const { papers } = applyChanges(base, changes).list;
    const used = new Set(papers.flatMap((paper) => paper.categories));
    const kept = taxonomy.filter(({ id }) => !drop || [...used].some((path) => path.split("/")[0] === id));
    return { ...base, title, taxonomy: make(kept), papers: renamed(papers, rename) };
  });
