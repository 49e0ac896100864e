import { describe, expect, it } from "vitest";
import type { List } from "../../../src/list/list.ts";
import { directoryWith, read, run, smallList } from "./run.ts";

const given = [
  "add",
  "arXiv:2501.00001v2",
  "--category",
  "embodiment/action-head",
  "--title",
  "Robots That Learn to Walk",
];

describe("add", () => {
  it("adds a paper in canonical form, dated today (UTC)", async () => {
    const directory = directoryWith({ "list.json": `\uFEFF${smallList.replaceAll("\n", "\r\n")}` });
    const more = [
      "--authors",
      "Ada Lovelace, Alan Turing",
      "--venue",
      "CoRL 2025",
      "--code",
      "https://github.com/ada/walk",
      "--tags",
      "walking, legs",
    ];
    const { code, stdout, stderr } = await run(directory, [...given, ...more]);
    expect(code).toBe(0);
    expect(stdout).toContain("[Robots That Learn to Walk](https://arxiv.org/abs/2501.00001)");
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toBe('Added to list.json. Run "awesome-papers build" to bring it into the outputs.\n');
    const text = read(directory, "list.json");
    expect((JSON.parse(text) as List).papers[2]).toEqual({
      id: "robots-that-learn-to-walk",
      title: "Robots That Learn to Walk",
      authors: ["Ada Lovelace", "Alan Turing"],
      date: "2025-01",
      venue: "CoRL 2025",
      identifiers: { arxiv: "2501.00001" },
      categories: ["embodiment/action-head"],
      links: [
        { kind: "paper", url: "https://arxiv.org/abs/2501.00001" },
        { kind: "code", url: "https://github.com/ada/walk" },
      ],
      tags: ["walking", "legs"],
      added: "2026-11-21",
    });
    expect(text.startsWith(smallList.slice(0, 900))).toBe(true);
    expect((await run(directory, ["fmt", "--check"])).code).toBe(0);
    expect((await run(directory, ["check"])).code).toBe(0);
  });

  it.each([
    ["10.1109/LRA.2024.1234567", "https://doi.org/10.1109/lra.2024.1234567"],
    ["https://openreview.net/forum?id=QwNj5TP9gm", "https://openreview.net/forum?id=QwNj5TP9gm"],
    ["2023.acl-long.1", "https://aclanthology.org/2023.acl-long.1/"],
    ["https://www.alphaxiv.org/abs/2501.00001", "https://arxiv.org/abs/2501.00001"],
    ["https://proceedings.mlr.press/v229/x23a.html", "https://proceedings.mlr.press/v229/x23a.html"],
  ])("takes %s", async (name, url) => {
    const directory = directoryWith({ "list.json": smallList });
    const { code, stdout } = await run(directory, [
      "add",
      name,
      "--category",
      "notable",
      "--title",
      "One of Very Many Titles",
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain(url);
  });

  it("takes more than one category, by path or by title", async () => {
    const directory = directoryWith({ "list.json": smallList });
    await run(directory, [
      "add",
      "2501.00001",
      "--category",
      "Notable works",
      "--category",
      "action head design",
      "--title",
      "Robots That Learn to Walk",
    ]);
    expect((JSON.parse(read(directory, "list.json")) as List).papers[2]?.categories).toEqual([
      "notable",
      "embodiment/action-head",
    ]);
  });

  it("writes nothing with --dry-run", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const { code, stdout, stderr } = await run(directory, [...given, "--dry-run"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Robots That Learn to Walk");
    expect(stderr).toBe("Nothing was written (--dry-run); list.json is as it was.\n");
    expect(read(directory, "list.json")).toBe(smallList);
  });

  it("tells everything that is missing or wrong at once, with a command line to fill in", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const options = [
      "--category",
      "embodiment/action-hed",
      "--date",
      "2025-13",
      "--code",
      "javascript:alert(1)",
      "--venue",
      "It's RA-L",
    ];
    const { code, stdout, stderr } = await run(directory, ["add", "2501.00001", ...options]);
    expect(code).toBe(1);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => line.split(": ").slice(0, 2).join(": "))).toEqual([
      "2501.00001: --category",
      "2501.00001: --date",
      "2501.00001: --code",
      "2501.00001: --title",
    ]);
    expect(lines[0]).toContain('Did you mean "embodiment/action-head"?');
    expect(read(directory, "list.json")).toBe(smallList);
    const example = /^ {2}awesome-papers (?<rest>.*)$/m.exec(stderr)?.groups?.["rest"] ?? "";
    expect(example).toBe(
      String.raw`add 2501.00001 --title "…" --category embodiment/action-head --date "…" --venue 'It'\''s RA-L' --code "…"`,
    );
    expect(stderr).not.toContain("categories of the list");
    const copied = shellWords(example);
    const unfilled = await run(directory, copied);
    expect(unfilled.code).toBe(1);
    expect(unfilled.stdout).toBe(
      "2501.00001: --title: The title is missing. (for example: Parallels Between VLA Model Post-Training and Human Motor Learning)\n",
    );
    const filled = copied.map((word, at) => (copied[at - 1] === "--title" ? "Robots That Learn to Walk" : word));
    expect((await run(directory, filled)).code).toBe(0);
  });

  it("says what a paper is named by when it cannot tell", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const { code, stdout, stderr } = await run(directory, [
      "add",
      "robots!",
      "--category",
      "notable",
      "--title",
      "Robots",
    ]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^robots!: paper: "robots!" is not a web address/);
    expect(stderr).toMatch(/awesome-papers add "…" --title Robots --category notable\n/);
  });

  it.each([
    ["installed", {}, "awesome-papers"],
    ["in a clone", { npm_lifecycle_event: "cli" }, "npm run cli --"],
    ["by another script", { npm_lifecycle_event: "test" }, "awesome-papers"],
  ])("names the command as it is called %s, with the directory as it was given", async (_, env, program) => {
    const directory = directoryWith({ "my lists/list.json": smallList });
    const dir = ["--dir", "my lists"];
    const refused = await run(directory, ["add", "2501.00001", "--category", "Notable Works", ...dir], { env });
    expect(refused.stderr).toBe(
      `Nothing was written. For example:\n  ${program} add --dir 'my lists' 2501.00001 --title "…" --category 'Notable Works'\n`,
    );
    const added = await run(directory, [...given, ...dir], { env });
    expect(added.stderr).toContain(`Run "${program} build --dir 'my lists'" to `);
    const stale = await run(directory, ["build", "--check", ...dir], { env });
    expect(stale.stdout).toContain(`: run "${program} build --dir 'my lists'".\n`);
    const help = await run(directory, ["add", "--help"], { env });
    expect(help.stdout).toContain(`Usage: ${program} add [options] <paper...>\n`);
    expect(help.stdout).toContain(`  $ ${program} add 2103.00020 `);
    expect((await run(directory, ["--help"], { env })).stdout).toContain(`  $ ${program} check `);
  });

  it("changes only the category that is wrong", async () => {
    const categories = ["--category", "notable", "--category", "action-hed", "--title", "Robots"];
    const { stderr } = await run(directoryWith({ "list.json": smallList }), ["add", "2501.00001", ...categories]);
    expect(stderr).toContain("--category notable --category embodiment/action-head\n");
  });

  it.each([
    ["is missing", []],
    ["is like none", ["--category", "zzzzzzzz"]],
  ])("lists the categories when one %s", async (_, options) => {
    const directory = directoryWith({ "list.json": smallList });
    const { stderr } = await run(directory, ["add", "2501.00001", "2501.00002", ...options]);
    expect(stderr.slice(stderr.indexOf("The categories"))).toBe(
      "The categories of the list:\n  notable                 Notable Works\n  embodiment/action-head  Embodiment › Action Head Design\n",
    );
  });

  it("cuts a long list of categories", async () => {
    const taxonomy = Array.from({ length: 60 }, (__, at) => ({ id: `c${at}`, title: `Category ${at}` }));
    const list = JSON.stringify({ title: "Awesome Robots", taxonomy, papers: [] });
    const { stderr } = await run(directoryWith({ "list.json": list }), ["add", "2501.00001"]);
    expect(stderr).toContain("  c39  Category 39\n  … and 20 more, in its taxonomy\n");
  });

  it.each([
    ["its arXiv id", ["add", "https://arxiv.org/pdf/2402.00002v3"], "arXiv id"],
    [
      "its title",
      ["add", "https://example.org/heads", "--title", "HEADS for actions, and how to design them"],
      "title",
    ],
  ])("refuses a paper that the list has, known by %s", async (_, argv, by) => {
    const directory = directoryWith({ "list.json": smallList });
    const { code, stdout } = await run(directory, argv);
    expect(code).toBe(1);
    expect(stdout).toContain(`The list has it already, with the same ${by} `);
    expect(stdout).toContain("heads-for-actions");
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(read(directory, "list.json")).toBe(smallList);
  });

  it("asks for the title of each of several papers, and takes no title for all", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const several = await run(directory, ["add", "2501.00001", "2501.00002", "--category", "notable"]);
    expect(several.code).toBe(1);
    expect(several.stdout).toMatch(/^2501\.00001: --title: .*\n2501\.00002: --title: .*\n$/);
    const wrong = await run(directory, ["add", "2501.00001", "2501.00002", "--category", "notable", "--title", "Both"]);
    expect(wrong).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: --title would be said of 2 papers; add them one by one\n",
    });
  });

  it("adds nothing to a list that cannot be read", async () => {
    const directory = directoryWith({ "list.json": "{" });
    const { code, stdout } = await run(directory, given);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^list\.json:1:2: /);
    expect(read(directory, "list.json")).toBe("{");
  });

  it("answers in JSON", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const refused = await run(directory, ["add", "2501.00001", "--json"]);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      written: false,
      papers: [],
      problems: [
        { paper: "2501.00001", option: "--title", code: "missing-field" },
        {
          paper: "2501.00001",
          option: "--category",
          code: "missing-field",
          allowed: ["notable", "embodiment/action-head"],
        },
      ],
    });
    const { stdout } = await run(directory, [...given, "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      written: true,
      papers: [{ id: "robots-that-learn-to-walk" }],
      problems: [],
    });
    const broken = directoryWith({ "list.json": "[]" });
    expect(JSON.parse((await run(broken, [...given, "--json"])).stdout)).toMatchObject({
      written: false,
      problems: [{ file: "list.json" }],
    });
  });

  it("prints hostile text as inert text", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const title = "\u001b[2J π0.5 *fast* [x](javascript:alert(1)) <img> | @octocat #12";
    const { stdout } = await run(directory, ["add", "2501.00001", "--category", "notable", "--title", title]);
    expect(stdout).not.toContain("\u001b");
    expect(stdout).not.toContain("*fast*");
    expect(stdout).toContain(String.raw`\*fast\*`);
  });
});

/** Words of a POSIX command line with quotes. */
function shellWords(line: string): readonly string[] {
  return [...line.matchAll(/(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/g)].map(([word]) =>
    word.replaceAll(
      /'([^']*)'|"([^"]*)"|\\(.)/g,
      (_, ...found: readonly (string | undefined)[]) => found.slice(0, 3).find((one) => one !== undefined) ?? "",
    ),
  );
}
