import { expect, it } from "vitest";
import { createWords } from "../../src/app/words.ts";
import type { Renderer } from "../../src/app/renderer.ts";
import type { ReadBase } from "../../src/github/read-base.ts";
import type { Problem, ProblemCode } from "../../src/list/problem.ts";
import { base } from "../support/suggestion.ts";

const read: ReadBase = { base, listText: "{}", templates: new Map([["entry.liquid", "x"]]) };

/** Words whose renderer finds these, one after the other, then nothing. */
function words(...found: ProblemCode[]) {
  let asked = 0;
  const renderer: Renderer = {
    botText: () => Promise.resolve(""),
    entries: () => Promise.resolve({ markdown: "" }),
    edits: () => Promise.reject(new Error("nobody edits here")),
    outputs() {
      const code = found[asked];
      asked += 1;
      const problem = (one: ProblemCode): Problem => ({ code: one, severity: "error", field: "template", message: "" });
      return Promise.resolve({ files: [], problems: code === undefined ? [] : [problem(code)] });
    },
  };
  const made = createWords(
    new Map(),
    () => renderer,
    () => "",
  );
  return {
    codes: async () => (await made.templateProblems(read)).map(({ code }) => code),
    asked: () => asked,
  };
}

it("what is wrong with a template is found once a tree, also by looks at the same time", async () => {
  const { codes, asked } = words("template-syntax");
  expect(await Promise.all([codes(), codes()])).toEqual([["template-syntax"], ["template-syntax"]]);
  expect(await codes()).toEqual(["template-syntax"]);
  expect(asked()).toBe(1);
});

it.each(["template-too-long", "template-too-much-output"] as const)(
  "%s, which a busy machine may find alone, is not believed for ever",
  async (code) => {
    const { codes, asked } = words(code);
    expect(await codes()).toEqual([code]);
    expect(await codes()).toEqual([]);
    expect(await codes()).toEqual([]);
    expect(asked()).toBe(2);
  },
);
