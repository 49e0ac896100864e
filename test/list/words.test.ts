import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareText } from "../../src/list/compare-text.ts";
import { equalData } from "../../src/list/equal-data.ts";
import { findNearest } from "../../src/list/nearest.ts";
import { isPlainTitle, normalizeTitle } from "../../src/list/normalize-title.ts";
import { quote } from "../../src/list/quote.ts";
import { titleKeys } from "../../src/list/title-keys.ts";
import { joinWords, titleParts } from "../../src/list/title-parts.ts";

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
  it.each([
    ["  Learning: *to* Walk! ", "learning to walk"],
    ["Schr\u00f6dinger\u2019s Stra\u00dfe", "schrodinger s strasse"],
    ['Schr\\"odinger and Erd\\H{o}s', "schrodinger and erdos"],
    ["{\\bf A} \\textbf{Bold} $\\alpha$-$\\beta_1$ \\emph{Title}", "bf a bold alpha beta 1 title"],
    ["\u03b1-\u03b2\u2081", "alpha beta1"],
    ["R&amp;D \\& Q&A of H<sub>2</sub>O", "r and d and q and a of h2o"],
    ["\ufb01ne\u2011tun\u00ading \uff27\uff30\uff34", "fine tuning gpt"],
    ["C++ and C", "c plus plus and c"],
    ["Modelling Behaviour", "modelling behaviour"],
    ["\u673a\u5668\u4eba\u5b66\u4e60", "\u673a\u5668\u4eba\u5b66\u4e60"],
  ])("%s is %s", (title, words) => {
    expect(normalizeTitle(title)).toBe(words);
  });

  it("is the same for the quick and the general way, and done once", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" })), (title) => {
        const words = normalizeTitle(title);
        expect(normalizeTitle(words)).toBe(words);
        const general = isPlainTitle(title) ? normalizeTitle(`\u00e9 ${title}`) : `e ${words}`.trim();
        expect(general).toBe(`e ${words}`.trim());
      }),
    );
  });
});

describe("titleKeys", () => {
  it("joins the words of the title's parts", () => {
    const part = fc.stringMatching(/^[A-Za-z0-9\u00e9 -]{0,12}$/);
    fc.assert(
      fc.property(part, fc.constantFrom(": ", " - ", "? ", " ", "\u2014"), part, (before, between, after) => {
        const title = before + between + after;
        const { whole, main, rest } = titleParts(title);
        expect(titleKeys(title)).toMatchObject({
          whole: joinWords(whole),
          main: joinWords(main),
          rest: joinWords(rest),
        });
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
