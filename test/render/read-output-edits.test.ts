import { describe, expect, it } from "vitest";
import { defaultConfiguration } from "../../src/list/configuration.ts";
import type { List } from "../../src/list/list.ts";
import type { ListChange } from "../../src/list/list-change.ts";
import { readOutputEdits } from "../../src/render/read-output-edits.ts";
import { renderOutputs } from "../../src/render/render-outputs.ts";
import { runTemplateJob } from "../../src/render/template-job.ts";
import { mergeTemplates, type Templates } from "../../src/render/templates.ts";
import { listOf } from "../list/arbitrary-list.ts";
import { packagedTemplates } from "./packaged-templates.ts";

const octo = {
  id: "octo",
  title: "Octo: An Open-Source Generalist Robot Policy",
  authors: ["Dibya Ghosh", "Homer Walke", "Karl Pertsch", "Kevin Black"],
  date: "2024-05-20",
  venue: "RSS 2024",
  identifiers: { arxiv: "2405.12213" },
  categories: ["notable"],
  links: [
    { kind: "paper", url: "https://arxiv.org/abs/2405.12213" },
    { kind: "website", url: "https://octo-models.github.io" },
    { kind: "code", url: "https://github.com/octo-models/octo" },
  ],
} as const;
const rt1 = {
  id: "rt-1",
  title: "RT-1: Robotics Transformer for [real_world] control",
  date: "2022-12",
  identifiers: { arxiv: "2212.06817" },
  categories: ["notable", "task/interaction"],
  links: [{ kind: "paper", url: "https://arxiv.org/abs/2212.06817" }],
} as const;
const fast = {
  id: "fast",
  title: "FAST: Efficient Action Tokenization",
  date: "2025-01",
  categories: ["embodiment/action-head"],
  links: [{ kind: "paper", url: "https://openreview.net/forum?id=FASTaction1" }],
  summary: "Tokens that are few.",
} as const;
const hands = {
  id: "hands",
  title: "Hands in the Loop",
  date: "2023",
  categories: ["task/interaction"],
  links: [{ kind: "paper", url: "https://example.org/hands.pdf" }],
} as const;
const list = listOf([fast, hands, octo, rt1]);

const marks = (name: string): string =>
  `# Mine\n\nMy words.\n\n<!-- awesome-papers:begin ${name} -->\n<!-- awesome-papers:end ${name} -->\n\nThe end.\n`;

async function render(of: List, templates: Templates, present = marks("list")): Promise<string> {
  const files = new Map([["README.md", present]]);
  const rendered = await renderOutputs({ list: of, templates, configuration: defaultConfiguration, files });
  expect(rendered.problems).toEqual([]);
  return rendered.files.find(({ path }) => path === "README.md")?.text ?? "";
}

interface Case {
  readonly own?: Readonly<Record<string, string>>;
  /** Templates that printed the text before, where they are not the present ones. */
  readonly older?: Readonly<Record<string, string>>;
  readonly present?: string;
  readonly of?: List;
}

/** What is read where the text of our templates, or of these, is edited so. */
async function edited(edit: (text: string) => string, { own = {}, older = own, present, of = list }: Case = {}) {
  const before = await render(of, mergeTemplates(packagedTemplates(), new Map(Object.entries(older))), present);
  const after = edit(before);
  expect(after).not.toBe(before);
  const templates = mergeTemplates(packagedTemplates(), new Map(Object.entries(own)));
  return { before, ...(await readOutputEdits({ before, after, path: "README.md", list: of, templates })) };
}

function replace(from: string, to: string): (text: string) => string {
  return (text) => {
    expect(text).toContain(from);
    return text.replaceAll(from, () => to);
  };
}

const edit = (id: string, set: object, unset?: readonly string[]): ListChange =>
  ({ kind: "edit", id, set, ...(unset === undefined ? {} : { unset }) }) as ListChange;

const line = {
  octo: "- **[2024-05]** [Octo: An Open-Source Generalist Robot Policy](https://arxiv.org/abs/2405.12213) — Dibya Ghosh, Homer Walke et al. · *RSS 2024* · [Website](https://octo-models.github.io) · [Code](https://github.com/octo-models/octo)\n",
  fast: "- **[2025-01]** [FAST: Efficient Action Tokenization](https://openreview.net/forum?id=FASTaction1)\n",
  hands: "- **[2023]** [Hands in the Loop](https://example.org/hands.pdf)\n",
};

describe("readOutputEdits, one entry", () => {
  it.each<[what: string, from: string, to: string, change: ListChange]>([
    [
      "a title",
      "Octo: An Open",
      "Octo, an Open",
      edit("octo", { title: "Octo, an Open-Source Generalist Robot Policy" }),
    ],
    [
      "a title with marks",
      "[real_world",
      "[real_world\\*",
      edit("rt-1", { title: "RT-1: Robotics Transformer for [real_world*] control" }),
    ],
    ["a month", "[2024-05]", "[2024-06]", edit("octo", { date: "2024-06" })],
    ["a date that is gone", "**[2025-01]** ", "", edit("fast", {}, ["date"])],
    ["a venue", "*RSS 2024*", "*RSS XX*", edit("octo", { venue: "RSS XX" })],
    ["a venue that is gone", " · *RSS 2024*", "", edit("octo", {}, ["venue"])],
    ["a venue that is new", "FASTaction1)", "FASTaction1) · *RSS 2025*", edit("fast", { venue: "RSS 2025" })],
    [
      "the first authors, and the others stay",
      "Dibya Ghosh, Homer",
      "D. Ghosh, H.",
      edit("octo", { authors: ["D. Ghosh", "H. Walke", "Karl Pertsch", "Kevin Black"] }),
    ],
    ["all authors", "Dibya Ghosh, Homer Walke et al.", "Octo Team", edit("octo", { authors: ["Octo Team"] })],
    [
      "authors that are new",
      "FASTaction1)",
      "FASTaction1) — Karl Pertsch",
      edit("fast", { authors: ["Karl Pertsch"] }),
    ],
    [
      "an address",
      "octo-models.github.io",
      "octo.example.org",
      edit("octo", { links: [octo.links[0], { kind: "website", url: "https://octo.example.org" }, octo.links[2]] }),
    ],
    [
      "a label",
      "[Website]",
      "[Project]",
      edit("octo", { links: [octo.links[0], { ...octo.links[1], label: "Project" }, octo.links[2]] }),
    ],
    [
      "a link that is new, behind the others",
      "octo-models/octo)",
      "octo-models/octo) · [Video](https://youtu.be/abc)",
      edit("octo", { links: [...octo.links, { kind: "video", url: "https://youtu.be/abc" }] }),
    ],
    [
      "a link that is new, between others",
      " · [Code](https://github.com/octo",
      " · [Weights](https://huggingface.co/rail/octo) · [Code](https://github.com/octo",
      edit("octo", {
        links: [
          octo.links[0],
          octo.links[1],
          { kind: "model", url: "https://huggingface.co/rail/octo", label: "Weights" },
          octo.links[2],
        ],
      }),
    ],
    [
      "a link that is gone",
      " · [Website](https://octo-models.github.io)",
      "",
      edit("octo", { links: [octo.links[0], octo.links[2]] }),
    ],
    [
      "the paper's own link, and the identifier that it named",
      "abs/2405.12213",
      "abs/2405.99999",
      edit("octo", {
        identifiers: { arxiv: "2405.99999" },
        links: [{ kind: "paper", url: "https://arxiv.org/abs/2405.99999" }, octo.links[1], octo.links[2]],
      }),
    ],
    [
      "several at once",
      "**[2025-01]** [FAST: Efficient Action Tokenization](https://openreview.net/forum?id=FASTaction1)",
      "**[2025-02]** [FAST](https://openreview.net/forum?id=FASTaction1) · *RSS* · [Code](https://github.com/a/b)",
      edit("fast", {
        title: "FAST",
        date: "2025-02",
        venue: "RSS",
        links: [fast.links[0], { kind: "code", url: "https://github.com/a/b" }],
      }),
    ],
    [
      "a paper that stands in two places, in both",
      "control](https",
      "at scale](https",
      edit("rt-1", { title: "RT-1: Robotics Transformer for [real_world] at scale" }),
    ],
  ])("reads %s", async (_, from, to, change) => {
    const { changes, near, notUnderstood } = await edited(replace(from, to));
    expect({ changes, near, notUnderstood }).toEqual({ changes: [change], near: [], notUnderstood: [] });
  });

  it("reads the same edit in one of two places", async () => {
    const { changes, notUnderstood } = await edited((text) => text.replace("real_world", "real"));
    expect(changes).toEqual([edit("rt-1", { title: "RT-1: Robotics Transformer for [real] control" })]);
    expect(notUnderstood).toEqual([]);
  });

  it("does not choose between two places that say different things", async () => {
    const { changes, notUnderstood } = await edited((text) =>
      text.replace("real_world", "one").replace("real_world", "two"),
    );
    expect(changes).toEqual([]);
    expect(notUnderstood).toMatchObject([{ reason: "conflict" }]);
  });

  it.each([
    [
      "marks that were not escaped",
      replace("Hands in the Loop", "Hands *in* the <Loop>"),
      { title: "Hands in the <Loop>" },
    ],
    [
      "more authors than are shown",
      replace("Homer Walke et al.", "Homer Walke, Karl Pertsch, Oier Mees"),
      { authors: ["Dibya Ghosh", "Homer Walke", "Karl Pertsch", "Oier Mees"] },
    ],
    ["a date in other words", replace("[2023]", "[June 2023]"), { date: "2023-06" }],
  ])("says how %s will be printed", async (_, change, set) => {
    const { changes, near } = await edited(change);
    expect(changes).toEqual([]);
    expect(near).toMatchObject([{ change: { kind: "edit", set } }]);
    expect(near[0]?.printed).not.toBe(near[0]?.written);
  });

  it.each([
    ["words that no field has, in one of two places", (text) => text.replace(/(- .*RT-1.*)/, "$1 (great!)")],
    ["words that no field has", replace("hands.pdf)", "hands.pdf) (great!)")],
    ["no address any more", replace("(https://example.org/hands.pdf)", "")],
    ["an address that is none", replace("https://example.org/hands.pdf", "javascript:alert(1)")],
    ["another paper's identifier", replace("https://example.org/hands.pdf", "https://arxiv.org/abs/2405.12213")],
    ["a heading", replace("## ⭐ Notable Works", "## ⭐ Famous Works")],
    ["a description", replace("How a body knows itself.", "What a body knows.")],
    ["a row of brackets", replace("Hands in the Loop", "[".repeat(5_000))],
    ["a mark of a region", replace("<!-- awesome-papers:end list -->", "")],
  ])("shows %s, and changes nothing", async (_, change) => {
    const { changes, near, notUnderstood } = await edited(change);
    expect({ changes, near }).toEqual({ changes: [], near: [] });
    expect(notUnderstood.length).toBeGreaterThan(0);
  });
});

const added = (text: string): string =>
  `- **[2026-01]** [${text}](https://arxiv.org/abs/2601.00001) — Ada Lovelace · [Code](https://github.com/ada/x)\n`;
const ada = {
  id: "a-study",
  title: "A Study",
  authors: ["Ada Lovelace"],
  date: "2026-01",
  identifiers: { arxiv: "2601.00001" },
  links: [
    { kind: "paper", url: "https://arxiv.org/abs/2601.00001" },
    { kind: "code", url: "https://github.com/ada/x" },
  ],
} as const;

describe("readOutputEdits, entries", () => {
  it.each([
    ["at the top of a section", line.octo, added("A Study") + line.octo, ["notable"]],
    ["in the middle", line.octo, line.octo + added("A Study"), ["notable"]],
    ["at the end of a section", line.hands, line.hands + added("A Study"), ["task/interaction"]],
    [
      "behind the empty line after a section",
      `${line.fast}\n`,
      `${line.fast}\n${added("A Study")}`,
      ["embodiment/action-head"],
    ],
  ])("reads one that is added %s", async (_, from, to, categories) => {
    const { changes, near, notUnderstood } = await edited(replace(from, to));
    expect(changes).toEqual([{ kind: "add", paper: { ...ada, categories } }]);
    expect({ near, notUnderstood }).toEqual({ near: [], notUnderstood: [] });
  });

  it("reads one that is added to two sections, and another of the same words", async () => {
    const { changes } = await edited((text) =>
      text
        .replace(line.octo, added("A Study") + line.octo)
        .replace(line.hands, line.hands + added("A Study") + added("A Study").replaceAll("00001", "00002")),
    );
    expect(changes).toMatchObject([
      { kind: "add", paper: { id: "a-study", categories: ["notable", "task/interaction"] } },
      { kind: "add", paper: { id: "a-study-2601-00002", categories: ["task/interaction"] } },
    ]);
  });

  it("says what a new entry with little in it will be", async () => {
    const { near } = await edited(replace(line.octo, `${line.octo}- [A Study](https://arxiv.org/abs/2601.00001)\n`));
    expect(near).toMatchObject([
      {
        written: "- [A Study](https://arxiv.org/abs/2601.00001)",
        printed: "- **[2026-01]** [A Study](https://arxiv.org/abs/2601.00001)",
      },
    ]);
  });

  it.each<[string, (text: string) => string, readonly ListChange[]]>([
    ["one that is taken away", replace(line.fast, ""), [{ kind: "remove", id: "fast" }]],
    [
      "one that stood in two places, taken away from both",
      (text) => text.replaceAll(/.*RT-1.*\n/g, ""),
      [{ kind: "remove", id: "rt-1" }],
    ],
    [
      "one that is left in one of two places",
      (text) => text.replace(/.*RT-1.*\n/, ""),
      [edit("rt-1", { categories: ["task/interaction"] })],
    ],
    [
      "a move",
      (text) => text.replace(line.hands, "").replace(line.octo, line.octo + line.hands),
      [edit("hands", { categories: ["notable"] })],
    ],
    [
      "a move with an edit",
      (text) => text.replace(line.hands, "").replace(line.octo, line.octo + line.hands.replace("2023", "2024")),
      [edit("hands", { date: "2024", categories: ["notable"] })],
    ],
    [
      "a second place",
      (text) => text.replace(line.octo, line.octo + line.hands),
      [edit("hands", { categories: ["task/interaction", "notable"] })],
    ],
    [
      "one in the place of another",
      replace(line.hands, added("A Study")),
      [
        { kind: "add", paper: { ...ada, categories: ["task/interaction"] } },
        { kind: "remove", id: "hands" },
      ],
    ],
    [
      "neighbours",
      (text) => text.replace("real_world", "real").replace("Octo:", "OCTO:"),
      [
        edit("octo", { title: octo.title.replace("Octo", "OCTO") }),
        edit("rt-1", { title: "RT-1: Robotics Transformer for [real] control" }),
      ],
    ],
  ])("reads %s", async (_, change, expected) => {
    const { changes, near, notUnderstood } = await edited(change);
    expect(new Set(changes)).toEqual(new Set(expected));
    expect({ near, notUnderstood }).toEqual({ near: [], notUnderstood: [] });
  });

  it.each([
    ["order", (text: string) => text.replace(/(- .*Hands.*\n)(- .*RT-1.*\n)/, "$2$1")],
    ["repeated", (text: string) => text.replace(line.hands, line.hands + line.hands)],
    ["place", (text: string) => text.replace("## Contents\n", `## Contents\n\n${line.hands}`)],
    ["conflict", (text: string) => text.replace(line.octo, line.octo + line.hands.replace("Hands in", "Feet out of"))],
  ])("does not read a change of %s as one of a paper", async (reason, change) => {
    const { changes, near, notUnderstood } = await edited(change);
    expect({ changes, near }).toEqual({ changes: [], near: [] });
    expect(notUnderstood).toMatchObject([{ reason }]);
  });

  it("passes over counts that follow by themselves, and shows those that do not", async () => {
    const add = replace(line.octo, line.octo + added("A Study"));
    const right = await edited((text) =>
      add(text).replace(
        "![4 papers](https://img.shields.io/badge/papers-4-",
        "![5 papers](https://img.shields.io/badge/papers-5-",
      ),
    );
    expect(right.notUnderstood).toEqual([]);
    const wrong = await edited((text) => add(text).replace("![4 papers]", "![6 papers]"));
    expect(wrong.notUnderstood).toMatchObject([
      { reason: "not-an-entry", after: expect.stringContaining("![6 papers]") },
    ]);
    expect(wrong.changes).toHaveLength(1);
  });
});

describe("readOutputEdits, outputs", () => {
  const shiny = {
    "entry.liquid":
      "* {{ paper.title }}. {{ paper.authors | join: '; ' }} ({{ paper.date | date: '%b %Y' }}) [paper]({{ paper.url }}){% for link in paper.links %} [{{ link.label }}]({{ link.url }}){% endfor %}\n",
  };
  const details = {
    "entry.liquid":
      "<details>\n<summary><b>{{ paper.title | html }}</b>{% if paper.venue %} ({{ paper.venue | html }}){% endif %}</summary>\n\n{% if paper.summary %}> {{ paper.summary }}\n\n{% endif %}- [Paper]({{ paper.url }})\n{% for link in paper.links %}- [{{ link.label }}]({{ link.url }})\n{% endfor %}\n</details>\n\n",
  };
  const table = {
    "category.liquid":
      "{% if category.papers.size > 0 %}**{{ category.heading }}**\n\n| title | year |\n| --- | --- |\n{% for paper in category.papers %}| {{ paper.title | link: paper.url }} | {{ paper.year }} |\n{% endfor %}\n{% endif %}{% for inner in category.categories %}{% render 'category', category: inner %}{% endfor %}",
  };

  it.each<[string, Case["own"], (text: string) => string, readonly object[]]>([
    [
      "one line: title",
      shiny,
      replace("FAST: Efficient", "FAST: Fast"),
      [edit("fast", { title: "FAST: Fast Action Tokenization" })],
    ],
    [
      "one line: names and month",
      shiny,
      replace("Dibya Ghosh; Homer Walke; Karl Pertsch; Kevin Black (May", "Dibya Ghosh; Kevin Black (Jun"),
      [edit("octo", { authors: ["Dibya Ghosh", "Kevin Black"], date: "2024-06" })],
    ],
    [
      "one line: added",
      shiny,
      (text) =>
        text.replace(
          /(?=\* Octo)/,
          "* A Study. Ada Lovelace (Jan 2026) [paper](https://arxiv.org/abs/2601.00001) [Code](https://github.com/ada/x)\n",
        ),
      [{ kind: "add", paper: { ...ada, categories: ["notable"] } }],
    ],
    [
      "details: title",
      details,
      replace("<b>RT-1: Robotics", "<b>RT-1: A Robotics"),
      [edit("rt-1", { title: "RT-1: A Robotics Transformer for [real_world] control" })],
    ],
    [
      "details: summary",
      details,
      replace("Tokens that are few.", "Few tokens, \\*good\\* ones."),
      [edit("fast", { summary: "Few tokens, *good* ones." })],
    ],
    [
      "details: venue and link",
      details,
      replace(
        "Loop</b></summary>\n\n- [Paper](https://example.org/hands.pdf)\n",
        "Loop</b> (RSS)</summary>\n\n- [Paper](https://example.org/hands.pdf)\n- [Code](https://github.com/h/h)\n",
      ),
      [edit("hands", { venue: "RSS", links: [hands.links[0], { kind: "code", url: "https://github.com/h/h" }] })],
    ],
    [
      "details: removed",
      details,
      (text) => text.replace(/<details>\n.*FAST[^]*?<\/details>\n\n/, ""),
      [{ kind: "remove", id: "fast" }],
    ],
    [
      "details: added",
      details,
      (text) =>
        text.replace(
          /(?=<details>\n.*FAST)/,
          "<details>\n<summary><b>A Study</b></summary>\n\n- [Paper](https://example.org/study.pdf)\n\n</details>\n\n",
        ),
      [
        {
          kind: "add",
          paper: {
            id: "a-study",
            title: "A Study",
            categories: ["embodiment/action-head"],
            links: [{ kind: "paper", url: "https://example.org/study.pdf" }],
          },
        },
      ],
    ],
    [
      "a table without entry.liquid: title",
      table,
      replace("Hands in the Loop", "Hands, in the Loop"),
      [edit("hands", { title: "Hands, in the Loop" })],
    ],
    [
      "a table without entry.liquid: added",
      table,
      (text) => text.replace(/(?=\| \[FAST)/, "| [A Study](https://example.org/study.pdf) | 2026 |\n"),
      [
        {
          kind: "add",
          paper: {
            id: "a-study",
            title: "A Study",
            date: "2026",
            categories: ["embodiment/action-head"],
            links: [{ kind: "paper", url: "https://example.org/study.pdf" }],
          },
        },
      ],
    ],
  ])("reads templates of one's own: %s", async (_, own = {}, change, expected) => {
    const { changes, near, notUnderstood } = await edited(change, { own });
    expect({ changes, near, notUnderstood }).toEqual({ changes: expected, near: [], notUnderstood: [] });
  });

  it.each([
    ["the line that was edited", replace("FAST: Efficient", "FAST: Fast"), { title: "FAST: Fast Action Tokenization" }],
    [
      "a link",
      replace("FASTaction1)", "FASTaction2)"),
      { links: [{ kind: "paper", url: "https://openreview.net/forum?id=FASTaction2" }] },
    ],
  ])("reads nothing of an older template's output but %s", async (_, change, set) => {
    const older = { "entry.liquid": "* {{ paper.title | link: paper.url }} ({{ paper.year }})" };
    const { changes, near, notUnderstood } = await edited(change, { older });
    expect({ changes, notUnderstood }).toEqual({ changes: [], notUnderstood: [] });
    expect(near).toMatchObject([{ change: { kind: "edit", id: "fast", set } }]);
  });

  it("reads lines with CRLF as those without", async () => {
    const present = marks("list").replaceAll("\n", "\r\n");
    const { before, changes, notUnderstood, outside } = await edited(replace("FAST: Efficient", "FAST: Fast"), {
      present,
    });
    expect(before).toContain("\r\n");
    expect(changes).toEqual([edit("fast", { title: "FAST: Fast Action Tokenization" })]);
    expect({ notUnderstood, outside }).toEqual({ notUnderstood: [], outside: false });
  });

  it("leaves what is outside of the regions, says so, and counts lines in the whole text", async () => {
    const result = await edited((text) =>
      text.replace("My words.", "My words.\n\nMore.").replace("(https://example.org/hands.pdf)", ""),
    );
    expect(result).toMatchObject({ changes: [], outside: true });
    const [found] = result.notUnderstood;
    const lines = result.before.split("\n");
    expect(found?.line).toBe(lines.findIndex((one) => one.includes("Hands in")) + 3);
  });

  it("reads an output that is generated as a whole", async () => {
    const present = "<!-- awesome-papers:generated -->\n";
    const { changes, outside } = await edited(replace("FAST: Efficient", "FAST: Fast"), { present });
    expect({ changes, outside }).toEqual({
      changes: [edit("fast", { title: "FAST: Fast Action Tokenization" })],
      outside: false,
    });
  });

  it("shows a rewrite as one, and looks at no line of it", async () => {
    const rewritten = Array.from({ length: 5_000 }, (_, at) => `- [Paper ${at}](https://example.org/${at})`).join("\n");
    const { changes, notUnderstood } = await edited((text) => text.replace(line.octo, `${rewritten}\n`));
    expect(changes).toEqual([]);
    expect(notUnderstood).toMatchObject([{ reason: "too-much" }]);
  });

  it("is a job that a worker can do", async () => {
    const templates = packagedTemplates();
    const before = await render(list, templates);
    const job = { before, after: before.replace("FAST: Eff", "Eff"), path: "README.md", list, templates };
    await expect(runTemplateJob({ kind: "read-edits", ...job })).resolves.toMatchObject({
      ok: true,
      value: { changes: [edit("fast", { title: "Efficient Action Tokenization" })] },
    });
  });
});
