import { describe, expect, it } from "vitest";
import { isListPath, isOutputPath, isSamePath } from "../../src/list/repository-path.ts";

describe("an output", () => {
  it.each([
    "README.md",
    "docs/by-year.md",
    "a b/c-d_e.f.html",
    "論文/一覧.md",
    "cafe\u0301.md",
    ".github/README.md",
    "docs/.well-known/papers.json",
    "my-templates/x.md",
    "digit~1.md",
  ])("may be %j", (path) => {
    expect(isOutputPath(path)).toBe(true);
  });

  it.each<readonly [string, readonly string[]]>([
    ["nothing, and no name at all", ["", "/", "a/", "a//b.md", " ", " a.md", "a.md ", "\u00a0a.md", "x".repeat(300)]],
    ["out of the repository", ["../README.md", "a/../../b.md", "a/..", "./a.md", "...", "a/.../b.md", "/etc/passwd"]],
    ["out of it once it is folded", ["\u2024\u2024/x", "..\u200c/x", "\uff0e\uff0e/x", "a\uff0f..\uff0fb", "a/\uff0e"]],
    ["of another system", ["C:\\x.md", "a\\b.md", "C:/x.md", "\\\\host\\x.md", "a.md.", "a.md::$DATA", "a?.md"]],
    ["what cannot be seen", ["a\u0000.md", "a\nb.md", "a\u200b.md", "a\u202emd.x", "\ufeffa.md", "\ud800.md"]],
    ["what git reads", [".git/config", "a/.GIT/hooks/x", ".gi\u200ct/config", ".git./config", "GIT~1/config", ".git"]],
    ["what git obeys", [".gitmodules", "docs/.gitattributes", ".gitlab-ci.yml"]],
    [
      "what GitHub runs",
      [
        ".github/workflows/x.yml",
        ".GitHub/Workflows/x.yml",
        ".github/workflows/README.md",
        ".github./workflows/x.yml",
        ".github/workflows./x.yml",
        ".github/wor\u200ckflows/x.yml",
        "\uff0egithub/workflows/x.yml",
        ".github/work\ufb02ows/x.yml",
        ".github/workflow\u017f/x.yml",
        ".github/actions/x/action.yml",
        ".github/dependabot.yml",
      ],
    ],
    ["a folder that holds such", [".github", ".github/workflows", "templates"]],
    ["who may do what", ["CODEOWNERS", "docs/codeowners", ".github/CODEOWNERS"]],
    ["what it is made from", ["templates/README.md.liquid", ".github/awesome-papers.yml", "list.schema.json"]],
  ])("may not be %s", (_, paths) => {
    expect(paths.filter((path) => isOutputPath(path))).toEqual([]);
  });
});

it.each([
  ["data/papers.json", true],
  ["papers.yml", false],
  ["../papers.json", false],
  [".github/papers.json", false],
  ["list.schema.json", false],
])("a list at %j: %j", (path, may) => {
  expect(isListPath(path)).toBe(may);
});

it("knows one file by two names", () => {
  expect(isSamePath("List.JSON", "list.json")).toBe(true);
  expect(isSamePath("a/list.json", "list.json")).toBe(false);
});
