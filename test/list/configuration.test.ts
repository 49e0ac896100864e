import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  configurationPath,
  defaultConfiguration,
  parseConfiguration,
  positionInConfiguration,
} from "../../src/list/configuration.ts";

describe("parseConfiguration", () => {
  it.each(["", "\n", "# nothing\n", "null", "\uFEFF", "{}", "---\n"])("takes %j as the defaults", (text) => {
    expect(parseConfiguration(text)).toEqual({ ok: true, value: defaultConfiguration });
  });

  it.each([
    ["list: data/papers.json", { list: "data/papers.json" }],
    ["outputs: [README.md, docs/by-year.md]", { outputs: ["README.md", "docs/by-year.md"] }],
    ["outputs: README.md", { outputs: ["README.md"] }],
    ["regenerate: pull_request\r\nregenerateAfter: 0", { regenerate: "pull_request", regenerateAfter: 0 }],
    ["intake: form", { intake: "form" }],
    ["approvers: maintain", { approvers: "maintain" }],
    ["heartbeat: 0", { heartbeat: 0 }],
    ["approvers: ['@octocat', hubot-2]", { approvers: ["octocat", "hubot-2"] }],
  ])("reads %j", (text, rest) => {
    expect(parseConfiguration(text)).toEqual({ ok: true, value: { ...defaultConfiguration, ...rest } });
  });

  it.each([
    ["outputz: [x]", { code: "unknown-key", given: "outputz", nearest: "outputs", position: { line: 1, column: 1 } }],
    [
      "colour: red",
      {
        code: "unknown-key",
        allowed: ["list", "outputs", "regenerate", "regenerateAfter", "intake", "approvers", "heartbeat"],
      },
    ],
    ["__proto__: x", { code: "unknown-key", given: "__proto__" }],
    ["constructor: x", { code: "unknown-key" }],
    ["? [a]\n: x", { code: "unknown-key" }],
    [
      "\nregenerate: pull-request",
      { code: "bad-configuration", given: "pull-request", nearest: "pull_request", position: { line: 2, column: 13 } },
    ],
    ["regenerate: yes", { allowed: ["commit", "pull_request"] }],
    ["regenerate:", { given: "null" }],
    ["regenerateAfter: -1", { field: "configuration.regenerateAfter", given: "-1" }],
    ["regenerateAfter: 1.5", { example: "20" }],
    ["regenerateAfter: 100000", { example: "20" }],
    ["regenerateAfter: '20'", { given: "20" }],
    ["heartbeat: 366", { field: "configuration.heartbeat", example: "7" }],
    ["intake: linc", { nearest: "link" }],
    ["approvers: admins", { nearest: "admin" }],
    ["approvers: []", { example: "[octocat, hubot]" }],
    ["approvers: ['a b']", { example: "[octocat, hubot]" }],
    ["approvers: [a: b]", { field: "configuration.approvers" }],
    ["list: &x list.json\noutputs: *x", { field: "configuration.outputs" }],
    ["- a", { code: "bad-configuration", field: "configuration" }],
    ["just words", { field: "configuration" }],
    ["a: [", { field: "configuration", position: { line: 1 } }],
    ["intake: link\nintake: form", { field: "configuration", position: { line: 2 } }],
    [`# ${"x".repeat(20_000)}`, { field: "configuration" }],
    ["outputs: [list.json]", { field: "configuration.outputs" }],
    ["outputs: [List.json]", { field: "configuration.outputs" }],
  ])("says of %j what is wrong", (text, problem) => {
    const result = parseConfiguration(text);
    expect(result.ok ? [] : result.problems[0]).toMatchObject({
      severity: "error",
      file: configurationPath,
      ...problem,
    });
  });

  it.each(["../README.md", ".github/workflows/x.yml"])("lets no output and no list be %j", (path) => {
    const result = parseConfiguration(`outputs: [${JSON.stringify(path)}]`);
    expect(result.ok ? [] : result.problems[0]).toMatchObject({ field: "configuration.outputs" });
    expect(parseConfiguration(`list: ${JSON.stringify(path)}`).ok).toBe(false);
  });

  it.each([
    [
      "outputs: [a.md\nx: y",
      /^The configuration is not YAML here\. Write one `key: value` a line, .* \([A-Z].*[^.]\)\.$/s,
    ],
    ["intake: link\nintake: form", /^The configuration has a key twice\. Keep one of them \(.+\)\.$/],
  ])("says of %j in our words first", (text, message) => {
    const result = parseConfiguration(text);
    expect(result.ok ? "" : result.problems[0]?.message).toMatch(message);
  });

  it("says of one place in broken YAML once what is wrong", () => {
    const result = parseConfiguration("intake: form\n  list: x\n");
    expect(result.ok ? [] : result.problems.map(({ position }) => position)).toEqual([{ line: 1, column: 9 }]);
  });

  it.each([
    ["outputs: [README.md, docs/page.md]", "docs/page.md", { line: 1, column: 22 }],
    ["\uFEFF# x\noutputs:\n  - docs/page.md\n", "docs/page.md", { line: 3, column: 5 }],
    ["outputs: docs/page.md", "docs/page.md", { line: 1, column: 10 }],
    ["outputs: [a.md]", "b.md", { line: 1, column: 1 }],
    ["intake: form", "b.md", undefined],
    ["[", "b.md", undefined],
  ])("finds in %j where %s stands", (text, item, position) => {
    expect(positionInConfiguration(text, "outputs", item)).toEqual(position);
  });

  it("tells the first twenty of very many faults", () => {
    const result = parseConfiguration("[a]".repeat(5_000));
    expect(result.ok ? [] : result.problems).toHaveLength(20);
  });

  it("tells all at once", () => {
    const result = parseConfiguration("a: 1\nintake: x\nregenerateAfter: x\n");
    expect(result.ok ? [] : result.problems.map((problem) => problem.position?.line)).toEqual([1, 2, 3]);
  });

  it("never throws, and does not unfold aliases", () => {
    fc.assert(fc.property(fc.string(), (text) => void parseConfiguration(text)));
    const bomb = `a: &a [x,x,x,x]\n${Array.from("bcdefghij", (letter, index) => `${letter}: &${letter} [${`*${"abcdefghij"[index]},`.repeat(8)}]`).join("\n")}`;
    const start = performance.now();
    expect(parseConfiguration(bomb).ok).toBe(false);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
