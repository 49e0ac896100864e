import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSource } from "../../src/import/parse-source.ts";
import { readStructure } from "../../src/import/read-structure.ts";

const arxiv = (number: number): string => `https://arxiv.org/abs/2401.0000${number}`;
const first = `[Grasping Soft Things Gently](${arxiv(1)})`;
const second = `[Walking on Wet Leaves](${arxiv(2)})`;
const third = `[Folding Towels by Touch](${arxiv(3)})`;

/** The entries' first lines, as far as 24 characters, by their section's title. */
function shape(readme: string): readonly string[] {
  const source = parseSource(readme);
  const { entries, sections } = readStructure(source);
  return entries.map(({ span, section }) => {
    const [line = ""] = source.text.slice(span.start, span.end).split("\n");
    return `${sections[section]?.title}: ${line.trim().slice(0, 24)}`;
  });
}

describe("entries", () => {
  it.each([
    [
      "are bullets",
      `## Hands\n\n- ${first}\n- ${second}\n`,
      ["Hands: - [Grasping Soft Things ", "Hands: - [Walking on Wet Leaves"],
    ],
    [
      "have details as bullets below them",
      `- ${first}\n  - A. Author, B. Author\n  - Date: May 2024\n\n- Walking on Wet Leaves\n  - Paper: ${arxiv(2)}\n  - Code: https://github.com/a/b\n`,
      [": - [Grasping Soft Things ", ": - Walking on Wet Leaves"],
    ],
    [
      "have one line with venue and links below a title",
      `- Grasping Very Soft Things Quite Gently\n  - CoRL 2024, oral, [paper](${arxiv(1)})\n- Walking Quickly on Very Wet Leaves\n  - RSS 2024, oral, [paper](${arxiv(2)})\n`,
      [": - Grasping Very Soft Thi", ": - Walking Quickly on Ver"],
    ],
    [
      "stand below categories written as bullets",
      `- **Hands**\n  - 2024\n    - ${first}\n    - Nick: a Title with a Colon [[paper]](${arxiv(2)})\n- Legs\n  - ${third}\n`,
      ["2024: - [Grasping Soft Things ", "2024: - Nick: a Title with a C", "Legs: - [Folding Towels by Tou"],
    ],
    [
      "are bold titles, each with lines of its own",
      `## Hands\n\n**Grasping Soft Things Gently** \\\n*A. Author* \\\n[[Paper](${arxiv(1)})]\n\n**Walking on Wet Leaves**\n\n- Paper: ${arxiv(2)}\n- Code: https://github.com/a/b\n`,
      ["Hands: **Grasping Soft Things G", "Hands: **Walking on Wet Leaves*"],
    ],
    [
      "are numbered, and say more in paragraphs that are not indented",
      `1. Grasping Soft Things Gently\n\nA. Author [[pdf](${arxiv(1)})]\n\n2. Walking on Wet Leaves\n\nB. Author [[pdf](${arxiv(2)})]\n`,
      [": 1. Grasping Soft Things ", ": 2. Walking on Wet Leaves"],
    ],
    [
      "are rows, however short",
      `| Name | Paper |\n| --- | --- |\n| SoftGrip | [pdf](${arxiv(1)}) |\n| **2024** | |\n| LeafWalk |\n| Towel | [pdf](${arxiv(3)}) | more |\n`,
      [": | SoftGrip | [pdf](https", ": | Towel | [pdf](https://"],
    ],
    [
      "are headings with what stands below them",
      [1, 2, 3]
        .map((n) => `### ${n}. Grasping Soft Things Number ${n}\n\nA. Author\n\n[pdf](${arxiv(n)})\n\n`)
        .join(""),
      [": ### 1. Grasping Soft Thi", ": ### 2. Grasping Soft Thi", ": ### 3. Grasping Soft Thi"],
    ],
    [
      "are lines of a paragraph",
      `**Grasping Soft Things** [pdf](${arxiv(1)})\n**Walking on Wet Leaves** [pdf](${arxiv(2)})\n`,
      [": **Grasping Soft Things**", ": **Walking on Wet Leaves*"],
    ],
    [
      "are lines of a paragraph with breaks, which begin with a venue",
      `(RSS 2024) **Grasping Soft Things** [pdf](${arxiv(1)})  \n(RSS 2023) **Walking on Leaves** [pdf](${arxiv(2)})  \n`,
      [": (RSS 2024) **Grasping So", ": (RSS 2023) **Walking on "],
    ],
    [
      "are plain titles above lists of details",
      [1, 2, 3].map((n) => `Grasping Soft Things\n- Authors: A, B\n- Paper: ${arxiv(n)}\n\n`).join(""),
      [1, 2, 3].map(() => ": Grasping Soft Things"),
    ],
    [
      "lead to a file beside the README",
      "- Grasping Soft Things [[PDF]](papers/soft.pdf)\n",
      [": - Grasping Soft Things ["],
    ],
    [
      "are a bibliography's lines, which begin with a name",
      [1, 2, 3].map((n) => `Author, A. "Grasping Soft Things." CoRL (2024). [[pdf]](${arxiv(n)})\n`).join("\n"),
      [1, 2, 3].map(() => ': Author, A. "Grasping Sof'),
    ],
    [
      "link by reference",
      `- [Grasping Soft Things Gently][1]\n- [Walking on Wet Leaves][leaves]\n\n[1]: ${arxiv(1)}\n[leaves]: ${arxiv(2)}\n`,
      [": - [Grasping Soft Things ", ": - [Walking on Wet Leaves"],
    ],
    [
      "are tools too, where they are listed as the papers are",
      `## Papers\n\n${[1, 2, 3, 4, 5].map((n) => `- [Paper of Number ${n}](${arxiv(n)})\n`).join("")}\n## Tools\n\n- [Gripper](https://github.com/a/gripper)\n`,
      [...[1, 2, 3, 4, 5].map((n) => `Papers: - [Paper of Number ${n}](ht`), "Tools: - [Gripper](https://gith"],
    ],
    ["are not prose", `We follow [a paper](${arxiv(1)}) and [another one](${arxiv(2)}).\n`, []],
    ["are not links into the page", `- [Hands that Grasp Gently](#hands)\n- [Legs](#legs)\n`, []],
    ["are not quoted", `> - ${first}\n> - ${second}\n`, []],
  ])("%s", (_, readme, expected) => {
    expect(shape(readme)).toEqual(expected);
  });

  it("are the same with carriage returns, a byte order mark and no last line end", () => {
    const readme = `# Robots\n\n- ${first}\n- ${second}`;
    expect(shape(`\uFEFF${readme.replaceAll("\n", "\r\n")}`)).toEqual(shape(readme));
    expect(shape(readme)).toHaveLength(2);
  });
});

describe("sections", () => {
  it.each([
    [
      "a heading with emoji, number and link back",
      `## 🤖 2.1 Hands ([back](#top))\n\n- ${first}\n`,
      "heading",
      "Hands",
      "🤖",
    ],
    ["a heading whose parentheses hold a link back only", `## Hands ([↑](#top))\n\n- ${first}\n`, "heading", "Hands"],
    [
      "a heading with a link back as a tag",
      `## <a id="h">Hands <a href="#top">🔝</a></a>\n\n- ${first}\n`,
      "heading",
      "Hands",
    ],
    ["a year, which is no number", `## 2024\n\n- ${first}\n`, "heading", "2024"],
    ["words about a year", `## Before 2024\n\n- ${first}\n`, "heading", "Before 2024"],
    ["a count behind the title", `## Hands (12)\n\n- ${first}\n`, "heading", "Hands"],
    ["a heading that is a tag", `<h3 align="center">Hands</h3>\n\n- ${first}\n`, "heading", "Hands"],
    ["a heading without its space", `#Hands\n\n- ${first}\n`, "heading", "Hands"],
    ["a summary", `<details>\n<summary><b>Hands</b></summary>\n\n- ${first}\n\n</details>\n`, "summary", "Hands"],
    [
      "a summary that says nothing",
      `# Hands\n\n<details>\n<summary>Click to expand</summary>\n\n- ${first}\n`,
      "heading",
      "Hands",
    ],
    ["a bold line", `**Hands**\n\n- ${first}\n- ${second}\n`, "label", "Hands"],
    ["a bullet", `- *Hands*\n  - ${first}\n  - ${second}\n`, "bullet", "Hands"],
  ])("%s", (_, readme, form, title, emoji?: string) => {
    const { sections, entries } = readStructure(parseSource(readme));
    expect(sections[entries[0]?.section ?? -1]).toMatchObject({ form, title, ...(emoji !== undefined && { emoji }) });
  });

  it.each([
    ["below a topic that has nothing else", "## Hands\n\n", "Hands"],
    ["beside one that has entries", `## Hands\n\n- ${third}\n\n`, "Robots"],
    ["beside another year", "## 2025\n\n", "Robots"],
  ])("are years %s, though its heading is of their level", (_, above, parent) => {
    const readme = `# Robots\n\n${above}## 2024\n\n- ${first}\n\n## 2023\n\n- ${second}\n`;
    const { sections } = readStructure(parseSource(readme));
    const years = sections.filter(({ title }) => title === "2024" || title === "2023");
    expect(years.map((year) => sections[year.parent ?? -1]?.title)).toEqual([parent, parent]);
  });

  it("end where the details that opened them are closed", () => {
    const readme = `# Robots\n\n<details>\n<summary>Hands</summary>\n\n- ${first}\n\n</details>\n\n- ${second}\n`;
    expect(shape(readme).map((line) => line.split(":")[0])).toEqual(["Hands", "Robots"]);
  });
});

describe("what is left out", () => {
  it.each([
    ["news", `## 🔥 News\n\n- 2024.05: ${first} is accepted\n\n## Hands\n\n- ${first}\n`, 1],
    ["news", `## 新闻\n\n- ${first}\n`, 0],
    ["related", `## Citation\n\n- ${first}\n\n## Hands\n\n- ${second}\n`, 1],
    ["hidden", `## Hands\n\n- ${first}\n\n<!--\n- ${second}\n-->\n`, 1],
    ["code", `## Hands\n\n- ${first}\n\n\`\`\`md\n- ${second}\n\`\`\`\n`, 1],
  ])("%s: %j", (because, readme, entries) => {
    const structure = readStructure(parseSource(readme));
    expect(structure.leftOut.map((left) => left.because)).toEqual([because]);
    expect(structure.entries).toHaveLength(entries);
  });

  it.each(["Citation Recommendation", "News Recommendation", "License Plates", "Index Structures", "Updating Models"])(
    "does not take the topic %s for it",
    (title) => {
      expect(shape(`## ${title}\n\n- ${first}\n- ${second}\n`)).toHaveLength(2);
    },
  );
});

describe("any text", () => {
  const line = fc.constantFrom(
    `- ${first}`,
    `  - ${second}`,
    `    * ${third} \\`,
    "- - a",
    "- **Topic**",
    "1. One of many titles",
    `**A title in bold words** [pdf](${arxiv(4)})`,
    "**A title in bold words**",
    `[Title of a paper][1] ${arxiv(5)}`,
    `[1]: ${arxiv(6)}`,
    `| a | [A title of words](${arxiv(7)}) |`,
    "| - | - |",
    "",
    "",
    `### A heading of many words ${arxiv(8)}`,
    "> quoted",
    "<details>",
    "<summary>More of it</summary>",
    "</details>",
    "<!--",
    "-->",
    "```",
    "\r",
    "\t",
    "---",
  );

  it.each([">".repeat(2_000), "- ".repeat(700), "[".repeat(10_000), "<h1>".repeat(10_000), "<!--".repeat(10_000)])(
    "holds no entry where it is nothing but marks (%#)",
    (marks) => {
      expect(shape(`${marks} a`)).toEqual([]);
    },
  );

  it("has entries that are whole lines, in order, apart from each other, each within its block", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.constantFrom("\n", "\r\n"), (lines, newline) => {
        const source = parseSource(lines.join(newline));
        const { text } = source;
        let before = -1;
        for (const { span, block, nodes } of readStructure(source).entries) {
          expect(span.start).toBeGreaterThan(before);
          expect(span.start === 0 || text[span.start - 1] === "\n").toBe(true);
          expect(span.end === text.length || text[span.end] === "\n").toBe(true);
          expect(block.start).toBeLessThanOrEqual(span.start);
          expect(block.end).toBeGreaterThanOrEqual(span.end);
          expect(nodes.length).toBeGreaterThan(0);
          before = span.end;
        }
      }),
      { numRuns: 300 },
    );
  });
});
