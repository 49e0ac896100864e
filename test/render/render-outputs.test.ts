import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import GithubSlugger from "github-slugger";
import { visit } from "unist-util-visit";
import { describe, expect, it } from "vitest";
import { configurationPath, defaultConfiguration } from "../../src/list/configuration.ts";
import type { Category, List } from "../../src/list/list.ts";
import { renderOutputs } from "../../src/render/render-outputs.ts";
import { mergeTemplates, type Templates } from "../../src/render/templates.ts";
import { hostileTexts, parseMarkdown, rawText, shownText } from "./inert.ts";
import { packagedTemplates } from "./packaged-templates.ts";

const folder = new URL("../fixtures/render/small-list/", import.meta.url);
const list = JSON.parse(readFileSync(new URL("list.json", folder), "utf8")) as List;
const generated = "<!-- awesome-papers:generated -->\n";

const form = ".github/ISSUE_TEMPLATE/suggest-paper.yml";
const corrections = ".github/ISSUE_TEMPLATE/correct-entry.yml";
const removals = ".github/ISSUE_TEMPLATE/remove-entry.yml";

async function render(
  of: List,
  files: Readonly<Record<string, string>> = {},
  own: Readonly<Record<string, string>> = {},
  outputs = ["README.md"],
) {
  const templates: Templates = mergeTemplates(packagedTemplates(), new Map(Object.entries(own)));
  const configuration = { ...defaultConfiguration, outputs };
  const rendered = await renderOutputs({ list: of, templates, configuration, files: new Map(Object.entries(files)) });
  const texts = new Map(rendered.files.map(({ path, text }) => [path, text]));
  return { ...rendered, texts, readme: texts.get("README.md") ?? "" };
}

describe("renderOutputs", () => {
  it.each([
    ["README.md", "README.md"],
    [form, "suggest-paper.yml"],
    [corrections, "correct-entry.yml"],
    [removals, "remove-entry.yml"],
  ])("writes %s as the golden file has it", async (path, golden) => {
    const { texts, problems } = await render(list);
    const text = texts.get(path) ?? "";
    const url = new URL(golden, folder);
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(url, text);
    expect(problems).toEqual([]);
    expect(text).toBe(readFileSync(url, "utf8"));
  });

  it("gives the same a second time, and over its own files", async () => {
    const first = await render(list);
    const second = await render(list, Object.fromEntries(first.texts));
    expect(second.files).toEqual(first.files);
    expect(second.problems).toEqual([]);
  });

  it("keeps every byte outside the regions, CRLF and BOM included", async () => {
    const before =
      "\uFEFFmy own\r\n  text \t\r\n<!-- awesome-papers:begin badges -->\r\nold\r\n<!-- awesome-papers:end badges -->\r\n\r\n";
    const after = "```\n<!-- awesome-papers:begin nope -->\n```\nlast line without a break";
    const { readme, problems } = await render(list, { "README.md": before + after });
    expect(problems).toEqual([]);
    expect(readme.startsWith(before.slice(0, before.indexOf("old")))).toBe(true);
    expect(readme.endsWith(`\r\n<!-- awesome-papers:end badges -->\r\n\r\n${after}`)).toBe(true);
    expect(readme).not.toContain("old\r\n");
    expect(readme.slice(0, readme.indexOf("```")).replaceAll("\r\n", "")).not.toContain("\n");
  });

  it("writes each region, and the section of an empty list as nothing", async () => {
    const names = ["badges", "contents", "featured", "recent", "papers", "contributing", "list"];
    const marks = names
      .map((name) => `<!-- awesome-papers:begin ${name} -->\n<!-- awesome-papers:end ${name} -->\n`)
      .join("\n");
    const { readme, problems } = await render(list, { "README.md": marks });
    expect(problems).toEqual([]);
    for (const heading of ["## Contents", "## Featured", "## Recently added", "## 🧠 Methods", "## Suggest a paper"]) {
      expect(readme.split(`\n${heading}\n`)).toHaveLength(3);
    }
    const empty = await render({ title: "E", taxonomy: [], papers: [] }, { "README.md": marks });
    expect(empty.problems).toEqual([]);
    expect(empty.readme).toContain("begin papers -->\n<!-- awesome-papers:end papers");
    expect(empty.readme).not.toMatch(/## (?:Contents|Featured|Recently)/);
  });

  it.each([
    ["somebody else's README", "# Mine\n", { code: "not-our-file", severity: "warning", file: "README.md" }],
    [
      "a begin without an end",
      "a\n<!-- awesome-papers:begin list -->\n",
      { code: "region-not-closed", position: { line: 2, column: 1 } },
    ],
    [
      "an end without a begin",
      "<!-- awesome-papers:end list -->\n",
      {
        code: "region-not-closed",
        position: { line: 1, column: 1 },
        example: "<!-- awesome-papers:begin list -->",
        message: expect.stringContaining("add the line <!-- awesome-papers:begin list --> before it") as string,
      },
    ],
    [
      "a name twice",
      "<!-- awesome-papers:begin list -->\n<!-- awesome-papers:end list -->\n".repeat(2),
      { code: "region-repeated", position: { line: 3, column: 1 } },
    ],
    [
      "a begin in a begin",
      "<!-- awesome-papers:begin list -->\n<!-- awesome-papers:begin papers -->\n<!-- awesome-papers:end papers -->\n",
      { code: "region-not-closed", position: { line: 1, column: 1 } },
    ],
    [
      "an indented mark",
      "# Mine\n\n  <!-- awesome-papers:begin list -->\n  <!-- awesome-papers:end list -->\n",
      {
        code: "not-our-file",
        severity: "warning",
        position: { line: 3, column: 1 },
        message: expect.stringContaining("A mark stands on line 3, but not at the beginning of it") as string,
      },
    ],
    [
      "an unknown name",
      "<!-- awesome-papers:begin badge -->\n<!-- awesome-papers:end badge -->\n",
      { code: "region-unknown", nearest: "badges", position: { line: 1, column: 1 } },
    ],
    [
      "a name nothing is near to",
      "<!-- awesome-papers:begin xyz -->\n<!-- awesome-papers:end xyz -->\n",
      {
        code: "region-unknown",
        allowed: ["badges", "contents", "contributing", "featured", "list", "papers", "recent"],
      },
    ],
  ])("leaves %s alone and says why", async (_, present, problem) => {
    const { texts, problems } = await render(list, { "README.md": present });
    expect(texts.has("README.md")).toBe(false);
    expect(problems[0]).toMatchObject(problem);
  });

  it.each([
    "<!-- awesome-paper:begin list -->",
    "<!--awesome-papers:begin list-->",
    "<!-- Awesome-Papers:Begin list -->",
    "<!-- awesome-papers: begin list -->",
    "<!-- awesome-papers:begin -->",
    "<!--  awesome_papers:begin  list  -->\t",
  ])("says how %j is written", async (mark) => {
    const present = `# Mine\n\n${mark}\n${mark.replace(/begin/i, "end")}\n`;
    const { texts, problems } = await render(list, { "README.md": present });
    expect(texts.has("README.md")).toBe(false);
    expect(problems).toMatchObject([
      {
        code: "region-unknown",
        severity: "error",
        position: { line: 3, column: 1 },
        nearest: "<!-- awesome-papers:begin list -->",
        message: `"${mark.trim()}" is nearly the mark of a region. Write it as <!-- awesome-papers:begin list -->. Nothing in this file is written until that is mended.`,
      },
      { position: { line: 4, column: 1 }, nearest: "<!-- awesome-papers:end list -->" },
    ]);
  });

  it("lets nearly a mark be in a region that ends, and tells it in one that does not", async () => {
    const begin = "<!-- awesome-papers:begin list -->\n<!--awesome-papers:end list-->\n";
    const closed = await render(list, { "README.md": `${begin}<!-- awesome-papers:end list -->\n` });
    expect(closed.problems).toEqual([]);
    const { problems } = await render(list, { "README.md": begin });
    expect(problems.map(({ code, position }) => [code, position?.line])).toEqual([
      ["region-unknown", 2],
      ["region-not-closed", 1],
    ]);
    const long = `<!-- awesome-papers:begin${" ".repeat(300_000)}x\n`;
    expect((await render(list, { "README.md": long })).problems).toMatchObject([{ code: "not-our-file" }]);
  });

  it("gives no example for a region that is there twice", async () => {
    const twice = "<!-- awesome-papers:begin list -->\n<!-- awesome-papers:end list -->\n".repeat(2);
    expect((await render(list, { "README.md": twice })).problems[0]).not.toHaveProperty("example");
  });

  it("says which two lines to add", async () => {
    const { problems } = await render(list, { "README.md": "# Mine\n" });
    expect(problems[0]?.message).toContain("<!-- awesome-papers:begin list --> and <!-- awesome-papers:end list -->");
  });

  it("takes marks for text in fenced code, in the middle of a line, and indented", async () => {
    const text =
      "~~~~ x\n<!-- awesome-papers:begin list -->\n~~~\n~~~~\n  <!-- awesome-papers:begin list -->\nx <!-- awesome-papers:end list -->\n";
    const { problems } = await render(list, { "README.md": text });
    expect(problems.map(({ code }) => code)).toEqual(["not-our-file"]);
  });

  it("writes whole files of ours anew, with their line breaks and BOM", async () => {
    const { readme } = await render(list, { "README.md": `\uFEFF${generated.trim()}\r\nold\r\n` });
    expect(readme.startsWith(`\uFEFF${generated.trim()}\r\n\r\n# Awesome`)).toBe(true);
    expect(readme.replaceAll("\r\n", "")).not.toContain("\n");
  });

  it("leaves a schema and a form alone that others wrote, and writes its own in their line breaks", async () => {
    const own = { "list.schema.json": "{}", [form]: "name: x\n", [corrections]: "name: y\n", [removals]: "name: z\n" };
    const others = await render(list, own);
    expect(others.problems.map(({ code, file }) => [code, file])).toEqual(
      Object.keys(own).map((path) => ["not-our-file", path]),
    );
    expect([...others.texts.keys()]).toEqual(["README.md"]);
    const first = await render(list);
    const crlf = first.texts.get("list.schema.json")?.replaceAll("\n", "\r\n") ?? "";
    const again = await render(list, { "list.schema.json": crlf, [form]: "\n" });
    expect(again.texts.get("list.schema.json")).toBe(crlf);
    expect(again.texts.get(form)).toBe(first.texts.get(form));
  });

  it("uses a repository's own templates, and its own outputs", async () => {
    const own = {
      "docs/titles.txt.liquid": "{% for paper in papers %}{{ paper.title }}\n{% endfor %}",
      "entry.liquid": "* {{ paper.id }}\n",
    };
    const { texts, problems } = await render(list, {}, own, ["README.md", "docs/titles.txt", "docs/none.md"]);
    expect(texts.get("docs/titles.txt")).toContain("A same month\n");
    expect(texts.get("README.md")).toContain("\n* hostile\n");
    expect(problems).toMatchObject([
      {
        code: "bad-configuration",
        file: configurationPath,
        given: "docs/none.md",
        example: "templates/docs/none.md.liquid",
      },
    ]);
  });

  it("says what is wrong in a template, and writes the other files", async () => {
    const { texts, problems } = await render(list, {}, { "README.md.liquid": "x\n{{ papers.nope }}" });
    expect(problems).toMatchObject([
      { code: "template-unknown-variable", file: "templates/README.md.liquid", position: { line: 2, column: 4 } },
    ]);
    expect([...texts.keys()]).toEqual(["list.schema.json", form, corrections, removals]);
  });

  it("warns of a README that GitHub would cut", async () => {
    const [paper] = list.papers;
    const papers = Array.from({ length: 6000 }, (_, at) => ({
      ...paper,
      id: `p${at}`,
      title: `A paper with a title of some length, number ${at}`,
      categories: ["empty"],
    }));
    const { problems } = await render({ ...list, papers });
    expect(problems).toMatchObject([{ code: "too-large", severity: "warning" }]);
  });

  it("is the same on a machine of another place and language", async () => {
    const { files } = await render(list);
    const script = `
      import { readFileSync } from "node:fs";
      import { createHash } from "node:crypto";
      import { packagedTemplates } from ${JSON.stringify(new URL("./packaged-templates.ts", import.meta.url).href)};
      import { renderOutputs } from ${JSON.stringify(new URL("../../src/render/render-outputs.ts", import.meta.url).href)};
      import { defaultConfiguration } from ${JSON.stringify(new URL("../../src/list/configuration.ts", import.meta.url).href)};
      const list = JSON.parse(readFileSync(${JSON.stringify(fileURLToPath(new URL("list.json", folder)))}, "utf8"));
      const { files } = await renderOutputs({ list, templates: packagedTemplates(), configuration: defaultConfiguration, files: new Map() });
      console.log(createHash("sha256").update(JSON.stringify(files)).digest("hex"));`;
    const env = { ...process.env, TZ: "Asia/Tokyo", LANG: "tr_TR", LC_ALL: "tr_TR" };
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module-typescript", "-e", script], {
      env,
    });
    expect(stdout.trim()).toBe(createHash("sha256").update(JSON.stringify(files)).digest("hex"));
  });
});

describe("the table of contents", () => {
  const paper = { id: "p", title: "P", identifiers: { arxiv: "2506.20966" } };
  const odd: readonly Category[] = [
    {
      id: "a",
      title: "Overview",
      emoji: "🧠",
      categories: [
        { id: "x", title: "Overview" },
        { id: "y", title: "Überblick: C++ & C# (π0.5)" },
      ],
    },
    {
      id: "b",
      title: "Overview",
      categories: [
        { id: "x", title: "Overview" },
        { id: "y", title: "snake_case __init__ *x* `y`" },
      ],
    },
    { id: "c", title: "Contents" },
    { id: "d", title: "Suggest a paper" },
    { id: "e", title: "@octocat #12 <b>" },
    { id: "f", title: "Overview 1" },
    { id: "g", title: "中文 标题" },
    { id: "h", title: "1. Numbered - list" },
  ];
  const everywhere = ["a/x", "a/y", "b/x", "b/y", "c", "d", "e", "f", "g", "h"];
  const withOdd: List = { title: "T", taxonomy: odd, papers: [{ ...paper, categories: everywhere }] };

  it.each([
    ["a whole file", undefined],
    [
      "a region under a person's own headings",
      "# Overview\n\nOverview\n---\n\n## [Contents](x) *of* `all` &amp; <b>more</b>\n\n```\n## Overview 1\n```\n\n### Überblick: C++ & C# (π0.5) ###\n\n<!-- awesome-papers:begin list -->\n<!-- awesome-papers:end list -->\n\n## Overview\n",
    ],
  ])("links to the headings as GitHub names them, in %s", async (_, present) => {
    const { readme, problems } = await render(withOdd, present === undefined ? {} : { "README.md": present });
    expect(problems).toEqual([]);
    const slugger = new GithubSlugger();
    const anchors = new Map<string, string>();
    const tree = parseMarkdown(readme);
    visit(tree, "heading", (heading) => {
      let text = "";
      visit(heading, (node) => {
        if (node.type === "text" || node.type === "inlineCode") text += node.value;
      });
      anchors.set(slugger.slug(text.replaceAll("\u200b", "")), shownText(heading));
    });
    const links: (readonly [string, string])[] = [];
    visit(tree, "link", (link) => {
      if (link.url.startsWith("#")) links.push([link.url.slice(1), shownText(link)]);
    });
    expect(links).toHaveLength(12);
    for (const [anchor, text] of links) expect([anchor, anchors.get(anchor)]).toEqual([anchor, text]);
    expect(new Set(links.map(([anchor]) => anchor)).size).toBe(links.length);
  });
});

function listOf(text: string): List {
  return {
    title: text,
    taxonomy: [{ id: "a", title: text, emoji: "🧠", categories: [{ id: "b", title: text }] }],
    papers: [
      {
        id: "p",
        title: text,
        authors: [text, text, text, text],
        date: "2025-06",
        venue: text,
        categories: ["a/b"],
        links: [
          { kind: "paper", url: `https://a.b/${text}` },
          { kind: "code", url: "https://a.b/c", label: text },
        ],
        featured: true,
        added: "2025-07-03",
        addedBy: text,
      },
      { id: "q", title: "Plain", categories: ["a/b"], identifiers: { arxiv: "2506.20966" } },
    ],
  };
}

/** How many nodes of each type there are, texts apart. */
function countNodes(markdown: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  visit(parseMarkdown(markdown), ({ type }) => {
    if (type !== "text") counts[type] = (counts[type] ?? 0) + 1;
  });
  return counts;
}

describe("hostile texts", () => {
  it.each(hostileTexts.filter((text) => text.trim() !== ""))("%j is inert in every field", async (text) => {
    const { readme, problems } = await render(listOf(text));
    const plain = await render(listOf("Plain"));
    expect(problems).toEqual([]);
    expect(countNodes(readme)).toEqual(countNodes(plain.readme));
    const urls: string[] = [];
    visit(parseMarkdown(readme), ["link", "image"], (node) => {
      if ("url" in node) urls.push(node.url);
    });
    expect(
      urls.filter((url) => !/^(?:https:\/\/(?:a\.b|arxiv\.org|img\.shields\.io)\/|#|\.\.\/\.\.\/issues)/.test(url)),
    ).toEqual([]);
    expect(rawText(parseMarkdown(readme))).not.toMatch(/@(?=\w)|#(?=\d)|\bGH-\d|https?:\/\//i);
  });
});
