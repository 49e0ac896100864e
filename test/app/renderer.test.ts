import { describe, expect, it } from "vitest";
import { renderInWorker } from "../../src/app/render-in-worker.ts";
import { createRendererFor } from "../../src/app/renderer.ts";
import { defaultConfiguration } from "../../src/list/configuration.ts";
import type { List } from "../../src/list/list.ts";
import type { OutputEdits } from "../../src/render/output-edits.ts";
import { packagedTemplates } from "../render/packaged-templates.ts";

const list: List = {
  title: "A list",
  taxonomy: [{ id: "a", title: "A" }],
  papers: [{ id: "one", title: "One", categories: ["a"], identifiers: { arxiv: "2506.20966" } }],
};
const entry = "- [One](https://arxiv.org/abs/2506.20966)";
const before = `<!-- awesome-papers:generated -->\n\n# A\n\n${entry}\n`;
const after = before.replace("One", "Two");

/** What a changed title is read as by this `entry.liquid`. */
function readBy(template: string, time: number): Promise<OutputEdits> {
  const sandboxed = createRendererFor(packagedTemplates(), (job) => renderInWorker(job, { time, memory: 256 }));
  return sandboxed(new Map([["entry.liquid", template]])).edits({ before, after, path: "README.md", list });
}

describe("an edit that is read by templates of strangers", () => {
  it.each([
    ["loops in loops", "{% for a in (1..100000) %}{% for b in (1..100000) %}{% endfor %}{% endfor %}"],
    ["a filter over a huge list", '{% assign n = (1..1000000) %}{{ n | where_exp: "x", "x == 1" | size }}'],
  ])("is shown whole, and that they were stopped, where they have %s", async (_, template) => {
    expect(await readBy(template, 100)).toEqual({
      changes: [],
      near: [],
      notUnderstood: [{ line: 1, before, after, reason: "stopped" }],
      outside: false,
    });
  });

  it.each([
    ["count without end", "{% for i in (1..1000000000) %}x{% endfor %}"],
    ["render themselves", '{% render "entry", paper: paper %}'],
    ["are no template", "{% if %}"],
  ])("is shown, line by line, where they %s", async (_, template) => {
    const line = { line: 5, before: entry, after: entry.replace("One", "Two"), reason: "not-an-entry" };
    expect(await readBy(template, 30_000)).toEqual({ changes: [], near: [], notUnderstood: [line], outside: false });
  });
});

describe("where a list has no templates of its own, Markdown of strangers", () => {
  const hostile = "\n\n>".repeat(20_000);
  const ours = createRendererFor(packagedTemplates(), (job) => renderInWorker(job, { time: 100, memory: 256 }))(
    new Map(),
  );

  it("is not even read in a paper, of which ours prints none", async () => {
    const papers = list.papers.map((paper) => ({ ...paper, notes: { task: hostile }, asWritten: { entry: hostile } }));
    expect(await ours.entries({ ...list, papers }, ["one"])).toEqual({ markdown: `${entry}\n` });
  }, 10_000);

  it("is read where it can be stopped if it is long", async () => {
    const rendered = await ours.outputs({
      list: { ...list, taxonomy: [{ id: "a", title: "A", description: hostile }] },
      configuration: defaultConfiguration,
      files: {},
    });
    expect(rendered.problems.map(({ code }) => code)).toEqual(["template-too-long"]);
  }, 10_000);
});
