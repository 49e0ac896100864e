import { describe, expect, it } from "vitest";
import { isCandidate, recogniseIssue, titleInRequest } from "../../src/intake/recognise-issue.ts";
import { readFreeText } from "../../src/intake/read-free-text.ts";

const arxiv = "https://arxiv.org/abs/2405.12213";
const other = "https://arxiv.org/abs/2406.09246";
const read = (body: string): unknown => readFreeText(body).papers.map((paper) => Object.fromEntries(paper));

describe("readFreeText", () => {
  it.each([
    ["a bare link", arxiv, [{ links: arxiv }]],
    ["a bare id", "arXiv:2405.12213", [{ links: "arXiv:2405.12213" }]],
    ["a link in angle brackets", `<${arxiv}>`, [{ links: arxiv }]],
    ["two links, one a line", `${arxiv}\n${other}`, [{ links: arxiv }, { links: other }]],
    ["two links in a list", `- ${arxiv}\n- ${other}`, [{ links: arxiv }, { links: other }]],
    ["two links on one line", `${arxiv} ${other}`, [{ links: arxiv }, { links: other }]],
    [
      "one paper twice",
      `${arxiv}\n\nhttps://arxiv.org/pdf/2405.12213v2`,
      [{ links: `${arxiv}\nhttps://arxiv.org/pdf/2405.12213v2` }],
    ],
    [
      "a link and its code",
      `${arxiv}\nhttps://github.com/octo-models/octo`,
      [{ links: `${arxiv}\nhttps://github.com/octo-models/octo` }],
    ],
    [
      "a link whose text is the title",
      `[Octo: An Open-Source Generalist](${arxiv})`,
      [{ links: arxiv, title: "Octo: An Open-Source Generalist" }],
    ],
    ["a link whose text is no title", `[Paper](${arxiv})`, [{ links: arxiv }]],
    [
      "fields with their names",
      `${arxiv}\nTitle: Octo\nCategory: embodiment/action-head`,
      [{ links: arxiv, title: "Octo", categories: "embodiment/action-head" }],
    ],
    ["fields before the link", `Title: Octo\n${arxiv}`, [{ title: "Octo", links: arxiv }]],
    ["Chinese around a link", `请收录这篇论文：${arxiv} 谢谢`, [{ links: arxiv }]],
    ["a DOI", "doi:10.1109/ABC.2024.1", [{ links: "10.1109/abc.2024.1" }]],
    ["nothing", "", []],
    ["a quote", `> ${arxiv}`, []],
    ["code", `\`\`\`\n${arxiv}\n\`\`\``, []],
    ["an HTML comment", `<!-- ${arxiv} -->`, []],
  ])("reads %s", (_, body, papers) => {
    expect(read(body)).toEqual(papers);
  });

  it.each([
    [arxiv, true],
    [`${arxiv}\n\n- ${other}\n`, true],
    [`[Octo: An Open-Source Generalist](${arxiv})`, true],
    ["arXiv:2405.12213", true],
    [`I read ${arxiv} and it breaks your build`, false],
    ["https://github.com/octo-models/octo", false],
    ["", false],
    ["> ".repeat(30_000), false],
  ])("%j is only links: %s", (body, onlyLinks) => {
    expect(readFreeText(body).onlyLinks).toBe(onlyLinks);
  });
});

describe("recogniseIssue", () => {
  it.each([
    ["Add paper: Octo", "", "request"],
    ["Please add this paper", "see the title", "request"],
    ["[Paper] Octo", "", "request"],
    ["Suggestion: Octo", arxiv, "links"],
    ["Suggestion: Octo", `It is good: ${arxiv}`, "request"],
    ["Missing papers on tactile VLAs", `For example ${arxiv}`, "request"],
    ["Missing papers on tactile VLAs", "", undefined],
    ["Add dark mode to the papers page", "", undefined],
    ["Add a search box for papers", "It would help.", undefined],
    ["Missing papers in the table of contents", "", undefined],
    ["Add link checker so it works on forks", "", undefined],
    ["Add: LICENSE file", "", undefined],
    ["Suggest: use tabs", "", undefined],
    ["paper: typo in title of Octo", "", undefined],
    ["Paper links are broken for many works", "", undefined],
    ["推荐一篇论文", "", "request"],
    ["Octo", arxiv, "links"],
    ["How do I add a paper?", "", undefined],
    ["Can you add papers faster?", "", undefined],
    ["Bug: add paper form is broken", "", undefined],
    ["The build fails", `See ${arxiv} for why`, undefined],
    ["Docs: add paper on indexing", "", undefined],
    ["", "", undefined],
    ["A question", "\u0000\u0001\u0002", undefined],
  ])("%j with %j is %s", (title, body, recognition) => {
    expect(recogniseIssue({ title, body })).toBe(recognition);
  });

  it.each([
    ["Add paper: Octo: An Open-Source Generalist", "Octo: An Open-Source Generalist"],
    ["[Paper] Octo policy", "Octo policy"],
    ["Please add the paper: OpenVLA", "OpenVLA"],
    ["Suggest: OpenVLA", "OpenVLA"],
    ["Add paper", undefined],
    ["OpenVLA", undefined],
  ])("the title in %j is %s", (title, found) => {
    expect(titleInRequest(title)).toBe(found);
  });

  it("leaves a locked issue alone", () => {
    const person = { id: 1, login: "a", type: "User" as const };
    const issue = {
      number: 1,
      title: "Add paper: X",
      body: arxiv,
      author: person,
      state: "open" as const,
      createdAt: "",
      labels: [],
    };
    expect(isCandidate({ ...issue, locked: false })).toBe(true);
    expect(isCandidate({ ...issue, locked: true })).toBe(false);
  });
});
