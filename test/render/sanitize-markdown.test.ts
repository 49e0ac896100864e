import * as fc from "fast-check";
import { visit } from "unist-util-visit";
import { describe, expect, it } from "vitest";
import { safeMarkdown } from "../../src/render/markdown-block.ts";
import { printValue } from "../../src/render/print-value.ts";
import { sanitizeMarkdown } from "../../src/render/sanitize-markdown.ts";
import { hostile, parseMarkdown, rawText } from "./inert.ts";

describe("sanitizeMarkdown", () => {
  it.each([
    ["**bold** and *em* `code` [a](https://a.b)", "**bold** and *em* `code` [a](https://a.b)"],
    ["- one\n- two\n\n1. three", "- one\n- two\n\n1. three"],
    ["<b>x</b> <!-- awesome-papers:end list -->", "x"],
    ["# Title\n\nText\n===", "**Title**\n\n**Text**"],
    ["[x](javascript:alert(1)) [**y**](data:x) [z](#there)", "x **y** [z](#there)"],
    [
      '[x][ref] [ref] [no][bad]\n\n[ref]: https://a.b "t"\n[bad]: javascript:x',
      "[x](https://a.b) [ref](https://a.b) no",
    ],
    [
      '![alt](data:image/png;base64,x) ![pic](https://a.b/p.png "t") ![r][ref]\n\n[ref]: https://a.b',
      "alt ![pic](https://a.b/p.png) r",
    ],
    ["![](data:x)x", "x"],
    ["@octocat #12 GH-3 {{ x }}", "@\u200boctocat #\u200b12 GH-\u200b3 {\u200b{ x }}"],
    ["#<!---->1 GH<b></b>-3", "\\#\u200b1 GH-\u200b3"],
    ["a[^1]\n\n[^1]: note", "a"],
    ["`<!-- awesome-papers:end x -->`", "`<!-- awesome-papers\u200b:end x -->`"],
    ["| a |\n| - |\n| b |", "| a |\n| - |\n| b |"],
  ])("%j becomes %j", (source, expected) => {
    expect(sanitizeMarkdown(source)).toBe(expected);
  });

  it("leaves no HTML, heading, foreign scheme, mention or mark in any text", () => {
    fc.assert(
      fc.property(
        fc.array(hostile(), { maxLength: 4 }).map((lines) => lines.join("\n")),
        (source) => {
          const clean = sanitizeMarkdown(source);
          const tree = parseMarkdown(clean);
          const urls: string[] = [];
          visit(tree, (node) => {
            expect(["html", "heading", "footnoteDefinition", "footnoteReference", "definition"]).not.toContain(
              node.type,
            );
            if ("url" in node) urls.push(node.url);
          });
          expect(urls.filter((url) => !/^(?:https?:\/\/|mailto:|#)/i.test(url))).toEqual([]);
          expect(rawText(tree)).not.toMatch(/@(?=\w)|#(?=\d)|\bGH-\d/i);
          expect(clean).not.toMatch(/^<!-- awesome-papers:/m);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("safeMarkdown", () => {
  it.each([
    ["Plain words, of any kind: (all) right.", "Plain words, of any kind: (all) right."],
    [" *more* ", "*more*"],
  ])("prints %j as %j", async (source, expected) => {
    expect(printValue(await safeMarkdown(source))).toBe(expected);
  });
});
