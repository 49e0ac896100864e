import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareText } from "../../src/list/compare-text.ts";
import { equalData } from "../../src/list/equal-data.ts";
import { findNearest } from "../../src/list/nearest.ts";
import { normalizeTitle } from "../../src/list/normalize-title.ts";
import { quote } from "../../src/list/quote.ts";

describe("compareText", () => {
  it("orders by code point, not by UTF-16 unit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        const [left, right] = [a, b].map((text) => Array.from(text, (character) => character.codePointAt(0) ?? 0));
        const at = left?.findIndex((point, index) => point !== right?.[index]) ?? -1;
        const expected =
          at === -1 ? (left?.length ?? 0) - (right?.length ?? 0) : (left?.[at] ?? 0) - (right?.[at] ?? -1);
        expect(Math.sign(compareText(a, b))).toBe(Math.sign(expected));
      }),
    );
    expect(["\u{1F600}", "\uFF01", "a", "A", ""].toSorted(compareText)).toEqual(["", "A", "a", "\uFF01", "\u{1F600}"]);
  });
});

describe("findNearest", () => {
  it.each([
    ["autors", "authors"],
    ["AUTHORS", "authors"],
    ["dat", "date"],
    ["zzzz", undefined],
    ["", undefined],
    ["x".repeat(1_000), undefined],
  ])("%s is near %s", (given, near) => {
    expect(findNearest(given, ["authors", "date", "y".repeat(200)])).toBe(near);
  });
});

describe("quote", () => {
  it("puts text on one line, cut to 200 characters and never inside one", () => {
    expect(quote("a\n\tb\u2028c")).toBe('"a b c"');
    expect(quote("😀".repeat(300))).toBe(`"${"😀".repeat(200)}…"`);
    expect(quote("x".repeat(200))).toBe(`"${"x".repeat(200)}"`);
  });
});

describe("normalizeTitle", () => {
  it("is the same for the quick and the general way", () => {
    fc.assert(
      fc.property(fc.string(), (title) => {
        expect(normalizeTitle(`${title} é`)).toBe(`${normalizeTitle(title)} e`.trim());
      }),
    );
  });
});

describe("equalData", () => {
  it("sees what JSON sees, in any order of keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(equalData(a, structuredClone(a))).toBe(true);
        expect(equalData(a, b)).toBe(equalData(b, a));
      }),
    );
    expect(equalData({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(equalData({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
    expect(equalData({ a: 1 }, { b: 1 })).toBe(false);
    expect(equalData([1], { 0: 1 })).toBe(false);
    expect(equalData([1, 2], [1])).toBe(false);
    expect(equalData(null, {})).toBe(false);
  });
});
