import { describe, expect, it } from "vitest";
import type { List } from "../../src/list/list.ts";
import type { Paper } from "../../src/list/paper.ts";
import { viewOfPaper } from "../../src/render/paper-view.ts";
import { isSafeText } from "../../src/render/safe-text.ts";
import { printValue } from "../../src/render/print-value.ts";
import { readOutputEdits } from "../../src/render/read-output-edits.ts";
import { renderOutputs } from "../../src/render/render-outputs.ts";
import { defaultConfiguration } from "../../src/list/configuration.ts";
import { runTemplateJob } from "../../src/render/template-job.ts";

const paper: Paper = {
  id: "comet",
  title: "Comet: Fine-grained Overlapping",
  nickname: "Comet",
  institutions: ["MIT", "A & B"],
  categories: ["a", "b"],
  links: [
    { kind: "code", url: "https://gitlab.com/x/y" },
    { kind: "code", url: "https://github.com/mit/comet.git/tree/main" },
    { kind: "paper", url: "https://arxiv.org/abs/2502.19811", label: "PDF" },
  ],
  notes: { task: "**Planning** <br> @x" },
  marks: ["🔥", "⭐️", ":star_struck:", "**", "🔥"],
  image: "https://example.org/a (b).png",
  asWritten: { links: "[[PDF](u)]", entry: { a: "* in a", b: "* in b <!-- Awesome-Papers:end x -->" } },
};
const list: List = {
  title: "L",
  taxonomy: [
    { id: "a", title: "A" },
    { id: "b", title: "B" },
  ],
  papers: [paper],
};

describe("the view of a paper of an adopted list", () => {
  const view = viewOfPaper(paper);

  it("has what such a list says", () => {
    expect(view).toMatchObject({
      nickname: "Comet",
      titleRest: "Fine-grained Overlapping",
      institutions: ["MIT", "A & B"],
    });
    expect(view.everyLink.map(({ label, url }) => `${label} ${url.valueOf()}`)).toEqual([
      "Code https://gitlab.com/x/y",
      "Code https://github.com/mit/comet.git/tree/main",
      "PDF https://arxiv.org/abs/2502.19811",
    ]);
    expect(view.links).toHaveLength(2);
    expect(view.repository?.valueOf()).toBe("mit/comet");
    expect(view.image?.valueOf()).toBe("https://example.org/a%20%28b%29.png");
    expect(view.notes["task"]?.valueOf()).toBe("**Planning** <br> @x");
    expect(view.marks.map(printValue)).toEqual(["🔥", "⭐️", ":star_struck:", "\\*\\*", "🔥"]);
  });

  it("says nothing of what a paper has not", () => {
    expect(viewOfPaper({ id: "x", title: "X", categories: [] })).toMatchObject({
      nickname: null,
      titleRest: "X",
      institutions: [],
      everyLink: [],
      repository: null,
      marks: [],
      image: null,
      notes: {},
      asWritten: { authors: null, date: null, links: null, entry: null },
    });
  });

  it.each([
    ["Comet: More", "More"],
    ["Comet - More", "More"],
    ["Comet—More", "More"],
    ["Comet – More", "More"],
    ["Comets: More", "Comets: More"],
    ["Comet More", "Comet More"],
    ["Comet", "Comet"],
    ["Comet: ", "Comet: "],
    ["A Comet: More", "A Comet: More"],
  ])("takes the nickname from the title %j", (title, rest) => {
    expect(viewOfPaper({ ...paper, title }).titleRest).toBe(rest);
  });

  it.each([
    ["a", "* in a"],
    ["b", "* in b <!\u200b-- Awesome-Papers:end x -->"],
    ["c", undefined],
    ["constructor", undefined],
    [undefined, undefined],
  ])("has the entry as it is written in the category %j", (category, expected) => {
    const { entry } = viewOfPaper(paper, category).asWritten;
    expect(entry?.valueOf()).toBe(expected);
    expect(entry === null || isSafeText(entry)).toBe(true);
  });
});

describe("an adopted README", () => {
  const templates = new Map([
    [
      "entry.liquid",
      "{% if paper.asWritten.entry %}{{ paper.asWritten.entry }}{% else %}* {{ paper.title }}{{ paper.notes.task }}{% endif %}\n",
    ],
    ["README.md/a.liquid", "{% for paper in categories[0].papers %}{% render 'entry', paper: paper %}{% endfor %}"],
    ["README.md/b.liquid", "{% for paper in categories[1].papers %}{% render 'entry', paper: paper %}{% endfor %}"],
    ["README.md/c.liquid", "\n  \n   indented\n\nlast  \n \n"],
    ["README.md/d.liquid", " \n"],
  ]);

  async function build(readme: string): Promise<string | undefined> {
    const files = new Map([["README.md", readme]]);
    const { files: written } = await renderOutputs({ list, templates, configuration: defaultConfiguration, files });
    return written.find(({ path }) => path === "README.md")?.text;
  }

  function region(name: string, inside: string, newline = "\n"): string {
    return `<!-- awesome-papers:begin ${name} -->${newline}${inside}<!-- awesome-papers:end ${name} -->${newline}`;
  }

  it("prints a paper in each category as it is written there", async () => {
    expect(await build(region("a", "x\n") + region("b", "x\n"))).toBe(
      region("a", "* in a\n") + region("b", "* in b <!\u200b-- Awesome-Papers:end x -->\n"),
    );
  });

  it.each([
    ["x\n", "* in a\n"],
    ["\nx\n", "\n* in a\n"],
    ["x\n\n \n", "* in a\n\n \n"],
    ["\t\n\nx\n\ny\n\n", "\t\n\n* in a\n\n"],
    ["", "\n* in a\n\n"],
    ["\n \n\n", "\n* in a\n\n"],
  ])("keeps the empty lines at both ends of a region: %j", async (inside, expected) => {
    for (const newline of ["\n", "\r\n"]) {
      const [before, after] = [inside, expected].map((text) => region("a", text.replaceAll("\n", newline), newline));
      expect(await build(before ?? "")).toBe(after);
      expect(await build(after ?? "")).toBe(after);
    }
  });

  it("keeps the spaces of a region's first and last line, and nothing of one without words", async () => {
    expect(await build(region("c", "x\n") + region("d", "\nx\n\n"))).toBe(
      region("c", "   indented\n\nlast  \n") + region("d", ""),
    );
  });
});

describe("an edit of an adopted README", () => {
  const entry =
    "* {% if paper.nickname %}**{{ paper.nickname }}**: {% endif %}{{ paper.titleRest }}, {{ paper.date }}. ";
  const templates = new Map([
    [
      "entry.liquid",
      `${entry}{% if paper.asWritten.links %}{{ paper.asWritten.links }}{% else %}{% for link in paper.everyLink %}[{{ link.label }}]({{ link.url }}){% endfor %}{% endif %}\n`,
    ],
    ["README.md/a.liquid", "{% for paper in categories[0].papers %}{% render 'entry', paper: paper %}{% endfor %}"],
  ]);
  const { asWritten: _asWritten, ...fields } = paper;
  const comet: Paper = { ...fields, date: "2025", links: [{ kind: "paper", url: "https://example.org/comet" }] };
  const links = "[[PDF]](https://example.org/comet)";

  it.each([
    ["a title behind its nickname", comet, "overlapping", "Overlap", { title: "Comet: Fine-grained Overlap" }],
    ["a date", comet, "2025", "2026", { date: "2026" }],
    ["a date beside links as they are written", { ...comet, asWritten: { links } }, "2025", "2026", { date: "2026" }],
  ] satisfies readonly (readonly [string, Paper, string, string, Partial<Paper>])[])(
    "reads %s",
    async (_name, one, from, to, set) => {
      const now = { ...list, papers: [one] };
      const region = "## A\n<!-- awesome-papers:begin a -->\n<!-- awesome-papers:end a -->\n";
      const files = new Map([["README.md", region]]);
      const built = await renderOutputs({ list: now, templates, configuration: defaultConfiguration, files });
      const before = built.files.find(({ path }) => path === "README.md")?.text ?? "";
      const after = before.replace(new RegExp(from, "i"), to);
      const edits = await readOutputEdits({ before, after, path: "README.md", list: now, templates });
      expect(edits).toMatchObject({ changes: [{ kind: "edit", id: "comet", set }], near: [], notUnderstood: [] });
    },
  );
});

describe("the preview of an entry", () => {
  it.each([
    ["mentions nobody", { notes: { task: " @octocat #1" } }, "* T @\u200boctocat #\u200b1\n"],
    ["opens no comment", { asWritten: { entry: "* x <!-- y" } }, "- x \\<!-- y\n"],
    ["has no HTML", { asWritten: { entry: '* x <img src="https://e.org">' } }, "- x\n"],
  ] satisfies readonly (readonly [string, Partial<Paper>, string])[])("%s", async (_name, rest, value) => {
    const one: Paper = { id: "t", title: "T", categories: ["a"], ...rest };
    const templates = new Map([
      [
        "entry.liquid",
        "{% if paper.asWritten.entry %}{{ paper.asWritten.entry }}{% else %}* {{ paper.title }} {{ paper.notes.task }}{% endif %}\n",
      ],
    ]);
    const job = { kind: "entries", templates, list: { ...list, papers: [one] }, ids: ["t"] } as const;
    expect(await runTemplateJob(job)).toEqual({ ok: true, value });
  });
});
