import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packagedTemplatesFolder } from "../../../src/app/packaged-templates.ts";
import { directoryWith, read, run, smallList } from "./run.ts";

const region = "<!-- awesome-papers:begin list -->\n<!-- awesome-papers:end list -->\n";
const outputs = "outputs: [README.md, docs/titles.md]\n";

describe("a file that nothing uses", () => {
  it.each([
    ["a template misspelled", "templates/entri.liquid", "Did you mean templates/entry.liquid?"],
    ["a template in another case", "templates/readme.md.liquid", "Did you mean templates/README.md.liquid?"],
    ["a template of another kind", "templates/entry.txt", "Did you mean templates/entry.liquid?"],
    ["a template without its ending", "templates/entry", "Did you mean templates/entry.liquid?"],
    ["an unknown word of the bot", "templates/bot/hello.liquid", "Name it as what it replaces is named, or delete it."],
    ["a word of the bot in the wrong folder", "templates/ready.liquid", "Did you mean templates/bot/ready.liquid?"],
    ["a region misspelled", "templates/README.md/badge.liquid", "Did you mean templates/README.md/badges.liquid?"],
    [
      "the template of no output",
      "templates/docs/page.md.liquid",
      "Name it as what it replaces is named, or delete it.",
    ],
    [
      "the configuration with another ending",
      ".github/awesome-papers.yaml",
      "Did you mean .github/awesome-papers.yml?",
    ],
    ["the configuration elsewhere", "awesome-papers.yml", "Did you mean .github/awesome-papers.yml?"],
  ])("is told: %s", async (_, path, hint) => {
    const directory = directoryWith({ "list.json": smallList, [path]: "intake: form\n" });
    for (const command of ["check", "build"]) {
      const { code, stdout } = await run(directory, [command]);
      expect(code).toBe(0);
      expect(stdout.split("\n")[0]).toBe(`${path}:1:1: warning: Nothing uses ${path}. ${hint}`);
    }
  });

  it.each([
    ["whole files, where the file has regions", { "README.md": region, "templates/README.md.liquid": "x\n" }],
    [
      "regions, where the file is made whole without them",
      { "templates/README.md.liquid": "x\n", "templates/README.md/list.liquid": "y\n" },
    ],
  ])("is told of right names too: %s", async (_, files) => {
    const { code, stdout } = await run(directoryWith({ "list.json": smallList, ...files }), ["check"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^templates\/README\.md\S+: warning: Nothing uses templates\/README\.md\S+ now: .*\n$/);
  });

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ["a packaged name", { "templates/entry.liquid": "- x\n", "templates/bot/ready.liquid": "x\n" }],
    [
      "a copy of ours",
      { "README.md": region, "templates/README.md.liquid": read(packagedTemplatesFolder, "README.md.liquid") },
    ],
    [
      "a partial of one's own",
      {
        "templates/entry.liquid": "{%- render 'parts/line' -%}\n",
        "templates/parts/line.liquid": '{% liquid\n include "dot"\n%}',
        "templates/dot.liquid": ".",
      },
    ],
    [
      "one whose name is made",
      { "templates/entry.liquid": "{% assign n = 'odd' %}{% render n %}\n", "templates/odd.liquid": "x" },
    ],
    ["that of an output", { ".github/awesome-papers.yml": outputs, "templates/docs/titles.md.liquid": "x\n" }],
    [
      "a region of an output",
      {
        ".github/awesome-papers.yml": "outputs: [docs/titles.md]\n",
        "docs/titles.md": region,
        "templates/docs/titles.md/list.liquid": "x\n",
      },
    ],
    [
      "a region of README in another output",
      {
        ".github/awesome-papers.yml": "outputs: [docs/titles.md]\n",
        "docs/titles.md": region,
        "templates/README.md/list.liquid": "x\n",
      },
    ],
    ["regions of a file that is not ours yet", { "README.md": "# Mine\n", "templates/README.md/list.liquid": "x\n" }],
    [
      "notes, and what hides",
      { "templates/notes.txt": "x", "templates/.entry.liquid": "x", "templates/README.md/.gitkeep": "" },
    ],
  ])("is not: %s", async (_, files) => {
    const { stdout } = await run(directoryWith({ "list.json": smallList, ...files }), ["check"]);
    expect(stdout).not.toContain("Nothing uses");
  });

  it("is not looked for where a symbolic link leads, or while the configuration is wrong", async () => {
    const directory = directoryWith({ "list.json": smallList, "mine/entri.liquid": "x" });
    symlinkSync("mine", join(directory, "templates"));
    expect((await run(directory, ["check"])).stdout).not.toContain("Nothing uses templates/entri");
    const wrong = directoryWith({
      "list.json": smallList,
      ".github/awesome-papers.yml": "a: b\n",
      "templates/x.liquid": "x",
    });
    mkdirSync(join(wrong, "templates/empty"));
    expect((await run(wrong, ["check"])).stdout).not.toContain("Nothing uses");
  });
});
