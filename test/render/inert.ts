import * as fc from "fast-check";
import type { Nodes, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";

const parser = unified().use(remarkParse).use(remarkGfm);

export function parseMarkdown(text: string): Root {
  return parser.parse(text);
}

/** Types of the nodes in a Markdown text, each once, sorted. */
export function nodeTypes(text: string): readonly string[] {
  const types = new Set<string>();
  visit(parseMarkdown(text), (node) => {
    types.add(node.type);
  });
  return [...types].toSorted();
}

/** What a reader sees of a node: its texts, without the zero-width spaces that break mentions. */
export function shownText(node: Nodes): string {
  let text = "";
  visit(node, "text", ({ value }) => {
    text += value;
  });
  return text.replaceAll("\u200b", "");
}

/** What a reader sees of a text from outside: one line, without what cannot be seen. */
export function visibleOf(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** What GitHub would make a mention, an issue or an address of in shown text. */
export const live = /@(?=\w)|#(?=\d)|\bGH-(?=\d)|https?:\/\/|www\.(?=\w)/i;

/** Every text of a parsed document, with the zero-width spaces. */
export function rawText(node: Nodes): string {
  let text = "";
  visit(node, "text", ({ value }) => {
    text += `${value}\n`;
  });
  return text;
}

export const hostileTitle = "π0.5 *fast* [x](javascript:alert(1)) <img> | @octocat #12";

export const hostileTexts = [
  hostileTitle,
  "# heading",
  "- item",
  "+ item",
  "1. item",
  "10) item",
  "===",
  "---",
  "> quote",
  "```js",
  "~~~",
  "    code",
  "\tcode",
  "| a | b |",
  ":-: | :-:",
  ":-",
  "__bold__ _em_ ~~gone~~ `code` ``co`de``",
  "![image](https://evil.example/x.png)",
  "wow!",
  "[^1] [ref] [ref][] [a][b]",
  "<script>alert(1)</script>",
  "<!-- awesome-papers:end list -->",
  "<https://evil.example> https://evil.example/a_b_c www.evil.example ftp://evil.example",
  "mail me@evil.example or mailto:me@evil.example",
  "&lt;b&gt; &amp; &#60; &copy",
  "GH-12 owner/name#34 @org/team #abc",
  "a\nb\r\n\r\n# c\u2028d",
  "\u202eevil\u202c \u200bzero\u200b \ufeffbom \u0000nul \u001b[31m",
  "ends with \\",
  "\\*not\\*",
  "$x^2$ $$y$$",
  "{{ papers }} {% raw %}",
  "C# and C++ #",
  "R&D: a \"quoted\" 'title' (2025)",
  "👩‍🔬 👍🏽 café naïve 中文标题 עברית نمی‌شود",
  "*",
  "_",
  "",
  " ",
] as const;

/** Text of pieces that mean something to a Markdown parser, and any Unicode. */
export function hostile(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    ..."\\`*_[]<>&~|$#@!(){}:=+-.1 \n\t\"'".split(""),
    "https://",
    "www.",
    "a.b",
    "GH-1",
    "&lt;",
    "<!--",
    "-->",
    "x",
    "é",
    "中",
    "\u200b",
    "\u202e",
    "😀",
    "![",
    "](",
    "[^1]",
    "ftp://",
    " ~x",
    "a_b",
    " * ",
    "C#",
  );
  return fc.oneof(
    { weight: 3, arbitrary: fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
    { weight: 1, arbitrary: fc.constantFrom(...hostileTexts) },
  );
}
