import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeMarkdown } from "../../src/render/escape-markdown.ts";
import { visibleLine } from "../../src/render/visible-text.ts";
import { hostileTexts, hostileTitle, live, nodeTypes, parseMarkdown, rawText, shownText, visibleOf } from "./inert.ts";

const inText = ["paragraph", "root", "text"];

/** The places a template puts a text in, with the nodes that the place itself makes. */
const places: readonly (readonly [string, (text: string) => string, readonly string[]])[] = [
  ["a paragraph", (text) => text, inText],
  ["a list line", (text) => `- ${text} — more`, ["list", "listItem", ...inText]],
  ["a link's text", (text) => `[${text}](https://example.org)`, ["link", ...inText]],
  ["a heading", (text) => `## ${text}`, ["heading", "root", "text"]],
  ["a table cell", (text) => `| a | b |\n| - | - |\n| ${text} | c |`, ["root", "table", "tableCell", "tableRow", "text"]],
  ["strong words", (text) => `x **x${text}x** x`, ["strong", ...inText]],
  ["between words", (text) => `word ${text} word`, inText],
];

describe("escapeMarkdown", () => {
  it.each([
    ["A plain title: with (all) that's usual, and more?", "A plain title: with (all) that's usual, and more?"],
    [
      hostileTitle,
      "π0.5 \\*fast\\* \\[x\\](javascript:alert(1)) \\<img\\> \\| @&#8203;octocat \\#&#8203;12",
    ],
    ["2025-06", "2025-06"],
    ["1. first", "1\\. first"],
    ["wow!", "wow\\!"],
    ["see https://a.b", "see https&#8203;://a.b"],
    ["a\n\tb", "a b"],
  ])("writes %j", (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });

  describe.each(places)("in %s", (_, put, allowed) => {
    it.each(hostileTexts)("makes %j inert", (text) => {
      expectInert(text, put, allowed);
    });

    it("makes any text inert", () => {
      fc.assert(fc.property(hostile(), (text) => expectInert(text, put, allowed)), { numRuns: 1500 });
    });
  });

  function expectInert(text: string, put: (text: string) => string, allowed: readonly string[]): void {
    const printed = put(escapeMarkdown(text));
    expect(nodeTypes(printed).filter((type) => !allowed.includes(type))).toEqual([]);
    const tree = parseMarkdown(printed);
    expect(rawText(tree)).not.toMatch(live);
    const shown = visibleOf(shownText(tree));
    expect(shown).toContain(visibleOf(visibleLine(text)));
  }
});

/** Text of pieces that mean something to a Markdown parser, and any Unicode. */
export function hostile(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(..."\\`*_[]<>&~|$#@!(){}:=+-.1 \n\t\"'".split(""), "https://", "www.", "a.b", "GH-1", "&lt;", "<!--", "-->", "x", "é", "中", "\u200b", "\u202e", "😀", "![", "](", "[^1]", "ftp://");
  return fc.oneof(
    { weight: 3, arbitrary: fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
    { weight: 1, arbitrary: fc.constantFrom(...hostileTexts) },
  );
}
