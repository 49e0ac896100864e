import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeMarkdown } from "../../src/render/escape-markdown.ts";
import { visibleLine } from "../../src/render/visible-text.ts";
import {
  hostile,
  hostileTexts,
  hostileTitle,
  live,
  nodeTypes,
  parseMarkdown,
  rawText,
  shownText,
  visibleOf,
} from "./inert.ts";

const inText = ["paragraph", "root", "text"];

/** The places a template puts a text in, with the nodes that the place itself makes. */
const places: readonly (readonly [string, (text: string) => string, readonly string[]])[] = [
  ["a paragraph", (text) => text, inText],
  ["a list line", (text) => `- ${text} — more`, ["list", "listItem", ...inText]],
  ["a link's text", (text) => `[${text}](https://example.org)`, ["link", ...inText]],
  ["a heading", (text) => `## ${text}`, ["heading", "root", "text"]],
  [
    "a table cell",
    (text) => `| a | b |\n| - | - |\n| ${text} | c |`,
    ["root", "table", "tableCell", "tableRow", "text"],
  ],
  ["strong words", (text) => `x **x${text}x** x`, ["strong", ...inText]],
  ["beside itself", (text) => `${text} ${text}, ${text}`, inText],
  ["between words", (text) => `word ${text} word`, inText],
];

describe("escapeMarkdown", () => {
  it.each([
    ["A plain title: with (all) that's usual, and more?", "A plain title: with (all) that's usual, and more?"],
    [hostileTitle, "π0.5 \\*fast\\* \\[x\\](javascript:alert(1)) \\<img> \\| @&#8203;octocat \\#&#8203;12"],
    ["2025-06", "2025-06"],
    ["1. first", "1\\. first"],
    ["wow!", "wow\\!"],
    ["see https://a.b", "see https&#8203;://a.b"],
    ["a\n\tb", "a b"],
    ["R&D at AT&T & others", "R&D at AT&T & others"],
    ["&lt; and &#35; &amp", "\\&lt; and \\&\\#&#8203;35; \\&amp"],
    ["snake_case π_0 _em_ a__b", "snake_case π_0 \\_em\\_ a\\_\\_b"],
    ["a * b *c* * ", "a * b \\*c\\* \\*"],
    ["a <5% and < b <b> <", "a <5% and < b \\<b> \\<"],
    ["> a -> b >= c -->", "\\> a -> b >= c --\\>"],
    ["~3x or ~10x, x~y, ~~z~~", "\\~3x or ~10x, x\\~y, \\~\\~z\\~\\~"],
    ["# C# and F# # #12", "\\# C# and F# \\# \\#&#8203;12"],
  ])("writes %j", (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });

  describe.each(places)("in %s", (_, put, allowed) => {
    it.each(hostileTexts)("makes %j inert", (text) => {
      expect(faultsOf(text, put, allowed)).toEqual([]);
    });

    it("makes any text inert", () => {
      const property = fc.property(hostile(), (text) => {
        expect(faultsOf(text, put, allowed)).toEqual([]);
      });
      expect(fc.check(property, { numRuns: 800 })).toMatchObject({ failed: false });
    });
  });

  /** What is wrong with the text there: nodes that it made, what GitHub would link, or that it does not show as it was. */
  function faultsOf(text: string, put: (text: string) => string, allowed: readonly string[]): readonly unknown[] {
    const printed = put(escapeMarkdown(text));
    const tree = parseMarkdown(printed);
    const isShown = visibleOf(shownText(tree)).includes(visibleOf(visibleLine(text)));
    return [
      ...nodeTypes(printed).filter((type) => !allowed.includes(type)),
      ...(rawText(tree).match(live) ?? []),
      ...(isShown ? [] : [shownText(tree)]),
    ];
  }
});
