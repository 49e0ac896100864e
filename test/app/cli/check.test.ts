import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { directoryWith, run, smallList } from "./run.ts";

function listWith(change: (list: { taxonomy: unknown[]; papers: Record<string, unknown>[] }) => void): string {
  const list = JSON.parse(smallList) as { taxonomy: unknown[]; papers: Record<string, unknown>[] };
  change(list);
  return `${JSON.stringify(list, undefined, 2)}\n`;
}

const line = /^[^:\n]+:\d+:\d+: \S.*$/;

describe("check", () => {
  it("says nothing on standard output when all is well", async () => {
    const directory = directoryWith({ "list.json": smallList });
    expect(await run(directory, ["check"])).toEqual({ code: 0, stdout: "", stderr: "no problems in 2 papers.\n" });
  });

  it.each([
    ["an empty file", "", /^list\.json:1:1: The file is empty/],
    ["white space only", " \n\t\n", /^list\.json:1:1: The file is empty/],
    ["no JSON", '{ "title": oops }', /^list\.json:1:12: The file is not JSON/],
    [
      "a merge conflict",
      smallList.replace('  "taxonomy"', '<<<<<<< HEAD\n  "taxonomy"'),
      /^list\.json:4:1: .*merge conflict/,
    ],
    ["a cut-off file", smallList.slice(0, 200), /^list\.json:\d+:\d+: The file is not JSON/],
    ["another shape", "[]", /^list\.json:1:1: /],
    ["a number", "17", /^list\.json:1:1: /],
    ["deep nesting", `${"[".repeat(100)}${"]".repeat(100)}`, /nested deeper than 64 levels/],
    ["very deep nesting", "[".repeat(200_000), /nested deeper than 64 levels/],
    [
      "a repeated key",
      smallList.replace('"date": "2024-01",', '"date": "2024-01", "date": "2023",'),
      /^list\.json:24:\d+: The key "date" stands twice/,
    ],
    [
      "__proto__",
      smallList.replace('"date": "2024-01",', '"__proto__": { "id": "x" },'),
      /^list\.json:24:7: .*"__proto__"/,
    ],
    [
      "an unknown category",
      smallList.replace('"notable"\n', '"notabel"\n'),
      /^list\.json:29:9: .*Did you mean "notable"\?/,
    ],
    [
      "two papers with one id",
      smallList.replace('"heads-for-actions"', '"a-model-of-robots"'),
      /^list\.json:39:13: .*a-model-of-robots/,
    ],
    [
      "a paper twice",
      listWith(({ papers }) => Object.assign(papers[1] ?? {}, { identifiers: { arxiv: "2401.00001" }, links: [] })),
      /^list\.json:38:5: .*is the same paper as "a-model-of-robots"/,
    ],
    [
      "text that is not UTF-8",
      Buffer.from('{ "title": "Caf\xe9" }', "latin1"),
      /^list\.json:1:1: list\.json is not UTF-8/,
    ],
    ["UTF-16", Buffer.from(`\uFEFF${smallList}`, "utf16le"), /^list\.json:1:1: list\.json is not UTF-8/],
  ])("tells of %s", async (_, text, expected) => {
    const directory = directoryWith({ "list.json": text });
    const { code, stdout, stderr } = await run(directory, ["check"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(expected);
    for (const printed of stdout.trimEnd().split("\n")) expect(printed).toMatch(line);
    expect(stderr).toMatch(/^\d+ errors?/);
  });

  it.each([
    ["a byte order mark", `\uFEFF${smallList}`],
    ["CRLF line ends", smallList.replaceAll("\n", "\r\n")],
  ])("accepts %s", async (_, text) => {
    expect((await run(directoryWith({ "list.json": text }), ["check"])).code).toBe(0);
  });

  it("says where a list is expected when there is none", async () => {
    const directory = directoryWith({});
    expect((await run(directory, ["check"])).stdout).toMatch(/^list\.json:1:1: No list\.json in this directory\. /);
    mkdirSync(join(directory, "there"));
    const { code, stdout } = await run(directory, ["check", "--dir", "there"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^there\/list\.json:1:1: No list\.json in there\. /);
  });

  it("says where the configuration names a list that is not there", async () => {
    const files = { ".github/awesome-papers.yml": "# ours\nlist: papers.json\n", "list.json": smallList };
    const { code, stdout } = await run(directoryWith(files), ["check"]);
    expect(code).toBe(1);
    expect(stdout).toBe(
      '.github/awesome-papers.yml:2:7: No papers.json in this directory, and the configuration names it as the list. Make the file, or mend "list" here.\n',
    );
  });

  it("says where the configuration names an output that no template makes", async () => {
    const files = {
      ".github/awesome-papers.yml": "outputs:\n  - README.md\n  - docs/page.md\n",
      "list.json": smallList,
    };
    for (const command of ["check", "build"]) {
      const { code, stdout } = await run(directoryWith(files), [command]);
      expect(code).toBe(1);
      expect(stdout.split("\n")[0]).toBe(
        '.github/awesome-papers.yml:3:5: There is no template for the output "docs/page.md": add templates/docs/page.md.liquid, or regions to the file.',
      );
    }
  });

  it("says when the list is no file, or leads nowhere", async () => {
    const directory = directoryWith({});
    mkdirSync(join(directory, "list.json"));
    expect((await run(directory, ["check"])).stdout).toMatch(/^list\.json:1:1: list\.json is not a plain file/);
    const other = directoryWith({});
    symlinkSync("list.json", join(other, "list.json"));
    expect((await run(other, ["check"])).stdout).toMatch(
      /^list\.json:1:1: list\.json leads out of the directory, or to nothing/,
    );
  });

  it("tells every problem of list and configuration at once, in order of their places", async () => {
    const directory = directoryWith({
      "list.json": listWith(({ papers }) => {
        Object.assign(papers[0] ?? {}, { date: "2024-02-30" });
        Object.assign(papers[1] ?? {}, { date: "2023-01" });
      }),
      ".github/awesome-papers.yml": "intake: forms\nregenerat: commit\n",
    });
    const { code, stdout, stderr } = await run(directory, ["check"]);
    expect(code).toBe(1);
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^\.github\/awesome-papers\.yml:1:9: .*Did you mean "form"\?$/);
    expect(lines[1]).toMatch(/^\.github\/awesome-papers\.yml:2:1: .*Did you mean "regenerate"\?$/);
    expect(lines[2]).toMatch(/^list\.json:24:15: /);
    expect(lines[3]).toMatch(/^list\.json:41:15: /);
    expect(stderr).toBe("3 errors and 1 warning in 2 papers.\n");
  });

  it("counts one paper as one", async () => {
    const directory = directoryWith({ "list.json": listWith(({ papers }) => papers.pop()) });
    expect((await run(directory, ["check"])).stderr).toBe("no problems in 1 paper.\n");
    expect((await run(directory, ["build"])).stderr).toMatch(/^5 written, 0 up to date from 1 paper, in /);
  });

  it("does not fail for a warning", async () => {
    const directory = directoryWith({
      "list.json": listWith(({ papers }) => Object.assign(papers[0] ?? {}, { date: "2023-01" })),
    });
    const { code, stdout, stderr } = await run(directory, ["check"]);
    expect(stdout).toMatch(/^list\.json:24:15: warning: /);
    expect(stderr).toBe("1 warning in 2 papers.\n");
    expect(code).toBe(0);
  });

  it("prints text from the file without what would steer a terminal", async () => {
    const text = smallList.replace('"notable"\n', '"\\u001b[2Jnotabel\\nx"\n');
    const { stdout } = await run(directoryWith({ "list.json": text }), ["check"]);
    expect(stdout).not.toContain("\u001b");
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  });

  it("is coloured on a terminal, unless NO_COLOR says otherwise", async () => {
    const directory = directoryWith({ "list.json": "17" });
    const bold = (await run(directory, ["check"], { isTerminal: true })).stdout;
    expect(bold).toContain("\u001b[1mlist.json:1:1:\u001b[22m");
    const plain = (await run(directory, ["check"], { isTerminal: true, env: { NO_COLOR: "1" } })).stdout;
    expect(plain).not.toContain("\u001b");
  });
});

describe("check --format", () => {
  const broken = smallList.replace('"notable"\n', '"notabel"\n');

  it.each([[["--format", "json"]], [["--json"]]])("prints JSON for %j", async (options) => {
    const { code, stdout } = await run(directoryWith({ "list.json": broken }), ["check", ...options]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        file: "list.json",
        line: 29,
        column: 9,
        severity: "error",
        code: "unknown-category",
        given: "notabel",
        nearest: "notable",
      },
    ]);
  });

  it("prints an empty array when all is well", async () => {
    expect((await run(directoryWith({ "list.json": smallList }), ["check", "--json"])).stdout).toBe("[]\n");
  });

  it("prints workflow commands that no text can break out of", async () => {
    const text = broken.replace('"notabel"', '"100%, a::b\\r\\n::set-env name=x::y"');
    const { code, stdout } = await run(directoryWith({ "list.json": text }), ["check", "--format", "github"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=list\.json,line=29,col=9,title=unknown-category::.*100%25, a::b.*\n$/);
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  });

  it("escapes the properties of a workflow command", async () => {
    const directory = directoryWith({ "a, b: 100%/list.json": "17" });
    const { stdout } = await run(directory, ["check", "--dir", "a, b: 100%", "--format", "github"]);
    expect(stdout).toContain("::error file=a%2C b%3A 100%25/list.json,line=1,col=1,");
  });

  it("prints SARIF 2.1.0", async () => {
    const { code, stdout } = await run(directoryWith({ "a b/list.json": broken }), [
      "check",
      "--dir",
      "a b",
      "--format",
      "sarif",
    ]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "awesome-papers", rules: [{ id: "unknown-category" }] } },
          results: [
            {
              ruleId: "unknown-category",
              ruleIndex: 0,
              level: "error",
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: "a%20b/list.json" },
                    region: { startLine: 29, startColumn: 9 },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
  });
});
