import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { List } from "../../src/list/list.ts";
import type { Paper } from "../../src/list/paper.ts";
import { defaultLimits } from "../../src/render/render-budget.ts";
import { viewOfList } from "../../src/render/list-view.ts";
import { orderKeys, papersIn, type OrderKey } from "../../src/render/papers-in.ts";
import { safeText } from "../../src/render/safe-text.ts";
import { createTemplateEngine } from "../../src/render/template-engine.ts";

type Facts = Partial<Pick<Paper, "date" | "venue" | "title" | "identifiers">>;

function viewOf(papers: Readonly<Record<string, Facts>>, order?: readonly string[]) {
  const list: List = {
    title: "L",
    taxonomy: [
      { id: "a", title: "A", categories: [{ id: "b", title: "B", ...(order === undefined ? {} : { order }) }] },
      { id: "z", title: "Z" },
    ],
    papers: Object.entries(papers).map(([id, facts]) => ({ id, title: id, categories: ["a/b"], ...facts })),
  };
  return viewOfList(list, { descriptions: new Map(), anchorOf: () => safeText("") });
}

function idsIn(papers: Readonly<Record<string, Facts>>, order: readonly string[], key: OrderKey): string {
  return papersIn(viewOf(papers, order).categories, "a/b", key)
    .map(({ id }) => id)
    .join(" ");
}

const dated = { p: { date: "2025-06" }, q: { date: "2024" }, r: {}, s: { date: "2023-01-02" } };

describe("papersIn", () => {
  it.each<readonly [OrderKey, readonly string[], Readonly<Record<string, Facts>>, string]>([
    ["newest", ["p", "q", "r", "s"], { n: { date: "2024-05" } }, "p n q r s"],
    ["newest", ["p", "q", "r", "s"], { n: { date: "2025-06-01" }, m: { date: "2026" } }, "m n p q r s"],
    ["newest", ["p", "q", "r", "s"], { n: { date: "2020" }, m: {} }, "p q r s n m"],
    ["newest", ["p", "q", "r", "s"], { n: { identifiers: { arxiv: "2405.00001" } } }, "p n q r s"],
    ["newest", ["q", "p"], { n: { date: "2025-06" } }, "n q p s r"],
    ["oldest", ["s", "r", "q", "p"], { n: { date: "2024-05" } }, "s r q n p"],
    ["oldest", ["s", "r", "q", "p"], { n: { date: "2020" }, m: {}, o: { date: "2025-06" } }, "n s r q p o m"],
    ["oldest", ["r"], { n: { date: "2025-07" } }, "r s q p n"],
    ["first", ["s", "q"], { n: { date: "2020" } }, "p n r s q"],
    ["last", ["s", "q"], {}, "s q p r"],
    ["title", ["q", "s"], { Rest: {}, a: {} }, "a p q r Rest s"],
    ["newest", [], { n: { date: "2024-05" } }, "p n q s r"],
    ["oldest", [], { n: { date: "2024-05" } }, "s q n p r"],
  ])("by %s, of %j, puts the others where they belong: %j", (key, order, more, expected) => {
    expect(idsIn({ ...dated, ...more }, order, key)).toBe(expected);
  });

  it.each([
    [["a", "b", "c"], "a b n c m o"],
    [[], "b n m a c o"],
  ])("by venue, of %j, groups them", (order, expected) => {
    const papers = { a: { venue: "RSS" }, b: { venue: "CoRL" }, c: { venue: "RSS" } };
    const more = { n: { venue: "CORL" }, m: { venue: "ICRA" }, o: {} };
    expect(idsIn({ ...papers, ...more }, order, "venue")).toBe(expected);
  });

  it("keeps the curator's order and every paper once, whatever the key", () => {
    const ids = ["p", "q", "r", "s", "t", "u"];
    const facts = fc.record(
      { date: fc.constantFrom("2023", "2024-01", "2024-02-03"), venue: fc.constantFrom("A", "B") },
      { requiredKeys: [] },
    );
    const papers = fc.dictionary(fc.constantFrom(...ids), facts, { noNullPrototype: true });
    const order = fc.shuffledSubarray(ids);
    fc.assert(
      fc.property(papers, order, fc.constantFrom(...orderKeys), (all, named, key) => {
        const found = papersIn(viewOf(all, named).categories, "a/b", key).map(({ id }) => id);
        expect(found.toSorted()).toEqual(Object.keys(all).toSorted());
        const there = named.filter((id) => Object.hasOwn(all, id));
        expect(found.filter((id) => there.includes(id))).toEqual(there);
      }),
    );
  });

  it("is a filter, of any category of the tree; one that holds no paper is an empty list", () => {
    const print = (path: string, key: string): string =>
      createTemplateEngine(
        new Map([
          ["x.liquid", `{% assign some = categories | papers_in: "${path}", "${key}" %}{{ some | map: "id" | join }}`],
        ]),
        defaultLimits,
      ).render("x", { ...viewOf(dated) }, true);
    expect(print("a/b", "newest")).toBe("p q s r");
    expect([print("a", "newest"), print("z", "first"), print("a/c", "last")]).toEqual(["", "", ""]);
    expect(() => print("a/b", "newst")).toThrow('"newst" | papers_in: there is no such order.');
  });
});
