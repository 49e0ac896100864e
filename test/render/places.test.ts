import * as fc from "fast-check";
import type { Link } from "mdast";
import { visit } from "unist-util-visit";
import { describe, expect, it } from "vitest";
import { codeFence, codeSpan } from "../../src/render/code-text.ts";
import { escapeHtml } from "../../src/render/escape-html.ts";
import { linkTarget } from "../../src/render/link-target.ts";
import { visibleLine, visibleLines } from "../../src/render/visible-text.ts";
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

describe("escapeHtml", () => {
  it("keeps a title inert in a summary, an attribute and between inline tags", () => {
    expect(escapeHtml(hostileTitle)).toBe(
      "π0.5 &#42;fast&#42; &#91;x&#93;(javascript:alert(1)) &lt;img&gt; &#124; @&#8203;octocat &#35;&#8203;12",
    );
  });

  it.each(hostileTexts)("makes %j inert between inline tags", expectInert);

  it("makes any text inert between inline tags, and no quote ends an attribute", () => {
    fc.assert(fc.property(hostile(), expectInert), { numRuns: 800 });
  });

  function expectInert(text: string): void {
    const html = escapeHtml(text);
    expect(html).not.toMatch(/["'<>\n]/);
    const printed = `<b>${html}</b> word`;
    expect(nodeTypes(printed)).toEqual(["html", "paragraph", "root", "text"]);
    expect(rawText(parseMarkdown(printed))).not.toMatch(live);
    expect(shownText(parseMarkdown(printed))).toContain(visibleLine(text));
  }
});

describe("linkTarget", () => {
  it.each([
    ["https://arxiv.org/abs/2506.20966", "https://arxiv.org/abs/2506.20966"],
    ["https://a.b/c_(d)?q=[x]|y", "https://a.b/c_%28d%29?q=%5Bx%5D%7Cy"],
    ['https://a.b/"onclick="x', "https://a.b/%22onclick=%22x"],
    ["https://a.b/c d\\`<>*", "https://a.b/c%20d%5C%60%3C%3E%2A"],
    ["https://a.b/?a=1&copy=2&lt;", "https://a.b/?a=1&copy=2&amp;lt;"],
    ["https://a.b/中文", "https://a.b/中文"],
    ["https://a.b/\u202ex\ud800", "https://a.b/%E2%80%AEx\ufffd"],
    ["https://a.b/__x__", "https://a.b/_%5Fx_%5F"],
    ["https://a.b/~who/x~y~/~~z/~", "https://a.b/~who/x%7Ey%7E/%7E%7Ez/%7E"],
    ["mailto:me@a.b", "mailto:me@a.b"],
    ["javascript:alert(1)", undefined],
    ["JaVaScRiPt:alert(1)", undefined],
    ["data:text/html,x", undefined],
    ["//a.b", undefined],
    ["/relative", undefined],
    ["", undefined],
  ])("writes %j as %j", (url, expected) => {
    expect(linkTarget(url)).toBe(expected);
  });

  it("stays one link with that address, whatever is in it", () => {
    fc.assert(
      fc.property(hostile(), (text) => {
        const target = linkTarget(`https://a.b/${text}`);
        const links: Link[] = [];
        const tree = parseMarkdown(`[x](${target}) | y`);
        visit(tree, "link", (link) => {
          links.push(link);
        });
        expect(links).toHaveLength(1);
        expect(links[0]?.url).toMatch(/^https:\/\/a\.b\//);
        expect(nodeTypes(`[x](${target}) | y`)).toEqual(["link", "paragraph", "root", "text"]);
        expect(target).not.toMatch(/["'<>\s`|]/);
      }),
      { numRuns: 800 },
    );
  });
});

describe("codeSpan and codeFence", () => {
  it.each([
    ["plain", "`plain`"],
    ["a `b` c", "``a `b` c``"],
    ["`b`", "`` `b` ``"],
    ["a\nb", "`a b`"],
    ["", ""],
    ["<!-- awesome-papers:comment -->", "`<!\u200b-- awesome-papers:comment -->`"],
  ])("writes %j as %j", (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });

  it("makes one code node of any text", () => {
    fc.assert(
      fc.property(hostile(), (text) => {
        const line = visibleLine(text);
        expect(nodeTypes(`x ${codeSpan(text)} x`)).toEqual(
          line === "" ? ["paragraph", "root", "text"] : ["inlineCode", "paragraph", "root", "text"],
        );
        const [block, ...others] = parseMarkdown(codeFence(text, "markdown")).children;
        expect(others).toEqual([]);
        expect(block).toMatchObject({
          type: "code",
          lang: "markdown",
          value: visibleLines(text).replaceAll("<!-- awe", "<!\u200b-- awe").replace(/\n+$/, ""),
        });
      }),
    );
  });

  it.each([
    ["a\nb", "json", "```json\na\nb\n```"],
    ["```\nx\n```", "", "````\n```\nx\n```\n````"],
    ["x", "a b`c", "```\nx\n```"],
    ["a\r\nb\n", "", "```\na\nb\n```"],
  ])("fences %j as %j", (text, language, expected) => {
    expect(codeFence(text, language)).toBe(expected);
  });

  // A minute, once.
  it("fences empty lines without end", () => {
    expect(codeFence(`a${"\n".repeat(400_000)}b`)).toHaveLength(400_010);
  }, 8_000);
});

describe("visibleLine", () => {
  it.each([
    ["👩‍🔬 نمی‌شود", "👩‍🔬 نمی‌شود"],
    ["a\u200db", "ab"],
    ["a\u00adb\u2066c\u{e0041}", "abc"],
    ["\ud800x", "x"],
  ])("keeps what is seen of %j", (text, expected) => {
    expect(visibleLine(text)).toBe(expected);
    expect(visibleOf(expected)).toBe(expected);
  });
});
