import * as fc from "fast-check";
import { getNodePath, parseTree, type Node } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { parseList, printList } from "../../src/list/list-file.ts";
import { locateProblems } from "../../src/list/positions.ts";
import type { JsonPath, Problem } from "../../src/list/problem.ts";
import { listOf, paperOf } from "./arbitrary-list.ts";

const text = printList(listOf([paperOf("a", { tags: ["x", "y"], categories: ["nope"] }), paperOf("b")]));

function at(path: Problem["path"], code: Problem["code"] = "wrong-value"): Problem {
  return { code, severity: "error", field: "x", message: "m", ...(path === undefined ? {} : { path }) };
}

/** What stands at the position. */
function found(source: string, problem: Problem | undefined): string {
  const { line, column } = problem?.position ?? { line: 0, column: 0 };
  return (source.split(/\r?\n/)[line - 1] ?? "").slice(column - 1);
}

describe("locateProblems", () => {
  it.each<readonly [Problem["path"], Problem["code"], string]>([
    [[], "missing-field", "{"],
    [["title"], "wrong-value", '"A List",'],
    [["papers", 0, "tags", 1], "wrong-value", '"y"'],
    [["papers", 1, "id"], "duplicate-id", '"b",'],
    [["papers", 0, "categories", 0], "unknown-category", '"nope"'],
    [["papers", 0, "tags"], "unknown-key", '"tags": ['],
    [["papers", 1, "title", "x"], "wrong-value", '"A Study of b",'],
    [["papers", 9], "wrong-value", "["],
  ])("finds %j", (path, code, rest) => {
    expect(found(text, locateProblems(text, [at(path, code)])[0])).toBe(rest);
    const written = `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    expect(found(written.slice(1), locateProblems(written, [at(path, code)])[0])).toBe(rest);
  });

  it("gives the problems back as they are when none needs a position", () => {
    const problems = [{ ...at(["title"]), position: { line: 9, column: 9 } }, at(undefined)];
    expect(locateProblems(text, problems)).toBe(problems);
    expect(locateProblems(text, [...problems, at(["title"])])).toMatchObject([
      { position: { line: 9 } },
      at(undefined),
      { position: { line: 2 } },
    ]);
  });

  it("points what parseList finds at its line", () => {
    const result = parseList(text);
    const problems = locateProblems(text, result.ok ? [] : result.problems);
    expect(found(text, problems[0])).toBe('"nope"');
  });

  it("finds every value where jsonc-parser finds it, however the JSON is written", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 2, "\t"), (value, indent) => {
        const written = JSON.stringify({ 'a\\"b': value, list: [1, value, "]}"] }, undefined, indent);
        const nodes = nodesOf(parseTree(written));
        const located = locateProblems(
          written,
          nodes.map((node) => at(node.path)),
        );
        const lines = written.split("\n");
        const offsets = located.map(({ position }) => {
          const { line, column } = position ?? { line: 0, column: 0 };
          return lines.slice(0, line - 1).reduce((sum, before) => sum + before.length + 1, 0) + column - 1;
        });
        expect(offsets).toEqual(nodes.map((node) => node.offset));
      }),
    );
  });

  it("ends on any text, JSON or not", () => {
    const paths = [[], ["a"], ["a", 0], [0, "a"], ["list", 1, "x"]].map((path) => at(path));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Array.from('{}[],:"\\ a1\n')), { maxLength: 40 }), (units) => {
        expect(locateProblems(units.join(""), paths)).toHaveLength(paths.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it("finds nothing in an empty text", () => {
    expect(locateProblems("", [at(["title"])])).toEqual([at(["title"])]);
  });
});

interface Place {
  readonly path: JsonPath;
  readonly offset: number;
}

function nodesOf(node: Node | undefined): readonly Place[] {
  if (node === undefined) return [];
  const inside = (node.children ?? []).flatMap((child) =>
    child.type === "property" ? nodesOf(child.children?.[1]) : nodesOf(child),
  );
  return [{ path: getNodePath(node), offset: node.offset }, ...inside];
}
