import { describe, expect, it } from "vitest";
import { isCandidate, papersInRequest, recogniseIssue, titleInRequest } from "../../src/intake/recognise-issue.ts";
import { readFreeText } from "../../src/intake/read-free-text.ts";

const arxiv = "https://arxiv.org/abs/2405.12213";
const other = "https://arxiv.org/abs/2406.09246";
const pmlr = "https://proceedings.mlr.press/v270/kim25c.html";
const pmlrPdf = "https://proceedings.mlr.press/v270/kim25c/kim25c.pdf";
const cvf = "https://openaccess.thecvf.com/content/CVPR2024/html/Yang_PhyScene_CVPR_2024_paper.html";
const attention = "Attention Is All You Need";
const openvla = "OpenVLA: An Open-Source Vision-Language-Action Model";
const read = (body: string): unknown => readFreeText(body).papers.map(({ answers }) => Object.fromEntries(answers));

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
    ["a page without an identifier", pmlr, [{ links: pmlr }]],
    ["two such pages", `${pmlr}\n${cvf}`, [{ links: pmlr }, { links: cvf }]],
    ["two forms of such a page", `${pmlr} ${pmlrPdf}`, [{ links: `${pmlr}\n${pmlrPdf}` }]],
    ["a page beside an identifier", `[arXiv](${other}) [PMLR](${pmlr})`, [{ links: `${other}\n${pmlr}` }]],
    ["a title and an author", `"${attention}" by Vaswani et al.`, [{ title: attention, authors: "Vaswani" }]],
    [
      "several of them",
      `- ${attention}, Vaswani et al. (2017)\n- ${openvla} — Moo Jin Kim, Karl Pertsch\n\nThanks!`,
      [
        { title: attention, authors: "Vaswani", date: "2017" },
        { title: openvla, authors: "Moo Jin Kim\nKarl Pertsch" },
      ],
    ],
    [
      "several with their links",
      `"${attention}" by Vaswani et al.\nhttps://arxiv.org/abs/1706.03762\n\n${openvla} (Kim et al., 2024)\n\n${other}`,
      [
        { title: attention, authors: "Vaswani", links: "https://arxiv.org/abs/1706.03762" },
        { title: openvla, authors: "Kim", date: "2024", links: other },
      ],
    ],
    [
      "a citation without a link before one with",
      `- ${attention}, Vaswani et al.\n- [${openvla}](${other}) by Kim et al.`,
      [
        { title: attention, authors: "Vaswani" },
        { title: openvla, authors: "Kim", links: other },
      ],
    ],
    [
      "a link in the list item beside a citation",
      `- ${attention}, Vaswani et al.\n- ${other}`,
      [{ title: attention, authors: "Vaswani" }, { links: other }],
    ],
    [
      "a link in a list under a citation",
      `- ${attention}, Vaswani et al.\n  - https://arxiv.org/abs/1706.03762`,
      [{ title: attention, authors: "Vaswani", links: "https://arxiv.org/abs/1706.03762" }],
    ],
    [
      "a citation and its link on one line",
      `${openvla} — Kim et al. [[paper](${other})] [[code](https://github.com/openvla/openvla)]`,
      [{ title: openvla, authors: "Kim", links: `${other}\nhttps://github.com/openvla/openvla` }],
    ],
    [
      "a citation under its link",
      `${other}\n"${openvla}" by Kim et al.`,
      [{ links: other, title: openvla, authors: "Kim" }],
    ],
    [
      "a citation apart from a link",
      `${other}\n\n"${attention}" by Vaswani et al.`,
      [{ links: other }, { title: attention, authors: "Vaswani" }],
    ],
    [
      "fields of several papers",
      `Title: ${attention}\nAuthors: Vaswani et al.\nYear: 2017\n\nTitle: ${openvla}\nLink: ${other}`,
      [
        { title: attention, authors: "Vaswani et al.", date: "2017" },
        { title: openvla, links: other },
      ],
    ],
    [
      "a citation on the line of a link given before",
      `${other}\n\nhttps://arxiv.org/abs/1706.03762\n\n${openvla} — Kim et al. ${other}`,
      [{ links: other, title: openvla, authors: "Kim" }, { links: "https://arxiv.org/abs/1706.03762" }],
    ],
    [
      "a citation with its code",
      `${other}\n\n"${attention}" by Vaswani et al. [code](https://github.com/tensorflow/tensor2tensor)`,
      [
        { links: other },
        { links: "https://github.com/tensorflow/tensor2tensor", title: attention, authors: "Vaswani" },
      ],
    ],
    ["prose", "Hi all, I think you should add the new paper from Berkeley by Kim et al. (2024)", []],
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
    [pmlr, true],
    [`- ${pmlrPdf}\n- ${cvf}`, true],
    ["https://www.semanticscholar.org/paper/204e3073870fae3d05bcbc2f6a8e263d9b72e776", true],
    ["https://api.semanticscholar.org/CorpusID:13756489", true],
    ["https://proceedings.mlr.press/v270/", false],
    ["https://a.org/paper.pdf", false],
    [`"${attention}" by Vaswani et al.`, false],
    ["", false],
    ["> ".repeat(30_000), false],
  ])("%j is only links: %s", (body, onlyLinks) => {
    expect(readFreeText(body).onlyLinks).toBe(onlyLinks);
  });
});

describe("what nobody named", () => {
  it.each([
    [`Title: ${openvla}\nAuthors: Moo Jin Kim`, []],
    [`[${openvla}](${other})`, ["title"]],
    [`${openvla}, Kim et al. (2024)`, ["title", "authors", "date"]],
    [`${openvla}, Kim et al. (2024)\nDate: 2024-06\nTitle: OpenVLA`, ["authors"]],
  ])("is loose in %j", (body, fields) => {
    expect([...(readFreeText(body).papers.at(-1)?.loose ?? [])]).toEqual(fields);
  });
});

describe("papersInRequest", () => {
  it.each([
    ["Add paper: 2406.09246", [{ links: "arXiv:2406.09246" }]],
    [`Add paper: ${pmlr}`, [{ links: pmlr }]],
    [`Add paper: "${attention}" by Vaswani et al.`, [{ title: attention, authors: "Vaswani" }]],
    ["Add paper: Octo", [{ title: "Octo" }]],
    ["Add paper", []],
  ])("in %j", (title, papers) => {
    expect(papersInRequest(title).map(({ answers }) => Object.fromEntries(answers))).toEqual(papers);
  });
});

describe("recogniseIssue", () => {
  it.each([
    ["A paper", pmlr, "links"],
    ["A repository", "https://github.com/octo-models/octo", undefined],
    ["A paper", `"${attention}" by Vaswani et al.`, undefined],
    ["Add paper", `"${attention}" by Vaswani et al.`, "request"],
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
