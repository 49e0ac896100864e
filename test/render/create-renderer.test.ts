import { describe, expect, it } from "vitest";
import type { List } from "../../src/list/list.ts";
import type { Paper } from "../../src/list/paper.ts";
import { checkTemplates, createRenderer, renderBotText } from "../../src/render/create-renderer.ts";
import { runTemplateJob } from "../../src/render/template-job.ts";
import { packagedTemplates } from "./packaged-templates.ts";

const paper: Paper = {
  id: "one",
  title: "A *title*",
  authors: ["A. First", "B. Second", "C. Third"],
  date: "2025-06-26",
  venue: "CoRL 2025",
  categories: ["a"],
  identifiers: { acl: "2024.acl-long.1" },
  links: [
    { kind: "code", url: "https://github.com/a/b" },
    { kind: "other", url: "javascript:x" },
  ],
  digest: { keyPoints: ["k"] },
};
const list: List = { title: "L", taxonomy: [{ id: "a", title: "A" }], papers: [paper] };

describe("createRenderer", () => {
  const renderer = createRenderer(packagedTemplates());

  it.each([
    [
      paper,
      "- **[2025-06]** [A \\*title\\*](https://aclanthology.org/2024.acl-long.1/) — A. First, B. Second, C. Third · *CoRL 2025* · [Code](https://github.com/a/b)\n",
    ],
    [{ id: "x", title: "Bare", categories: ["a"] }, "- Bare\n"],
    [
      { id: "x", title: "First link", categories: [], links: [{ kind: "website", url: "https://a.b" }] },
      "- [First link](https://a.b)\n",
    ],
    [{ id: "x", title: "Bad link", categories: [], links: [{ kind: "paper", url: "data:x" }] }, "- Bad link\n"],
  ] satisfies readonly (readonly [Paper, string])[])("prints one paper as the README does", (one, expected) => {
    expect(renderer.entry(list, one)).toEqual({ ok: true, value: expected });
  });

  it("prints entries of an adopted list, which may be numbered, in no category", () => {
    const own = createRenderer(
      new Map([["entry.liquid", "{{ number }}. {{ paper.title }}{% if category %}x{% endif %}{{ category.title }}"]]),
    );
    expect(own.entry(list, paper)).toEqual({ ok: true, value: "1. A \\*title\\*" });
  });

  it("shows every field to a template", () => {
    const own = createRenderer(
      new Map([
        [
          "entry.liquid",
          "{{ paper.digest.keyPoints }}{{ paper.digest.idea }}{{ paper.year }}{{ paper.identifiers.acl }}{{ paper.identifiers.doi }}{{ paper.findings.size }}{{ paper.translations.size }}",
        ],
      ]),
    );
    expect(own.entry(list, paper)).toEqual({ ok: true, value: "k20252024.acl-long.100" });
  });

  it("says what is wrong in a template", () => {
    const own = createRenderer(new Map([["entry.liquid", "{{ paper.titl }}"]]));
    expect(own.entry(list, paper)).toMatchObject({
      ok: false,
      problems: [{ code: "template-unknown-variable", nearest: "title" }],
    });
  });
});

describe("renderBotText", () => {
  const own = (source: string) =>
    new Map([
      ["bot/x.liquid", source],
      ["bot/y.liquid", "<{{ z }}>"],
    ]);

  it("escapes facts, passes our Markdown, and takes what is not there as nothing", () => {
    const facts = {
      name: "*a* @b",
      lines: { markdown: "- **x**" },
      many: [{ markdown: "*y*" }, { n: 1, gone: undefined }],
      kind: "it's",
      odd: { markdown: 1 },
      more: { markdown: "x", y: "z" },
    };
    const template =
      "{{ name }} {{ lines }} {{ many[0] }} {{ many[1].n }}{{ many[1].gone }}{{ nope.x }}{% if kind == \"it's\" %}yes{% endif %}{{ odd.markdown }}{{ more.y }}{% render 'bot/y', z: name %}{{ name | code }}";
    expect(renderBotText(own(template), "x", facts)).toBe(
      "\\*a\\* @&#8203;b - **x** *y* 1yes1z<\\*a\\* @&#8203;b>`*a* @b`",
    );
  });

  it("throws for a fault in our own templates", () => {
    expect(() => renderBotText(own("a\n{{ x | nope }}"), "x", {})).toThrow(
      "templates/bot/x.liquid:2: There is no filter",
    );
    expect(() => renderBotText(own("a"), "none", {})).toThrow("There is no template");
  });
});

describe("checkTemplates", () => {
  it("finds a fact that the bot does not know, which would print nothing", () => {
    const packaged = packagedTemplates();
    const own = new Map([
      ...packaged,
      ["bot/ready.liquid", "Hello {{ autor }}, see #{{ pull }}{% if nobody %}!{% endif %}"],
    ]);
    expect(checkTemplates(own, packaged)).toMatchObject([
      { code: "template-unknown-variable", given: "autor", nearest: "author", file: "templates/bot/ready.liquid" },
      { code: "template-unknown-variable", given: "nobody", file: "templates/bot/ready.liquid" },
    ]);
  });

  it("finds nothing in our own", () => {
    expect(checkTemplates(packagedTemplates())).toEqual([]);
  });

  it("names file and line of each that does not parse", () => {
    const templates = new Map([
      ["a.liquid", "x\n{% if %}"],
      ["b.liquid", "{{ x | nope }}"],
      ["notes.md", "{% if %}"],
    ]);
    expect(checkTemplates(templates)).toMatchObject([
      { file: "templates/a.liquid", position: { line: 2 } },
      { file: "templates/b.liquid", position: { line: 1 } },
    ]);
  });
});

describe("runTemplateJob", () => {
  it("does each kind of job", async () => {
    const templates = packagedTemplates();
    await expect(runTemplateJob({ kind: "entries", templates, list, ids: ["one", "two"] })).resolves.toMatchObject({
      ok: true,
    });
    await expect(
      runTemplateJob({ kind: "bot-text", templates: new Map([["bot/x.liquid", "hi"]]), name: "x", facts: {} }),
    ).resolves.toEqual({ ok: true, value: "hi" });
    const broken = new Map([["entry.liquid", "{{ x | nope }}"]]);
    await expect(runTemplateJob({ kind: "entries", templates: broken, list, ids: ["one"] })).resolves.toMatchObject({
      ok: false,
    });
  });
});
