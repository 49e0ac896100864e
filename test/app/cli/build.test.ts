import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { directoryWith, read, run, smallList } from "./run.ts";

const form = ".github/ISSUE_TEMPLATE/suggest-paper.yml";
const forms = [form, ".github/ISSUE_TEMPLATE/correct-entry.yml", ".github/ISSUE_TEMPLATE/remove-entry.yml"];
const begin = "<!-- awesome-papers:begin list -->";
const end = "<!-- awesome-papers:end list -->";

describe("build", () => {
  it("writes every output, and nothing the second time", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const first = await run(directory, ["build"]);
    expect(first).toMatchObject({
      code: 0,
      stdout: ["README.md", "list.schema.json", ...forms].map((path) => `wrote ${path}\n`).join(""),
    });
    expect(first.stderr).toMatch(/^5 written, 0 up to date from 2 papers, in \d+ ms\.\n$/);
    expect(read(directory, "README.md")).toContain("A Model of Robots That Move");
    expect(JSON.parse(read(directory, "list.schema.json"))).toHaveProperty("$schema");

    const before = statSync(join(directory, "README.md")).mtimeMs;
    const second = await run(directory, ["build"]);
    expect(second).toMatchObject({ code: 0, stdout: "" });
    expect(second.stderr).toMatch(/^0 written, 5 up to date/);
    expect(statSync(join(directory, "README.md")).mtimeMs).toBe(before);
    expect((await run(directory, ["build", "--check"])).code).toBe(0);
    expect(readdirSync(directory).toSorted()).toEqual([".github", "README.md", "list.json", "list.schema.json"]);
  });

  it("gives the same bytes for a list with a byte order mark, CRLF and papers in another order", async () => {
    const plain = directoryWith({ "list.json": smallList });
    await run(plain, ["build"]);
    const list = JSON.parse(smallList) as { papers: unknown[] };
    const text = `\uFEFF${JSON.stringify({ ...list, papers: list.papers.toReversed() }, undefined, 4).replaceAll("\n", "\r\n")}`;
    const other = directoryWith({ "list.json": text });
    await run(other, ["build"]);
    for (const path of ["README.md", "list.schema.json", ...forms]) expect(read(other, path)).toBe(read(plain, path));
  });

  it("works on the directory that --dir names", async () => {
    const directory = directoryWith({ "lists/robots/list.json": smallList });
    const { stdout } = await run(directory, ["build", "--dir", "lists/robots"]);
    expect(stdout).toContain("wrote lists/robots/README.md\n");
    expect(readdirSync(directory)).toEqual(["lists"]);
  });

  it("replaces a region and keeps every other byte", async () => {
    const readme = `# Mine\r\n\r\n${begin}\r\nold\r\n${end}\r\ntail without line end`;
    const directory = directoryWith({ "list.json": smallList, "README.md": readme });
    expect((await run(directory, ["build"])).code).toBe(0);
    const text = read(directory, "README.md");
    expect(text.startsWith(`# Mine\r\n\r\n${begin}\r\n`)).toBe(true);
    expect(text.endsWith(`${end}\r\ntail without line end`)).toBe(true);
    expect(text).toContain("Heads for Actions");
    expect(text).not.toContain("old");
  });

  it("leaves a file of somebody else alone, and says which lines to add", async () => {
    const directory = directoryWith({ "list.json": smallList, "README.md": "# Mine\n" });
    const { code, stdout } = await run(directory, ["build"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^README\.md:1:1: warning: README\.md was written by somebody else/);
    expect(stdout).toContain(begin);
    expect(read(directory, "README.md")).toBe("# Mine\n");
  });

  it.each([
    ["a region without an end", `a\n\n${begin}\nb\n`, /^README\.md:3:1: The region "list" has no end/],
    [
      "a region that is there twice",
      `${begin}\n${end}\n${begin}\n${end}\n`,
      /^README\.md:3:1: The region "list" is there twice/,
    ],
    [
      "a region that nothing makes",
      "<!-- awesome-papers:begin lists -->\n<!-- awesome-papers:end lists -->\n",
      /^README\.md:1:1: .*Did you mean "list"\?/,
    ],
    ["a file that is not UTF-8", Buffer.from("# Caf\xe9\n", "latin1"), /^README\.md:1:1: README\.md is not UTF-8/],
  ])("does not touch a README with %s, and check tells it too", async (_, readme, expected) => {
    const directory = directoryWith({ "list.json": smallList, "README.md": readme });
    for (const command of ["build", "check"]) {
      const { code, stdout } = await run(directory, [command]);
      expect(code).toBe(1);
      expect(stdout).toMatch(expected);
    }
    expect(read(directory, "README.md")).toBe(readme.toString("utf8"));
  });

  it.each([
    ["does not parse", "{% if paper %}\nx", /^templates\/entry\.liquid:1:1: /],
    [
      "names an unknown variable",
      "- x\n- {{ paper.titl }}\n",
      /^templates\/entry\.liquid:2:\d+: .*titl.*Did you mean "(?:paper\.)?title"\?/,
    ],
    ["reads a file", '{% render "/etc/passwd" %}', /^templates\/entry\.liquid:1:\d+: There is no template/],
    [
      "loops for ever",
      "{% for a in (1..99999999) %}{% for b in (1..99999999) %}x{% endfor %}{% endfor %}",
      /^templates\/entry\.liquid:1:\d+: /,
    ],
    ["renders itself", '{% render "entry", paper: paper %}', /^templates\/entry\.liquid:1:\d+: /],
  ])("tells of a template that %s, with its place, and writes nothing of it", async (_, template, expected) => {
    const directory = directoryWith({ "list.json": smallList, "templates/entry.liquid": template });
    for (const command of ["check", "build"]) {
      const { code, stdout } = await run(directory, [command]);
      expect(stdout).toMatch(expected);
      expect(code).toBe(1);
    }
    expect(readdirSync(directory)).not.toContain("README.md");
  });

  it("tells a fault that two outputs share once", async () => {
    const directory = directoryWith({
      "list.json": smallList,
      ".github/awesome-papers.yml": "outputs: [README.md, LIST.md]\n",
      "templates/LIST.md.liquid": '{% render "README.md/list" %}\n',
      "templates/README.md/list.liquid": "{{ nothing_of_this_name }}\n",
      "templates/README.md.liquid": '{% render "README.md/list" %}\n',
    });
    const { code, stdout } = await run(directory, ["build"]);
    expect(code).toBe(1);
    expect(stdout.split("\n").filter((line) => line.includes("nothing_of_this_name"))).toHaveLength(1);
  });

  it("uses templates of the directory's own, also those that a symbolic link in it leads to", async () => {
    const directory = directoryWith({ "list.json": smallList, "mine.txt": "* {{ paper.title }} *\n" });
    mkdirSync(join(directory, "templates"));
    symlinkSync("../mine.txt", join(directory, "templates/entry.liquid"));
    expect((await run(directory, ["build"])).code).toBe(0);
    expect(read(directory, "README.md")).toContain("* A Model of Robots That Move *");
  });

  it.each([
    ["an output", "README.md"],
    ["the folder of an output", ".github"],
    ["a template", "templates/entry.liquid"],
    ["the configuration's output folder", "docs"],
  ])("refuses %s that leads out of the directory", async (_, path) => {
    const elsewhere = directoryWith({ "secret.txt": "secret" });
    const directory = directoryWith({ "list.json": smallList, "awesome-papers.yml": "outputs: [docs/README.md]" });
    mkdirSync(join(directory, "templates"));
    if (path === "docs") {
      mkdirSync(join(directory, ".github"));
      writeFileSync(join(directory, ".github/awesome-papers.yml"), "outputs: [docs/README.md]\n");
    }
    symlinkSync(
      path.includes(".md") || path.includes(".liquid") ? join(elsewhere, "secret.txt") : elsewhere,
      join(directory, path),
    );
    const { code, stdout } = await run(directory, ["build"]);
    expect(code).toBe(1);
    expect(stdout).toContain("leads out of the directory");
    expect(readdirSync(elsewhere)).toEqual(["secret.txt"]);
    expect(read(elsewhere, "secret.txt")).toBe("secret");
  });

  it("writes nothing from a list that is wrong", async () => {
    const directory = directoryWith({ "list.json": smallList.replace("2024-01", "2024-13") });
    const { code, stdout } = await run(directory, ["build"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^list\.json:24:15: /);
    expect(readdirSync(directory)).toEqual(["list.json"]);
  });

  it("ends with 3 when the system refuses to write", async () => {
    const directory = directoryWith({
      "list.json": smallList,
      docs: "a file",
      ".github/awesome-papers.yml": "outputs: [docs/README.md]\n",
      "templates/docs/README.md.liquid": "x\n",
    });
    const { code, stderr } = await run(directory, ["build"]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error: E[A-Z]+: /);
  });
});

describe("build --check", () => {
  it("shows what is out of date, and writes nothing", async () => {
    const directory = directoryWith({ "list.json": smallList });
    await run(directory, ["build"]);
    const readme = read(directory, "README.md");
    writeFileSync(join(directory, "list.json"), smallList.replace("A Model of Robots", "A Theory of Robots"));
    const { code, stdout, stderr } = await run(directory, ["build", "--check"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^README\.md:\d+:1: README\.md is not what the list makes of it: run "awesome-papers build"\.\n--- README\.md/,
    );
    expect(stdout).toMatch(/^-.*A Model of Robots That Move/m);
    expect(stdout).toMatch(/^\+.*A Theory of Robots That Move/m);
    expect(stderr).toMatch(/^1 out of date, 4 up to date/);
    expect(read(directory, "README.md")).toBe(readme);
  });

  it("is coloured on a terminal", async () => {
    const directory = directoryWith({ "list.json": smallList });
    await run(directory, ["build"]);
    writeFileSync(join(directory, "list.json"), smallList.replace("A Model of Robots", "A Theory of Robots"));
    const { stdout } = await run(directory, ["build", "--check"], { isTerminal: true });
    expect(stdout).toContain("\u001b[32m+");
    expect(stdout).toContain("\u001b[31m-");
  });

  it("tells of outputs that are not there", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const { code, stdout } = await run(directory, ["build", "--check"]);
    expect(code).toBe(1);
    expect(stdout.trimEnd().split("\n")).toHaveLength(5);
    expect(stdout).toContain('README.md:1:1: README.md is not there yet: run "awesome-papers build".\n');
    expect(readdirSync(directory)).toEqual(["list.json"]);
  });

  it("answers in JSON", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const outputs = ["README.md", "list.schema.json", ...forms];
    const stale = await run(directory, ["build", "--check", "--json"]);
    expect(stale.code).toBe(1);
    expect(JSON.parse(stale.stdout)).toMatchObject({ written: [], stale: outputs, unchanged: [] });
    expect((JSON.parse(stale.stdout) as { problems: unknown[] }).problems).toHaveLength(5);
    const { stdout } = await run(directory, ["build", "--json"]);
    expect(JSON.parse(stdout)).toEqual({ written: outputs, stale: [], unchanged: [], problems: [] });
  });
});
