import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paperFields, type PaperField } from "../../src/list/paper-fields.ts";
import { printForm } from "../../src/intake/print-form.ts";
import { readForm } from "../../src/intake/read-form.ts";

const label = (name: string): string => paperFields.find((field) => field.name === name)?.label ?? name;
const form = (answers: Record<string, string>): string =>
  paperFields.map((field) => `### ${field.label}\n\n${answers[field.name] ?? "_No response_"}`).join("\n\n");
const read = (body: string): unknown => readForm(body)?.map((answers) => Object.fromEntries(answers));

describe("readForm", () => {
  it("reads what GitHub makes of our form, empty fields left out", () => {
    const body = form({ title: "Octo", links: "https://arxiv.org/abs/2405.12213", categories: "A › B (a/b)" });
    const answers = { title: "Octo", links: "https://arxiv.org/abs/2405.12213", categories: "A › B (a/b)" };
    expect(read(body)).toEqual([answers]);
    expect(read(body.replaceAll("\n", "\r\n"))).toEqual([answers]);
  });

  it.each([
    ["an empty text", ""],
    ["free text", "Please add https://arxiv.org/abs/2405.12213"],
    ["another form", "### What happened?\n\nIt broke\n\n### Version\n\n1"],
    ["one of our headings alone", `### ${label("title")}\n\nA question about titles`],
    ["binary", "\u0000\u0001\ufffd### \u0002"],
  ])("is undefined for %s", (_, body) => {
    expect(readForm(body)).toBeUndefined();
  });

  it("keeps a heading that an answer repeats within that answer", () => {
    const body = form({
      title: "Octo",
      summary: `good\n\n### ${label("title")}\n\nEvil\n\n### ${label("links")}\n\nhttps://evil.example`,
    });
    expect(read(body)).toEqual([
      {
        title: "Octo",
        summary: `good\n\n### ${label("title")}\n\nEvil\n\n### ${label("links")}\n\nhttps://evil.example`,
      },
    ]);
  });

  it("is not led past its own fields by a heading that runs ahead", () => {
    const body = form({
      links: `https://a.example\n\n### ${label("summary")}\n\nspoof`,
      categories: "a/b",
      venue: "CoRL",
    });
    expect(read(body)).toEqual([
      { links: `https://a.example\n\n### ${label("summary")}\n\nspoof`, categories: "a/b", venue: "CoRL" },
    ]);
  });

  it("reads fields behind an unclosed code fence", () => {
    expect(read(form({ title: "```", categories: "a/b" }))).toEqual([{ title: "```", categories: "a/b" }]);
  });

  it("reads Chinese, and 65 kB in bounded time", () => {
    expect(read(form({ title: "具身智能综述" }))).toEqual([{ title: "具身智能综述" }]);
    const started = performance.now();
    readForm(`### ${label("title")}\n`.repeat(4000));
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it("reads several papers", () => {
    const papers = [
      { title: "One", links: "https://arxiv.org/abs/2405.12213" },
      { title: "Two", links: "https://arxiv.org/abs/2406.09246", venue: "CoRL" },
    ];
    const body = papers.map((paper, index) => `## Paper ${index + 1}\n\n${form(paper)}`).join("\n\n");
    expect(read(body)).toEqual(papers);
  });
});

it("readForm reads back what printForm prints", () => {
  const word = fc.stringMatching(/^[a-z][a-z ]{0,20}[a-z]$/);
  const answers = fc
    .uniqueArray(fc.constantFrom(...paperFields.map((field) => field.name)), { minLength: 1 })
    .chain((names) => fc.tuple(...names.map((name) => word.map((text) => [name, text] as const))))
    .map((entries) => new Map<PaperField["name"], string>(entries));
  fc.assert(
    fc.property(fc.array(answers, { minLength: 1, maxLength: 4 }), (papers) => {
      const inOrder = (map: ReadonlyMap<string, string>): unknown => Object.fromEntries(map);
      expect(readForm(printForm(papers))?.map(inOrder)).toEqual(papers.map(inOrder));
    }),
  );
});
