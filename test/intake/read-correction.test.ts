import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printCorrection } from "../../src/intake/print-form.ts";
import { readCorrection, type WrittenCorrection } from "../../src/intake/read-correction.ts";
import { readForm } from "../../src/intake/read-form.ts";
import { recogniseIssue } from "../../src/intake/recognise-issue.ts";
import { correctionFields, removalFields } from "../../src/list/correction-fields.ts";

const fieldsOf = { edit: correctionFields, remove: removalFields } as const;
/** What GitHub makes of a form: every heading, in the form's order. */
const text = (kind: WrittenCorrection["kind"], answers: Readonly<Record<string, string>>): string =>
  fieldsOf[kind].map(({ name, label }) => `### ${label}\n\n${answers[name] ?? "_No response_"}`).join("\n\n");
const read = (body: string): unknown => {
  const found = readCorrection(body);
  return found && { kind: found.kind, ...Object.fromEntries(found.answers) };
};

describe("readCorrection", () => {
  it.each([
    ["a correction", "edit", { paper: "octo", venue: "CoRL" }],
    ["a correction of nothing", "edit", { paper: "octo" }],
    ["a correction of no paper", "edit", { venue: "CoRL" }],
    [
      "a correction with the other form's headings in an answer",
      "edit",
      { paper: "octo", summary: "a\n\n### Reason\n\nb" },
    ],
    [
      "a correction that repeats its own headings",
      "edit",
      { paper: "octo", summary: "a\n\n### Paper\n\nb\n\n### Title\n\nc" },
    ],
    ["a correction whose answer runs ahead", "edit", { paper: "octo", links: "a\n\n### Summary\n\nb", venue: "CoRL" }],
    ["a correction behind an unclosed fence", "edit", { paper: "```", venue: "CoRL" }],
    ["a removal", "remove", { paper: "octo", reason: "It is withdrawn." }],
    [
      "a removal with a whole correction as its reason",
      "remove",
      { paper: "octo", reason: text("edit", { paper: "x", venue: "y" }) },
    ],
  ] as const)("reads %s", (_, kind, answers) => {
    const body = text(kind, answers);
    for (const written of [body, body.replaceAll("\n", "\r\n"), `Hello\n\n${body}`]) {
      expect(readCorrection(written)?.kind).toBe(kind);
      expect(read(written.replaceAll("\r\n", "\n"))).toEqual({ kind, ...answers });
      expect(readForm(written)).toBeUndefined();
      expect(recogniseIssue({ title: "x", body: written })).toBe("form");
    }
  });

  it.each([
    ["an empty text", ""],
    ["one heading alone", "### Paper\n\nocto"],
    ["another form with such a heading", "### Paper\n\nocto\n\n### Version\n\n1"],
    ["a suggestion", "### Title\n\nOcto\n\n### Links\n\nhttps://arxiv.org/abs/2405.12213"],
    [
      "a suggestion with a correction in an answer",
      `### Title\n\nOcto\n\n### Links\n\n${text("edit", { paper: "octo" })}`,
    ],
  ])("is undefined for %s", (_, body) => {
    expect(readCorrection(body)).toBeUndefined();
  });

  it("reads back what printCorrection prints", () => {
    const word = fc.stringMatching(/^[a-z][a-z ]{0,20}[a-z]$/);
    const written = fc.constantFrom("edit" as const, "remove" as const).chain((kind) =>
      fc
        .uniqueArray(fc.tuple(fc.constantFrom(...fieldsOf[kind].map(({ name }) => name)), word), {
          selector: ([name]) => name,
        })
        .map((entries): WrittenCorrection => ({ kind, answers: new Map(entries) })),
    );
    fc.assert(
      fc.property(written, (correction) => {
        const again = readCorrection(printCorrection(correction));
        expect(again?.kind).toBe(correction.kind);
        expect(new Map(again?.answers)).toEqual(correction.answers);
      }),
    );
  });
});
