import { describe, expect, it } from "vitest";
import { renderInWorker } from "../../src/app/render-in-worker.ts";
import { defaultConfiguration } from "../../src/list/configuration.ts";
import type { List } from "../../src/list/list.ts";
import { mergeTemplates } from "../../src/render/templates.ts";
import { packagedTemplates } from "../render/packaged-templates.ts";

const list: List = {
  title: "A list",
  taxonomy: [{ id: "a", title: "A" }],
  papers: [{ id: "one", title: "One", categories: ["a"], identifiers: { arxiv: "2506.20966" } }],
};

function outputs(template: string, others: Readonly<Record<string, string>> = {}) {
  const own = new Map(Object.entries({ "README.md.liquid": template, ...others }));
  const templates = mergeTemplates(packagedTemplates(), own);
  return { kind: "outputs", list, templates, configuration: defaultConfiguration, files: new Map() } as const;
}

/** Codes of the problems, wherever they were found: in LiquidJS, or by stopping the worker. */
async function codesOf(template: string, others?: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const answer = await renderInWorker(outputs(template, others), { time: 5000, memory: 256 });
  return (answer.ok ? answer.value.problems : answer.problems).map(({ code }) => code);
}

describe("renderInWorker", () => {
  it("renders the outputs", async () => {
    const answer = await renderInWorker(outputs("# {{ list.title }}: {{ papers.size }}"));
    expect(answer).toMatchObject({ ok: true, value: { problems: [] } });
    expect(answer.ok && answer.value.files[0]?.text).toBe("<!-- awesome-papers:generated -->\n\n# A list: 1\n");
  });

  it("renders entries and the bot's words", async () => {
    const templates = packagedTemplates();
    await expect(renderInWorker({ kind: "entries", templates, list, ids: ["one", "none"] })).resolves.toEqual({
      ok: true,
      value: "- [One](https://arxiv.org/abs/2506.20966)\n",
    });
    const own = new Map([["bot/hello.liquid", "{{ name }} {{ lines }}"]]);
    const facts = { name: "*x*", lines: { markdown: "**y**" }, absent: undefined };
    await expect(renderInWorker({ kind: "bot-text", templates: own, name: "hello", facts })).resolves.toEqual({
      ok: true,
      value: "\\*x\\* **y**",
    });
  });

  it.each([
    ["a loop over a huge range", "{% for i in (1..1000000000) %}x{% endfor %}", "template-too-long"],
    [
      "loops in loops",
      "{% for a in (1..100000) %}{% for b in (1..100000) %}{% endfor %}{% endfor %}",
      "template-too-long",
    ],
    [
      "100 MB of output",
      // In pieces of a thousand characters, so that the limit of output is reached long before any of time.
      `{% assign x = "${"0123456789".repeat(100)}" %}{% for i in (1..100000) %}{{ x }}{% endfor %}`,
      "template-too-much-output",
    ],
  ])("ends %s", async (_, template, code) => {
    await expect(codesOf(template)).resolves.toEqual([code]);
  });

  it("stops one filter over a huge list, which LiquidJS itself cannot", async () => {
    const template = '{% assign numbers = (1..1000000) %}{{ numbers | where_exp: "n", "n == 1" | size }}';
    const answer = await renderInWorker(outputs(template), { time: 100, memory: 512 });
    expect(answer).toMatchObject({ ok: false, problems: [{ code: "template-too-long", file: "templates" }] });
  });

  it("ends templates that render each other", async () => {
    const others = { "a.liquid": '{% render "b" %}', "b.liquid": '{% include "a" %}' };
    await expect(codesOf('{% render "a" %}', others)).resolves.toEqual(["template-too-long"]);
  });

  it("stops what takes all memory", async () => {
    const grow = "{% assign a = (1..1000000) %}{% for i in (1..90) %}{% assign a = a | push: a %}{% endfor %}";
    const answer = await codesOf(grow);
    expect(answer).toHaveLength(1);
    expect(["template-too-much-output", "template-too-long"]).toContain(answer[0]);
  });

  it("has nothing of ours in its environment, and no file", async () => {
    await expect(codesOf('{% render "../../../etc/passwd" %}')).resolves.toEqual(["template-syntax"]);
    await expect(codesOf("{{ process.env }}")).resolves.toEqual(["template-unknown-variable"]);
  });
});
