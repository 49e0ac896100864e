import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { directoryWith, read, run } from "./run.ts";

const small = `# Awesome Walking

Hello.

- [Walking](#walking)
- [Running](#runing)

## Walking

- **[2024-01]** Robots that Learn to Walk. [[Paper](https://arxiv.org/abs/2401.00001)] [[Code](https://github.com/a/b)]
- **[2024-02]** Robots that Walk Upstairs. [[Paper](https://arxiv.org/abs/2402.00002)]
- **[2024-03]** Robots that Walk in Sand. [[Paper](https://arxiv.org/abs/2403.00003)]

## Running

- **[2024-04]** Robots that Run. [[Paper](http://www.arxiv.org/pdf/2404.00004v2)]
- **[2024-01]** Robots that Sprint. [[Paper](https://arxiv.org/abs/2501.00005)] [[Code]()]
- **[2024-06]** Robots that Jump. [[Paper](https://arxiv.org/abs/2406.00006)]

Bye.
`;

const fixtures = resolve(import.meta.dirname, "../../fixtures/import");

function withoutMarks(readme: string): string {
  return readme.replaceAll(/^<!-- awesome-papers:(?:begin|end) .*-->\n/gm, "");
}

/** Lines that are different, as `before → after`. */
function changedLines(before: string, after: string): readonly string[] {
  const now = after.split("\n");
  return before.split("\n").flatMap((line, at) => (line === now[at] ? [] : [`${line} → ${now[at] ?? ""}`]));
}

describe("import", () => {
  it("makes a list that prints the README as it was, in one command", async () => {
    const directory = directoryWith({ "README.md": small });
    const { code, stdout, stderr } = await run(directory, ["import", "README.md"]);
    expect(code).toBe(0);
    expect(withoutMarks(read(directory, "README.md"))).toBe(small);
    expect(JSON.parse(read(directory, "list.json"))).toMatchObject({
      title: "Awesome Walking",
      $schema: "./list.schema.json",
    });
    expect(readdirSync(directory).toSorted()).toEqual([
      ".github",
      "README.md",
      "list.json",
      "list.schema.json",
      "templates",
    ]);
    for (const path of ["list.json", "templates/entry.liquid", "README.md", "list.schema.json"]) {
      expect(stdout).toContain(`wrote ${path}\n`);
    }
    expect(stderr).toMatch(/^6 papers in 2 categories, from 6 entries, with 7 links\.\n/);
    expect(await run(directory, ["build", "--check"])).toMatchObject({ code: 0, stdout: "" });
    expect(await run(directory, ["check"])).toMatchObject({ code: 0 });
  });

  it("tells what is wrong in the list as it is, with its line", async () => {
    const { stdout } = await run(directoryWith({ "README.md": small }), ["import", "README.md"]);
    const told = stdout.split("\n").filter((line) => line.startsWith("README.md:"));
    expect(told).toEqual([
      "README.md:6:1: There is no place #runing in the page. Did you mean #running?",
      "README.md:16:1: The paper's page is https://arxiv.org/abs/2404.00004, and the link leads to http://www.arxiv.org/pdf/2404.00004v2.",
      "README.md:17:1: The link “Code” leads nowhere: add its address or remove it.",
      "README.md:17:1: It came to arXiv in 2025-01, twelve months after this date: the year may be wrong.",
    ]);
  });

  it("shows ten of a kind, and says how many more there are", async () => {
    const entries = Array.from({ length: 14 }, (_, at) => {
      const id = `2404.000${at + 10}`;
      return `- **[2024-04]** Robots, Part ${at + 1}. [[Paper](https://arxiv.org/pdf/${id})]\n`;
    });
    const { stdout } = await run(directoryWith({ "README.md": `# Robots\n\n${entries.join("")}` }), [
      "import",
      "README.md",
    ]);
    expect(stdout.match(/The paper's page is/g)).toHaveLength(10);
    expect(stdout).toContain("… and 4 more addresses that are not those of the paper's page (all with --json)\n");
  });

  it("makes a list without errors of an entry with the arXiv ids of two papers", async () => {
    const two = "[[Paper](https://arxiv.org/abs/2402.00002)] [[Paper](https://arxiv.org/abs/2402.00009)]";
    const directory = directoryWith({ "README.md": small.replace("[[Paper](https://arxiv.org/abs/2402.00002)]", two) });
    const { code, stdout } = await run(directory, ["import", "README.md"]);
    expect(code).toBe(0);
    expect(stdout).toContain("README.md:11:1: It leads to 2 papers at arXiv, 2402.00002, 2402.00009:");
    expect((await run(directory, ["build", "--check"])).code).toBe(0);
  });

  it("answers in JSON", async () => {
    const { code, stdout } = await run(directoryWith({ "README.md": small }), ["import", "README.md", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      entries: 6,
      papers: 6,
      remarks: [{ code: "dead-anchor", line: 6 }, { code: "not-canonical", line: 16 }, { line: 17 }, { line: 17 }],
      fixes: [],
      problems: [],
      written: expect.arrayContaining(["list.json", "templates/entry.liquid", "README.md", "list.schema.json"]),
    });
  });

  describe("--fix", () => {
    it("mends what is safe, and changes nothing else", async () => {
      const directory = directoryWith({ "README.md": small });
      const { code, stdout } = await run(directory, ["import", "README.md", "--fix"]);
      expect(code).toBe(0);
      expect(changedLines(small, withoutMarks(read(directory, "README.md")))).toEqual([
        "- **[2024-04]** Robots that Run. [[Paper](http://www.arxiv.org/pdf/2404.00004v2)] → - **[2024-04]** Robots that Run. [[Paper](https://arxiv.org/abs/2404.00004)]",
        "- **[2024-01]** Robots that Sprint. [[Paper](https://arxiv.org/abs/2501.00005)] [[Code]()] → - **[2025-01]** Robots that Sprint. [[Paper](https://arxiv.org/abs/2501.00005)]",
      ]);
      expect(stdout.split("\n").filter((line) => line.includes("fixed:"))).toEqual([
        "README.md:16:1: fixed: http://www.arxiv.org/pdf/2404.00004v2 is now https://arxiv.org/abs/2404.00004.",
        "README.md:17:1: fixed: The date 2024-01 is now 2025-01: the paper came to arXiv in 2025-01.",
        "README.md:17:1: fixed: A link without an address is gone.",
      ]);
      expect((await run(directory, ["build", "--check"])).code).toBe(0);
    });

    it("imports again what was imported before", async () => {
      const [once, twice] = [directoryWith({ "README.md": small }), directoryWith({ "README.md": small })];
      await run(once, ["import", "README.md", "--fix"]);
      await run(twice, ["import", "README.md"]);
      expect((await run(twice, ["import", "README.md", "--fix", "--force"])).code).toBe(0);
      for (const path of ["README.md", "list.json"]) expect(read(twice, path)).toBe(read(once, path));
    });
  });

  it.each(readdirSync(fixtures))("leaves nothing out of date in %s", async (name) => {
    const directory = directoryWith({ "README.md": readFileSync(join(fixtures, name, "README.md")) });
    expect(await run(directory, ["import", "README.md"])).toMatchObject({ code: 0 });
    expect(await run(directory, ["build", "--check"])).toMatchObject({ code: 0, stdout: "" });
    expect(await run(directory, ["check"])).toMatchObject({ code: 0 });
  });

  describe("where it writes", () => {
    it("is the directory that --out names, made where there is none; the README stays", async () => {
      const directory = directoryWith({ "docs/README.md": small });
      const { stdout } = await run(directory, ["import", "docs/README.md", "--out", "lists/walking"]);
      expect(stdout).toContain("wrote lists/walking/list.json\n");
      expect(read(directory, "docs/README.md")).toBe(small);
      expect((await run(directory, ["build", "--check", "--dir", "lists/walking"])).code).toBe(0);
    });

    it("is the folder of the README otherwise", async () => {
      const directory = directoryWith({ "docs/README.md": small });
      expect((await run(directory, ["import", "docs/README.md"])).code).toBe(0);
      expect(read(directory, "docs/list.json")).toContain("Robots that Run");
    });

    it.each(["list.json", "templates/entry.liquid", "README.md"])(
      "is not over another %s, unless with --force",
      async (path) => {
        const directory = directoryWith({ "old/README.md": small, [`new/${path}`]: "mine" });
        const refused = await run(directory, ["import", "old/README.md", "--out", "new"]);
        expect(refused).toMatchObject({ code: 2, stdout: "" });
        expect(refused.stderr).toBe(
          `error: new/${path} would be overwritten; name another directory with --out, or write over them with --force\n`,
        );
        expect(read(directory, `new/${path}`)).toBe("mine");
        expect((await run(directory, ["import", "old/README.md", "--out", "new", "--force"])).code).toBe(0);
        expect(read(directory, `new/${path}`)).not.toBe("mine");
      },
    );

    it("is under the README's own name, which the configuration then has", async () => {
      const directory = directoryWith({ "README.zh.md": small });
      expect((await run(directory, ["import", "README.zh.md"])).code).toBe(0);
      expect(read(directory, ".github/awesome-papers.yml")).toBe('outputs:\n  - "README.zh.md"\n');
      expect(await run(directory, ["build", "--check"])).toMatchObject({ code: 0, stdout: "" });
      expect(readdirSync(directory)).not.toContain("README.md");
    });

    it("is where a configuration says, and never against it", async () => {
      const configuration = "list: data/papers.json\n";
      const directory = directoryWith({ "README.md": small, ".github/awesome-papers.yml": configuration });
      expect((await run(directory, ["import", "README.md"])).code).toBe(0);
      expect(read(directory, "data/papers.json")).toContain("Robots that Run");
      const other = directoryWith({ "README.zh.md": small, ".github/awesome-papers.yml": configuration });
      const refused = await run(other, ["import", "README.zh.md"]);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toContain(".github/awesome-papers.yml does not name README.zh.md among its outputs");
      const broken = directoryWith({ "README.md": small, ".github/awesome-papers.yml": "lists: x\n" });
      expect(await run(broken, ["import", "README.md"])).toMatchObject({
        code: 1,
        stdout: expect.stringMatching(/^\.github\/awesome-papers\.yml:1:1: /),
      });
    });
  });

  describe("refuses", () => {
    it.each([
      [
        "a README without papers",
        "# Nothing\n\nSome words, and [a link](https://example.org).\n",
        /^README\.md:1:1: No paper was found/,
      ],
      ["no text at all", "", /^README\.md:1:1: No paper was found/],
      ["a README that is not UTF-8", Buffer.from("# One\n\nCaf\xe9\n", "latin1"), /^README\.md:3:1: .*not UTF-8/],
    ])("%s, and writes nothing", async (_, readme, expected) => {
      const directory = directoryWith({ "README.md": readme });
      const { code, stdout } = await run(directory, ["import", "README.md"]);
      expect(code).toBe(1);
      expect(stdout).toMatch(expected);
      expect(readdirSync(directory)).toEqual(["README.md"]);
      const asJson = await run(directory, ["import", "README.md", "--json"]);
      expect(JSON.parse(asJson.stdout)).toMatchObject({
        written: [],
        problems: [{ severity: "error", file: "README.md" }],
      });
    });

    it.each([
      ["a file that is not there", ["import", "READMY.md"], "there is no file READMY.md"],
      ["a directory", ["import", "."], "there is no file ."],
      ["what is not Markdown", ["import", "README.rst"], "README.rst is not Markdown by its name"],
      ["no repository's name", ["import", "github:robots"], "github:robots names no repository"],
      ["an API that is no address", ["import", "github:a/b"], "GITHUB_API_URL must be an http or https URL"],
    ])("%s", async (_, argv, expected) => {
      const directory = directoryWith({ "README.rst": small });
      const { code, stderr } = await run(directory, argv, { env: { GITHUB_API_URL: "here" } });
      expect(code).toBe(2);
      expect(stderr).toContain(expected);
    });
  });

  it("takes U+0000 and characters that would move the cursor for text", async () => {
    const readme = small.replace("Upstairs", "Up\u0000stairs \u001b[2J");
    const directory = directoryWith({ "README.md": readme });
    const { code, stdout } = await run(directory, ["import", "README.md"]);
    expect(code).toBe(0);
    expect(stdout).not.toContain("\u001b");
    expect(withoutMarks(read(directory, "README.md"))).toBe(readme);
  });
});
