import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, it } from "vitest";
import { findDeadAnchors } from "../../src/import/dead-anchors.ts";

/** What each dead link of a README is told. */
function deadIn(text: string): readonly string[] {
  const { children } = unified().use(remarkParse).use(remarkGfm).parse(text);
  return findDeadAnchors(children).map(({ message }) => message);
}

describe("findDeadAnchors", () => {
  it.each([
    ["a heading", "[x](#two-words)\n\n## Two Words!\n"],
    ["the second heading of a name", "[x](#data-1)\n\n## Data\n\n## Data\n"],
    ["a heading with emoji and marks", "[x](#-fast--small)\n\n## ⚡ **Fast** & `small`\n"],
    ["a heading with a selector of emoji, left out in the link", "[x](#-tools)\n\n## ⚙️ Tools\n"],
    ["a heading in another case", "[x](#Papers)\n\n## papers\n"],
    ["a Chinese heading, encoded", "[x](#%E7%BB%BC%E8%BF%B0)\n\n## 综述\n"],
    ["a heading in a quote", "[x](#inside)\n\n> ## Inside\n"],
    ["a name in HTML", '[x](#here)\n\n<a name="here"></a>\n'],
    ["an id in HTML among words", "[x](#here)\n\nWords <span class=a id='here'>x</span>\n"],
    ["the top", "[x](#) [y](#top)\n"],
    ["a broken escape that is the name", '[x](#100%)\n\n<a id="100%"></a>\n'],
    ["no place in this page", "[x](other.md#y) [z](https://example.org/#y)\n"],
  ])("is silent on a link to %s", (_, text) => {
    expect(deadIn(text)).toEqual([]);
  });

  it.each([
    [
      "a heading that is written otherwise",
      "[x](#benchmark)\n\n## Benchmarks\n",
      "#benchmark in the page. Did you mean #benchmarks?",
    ],
    ["what is like nothing", "[x](#surveys)\n\n## Data\n", "#surveys in the page."],
    ["a heading in code", "[x](#data)\n\n```\n## Data\n```\n", "#data in the page."],
    ["an address in HTML", '<a href="#gone">x</a>\n', "#gone in the page."],
    ["a definition", "[x][y]\n\n[y]: #gone\n", "#gone in the page."],
  ])("tells of a link to %s", (_, text, expected) => {
    expect(deadIn(text)).toEqual([`There is no place ${expected}`]);
  });
});
