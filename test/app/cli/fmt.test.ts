import { chmodSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { directoryWith, read, run, smallList } from "./run.ts";

describe("fmt", () => {
  it("leaves a canonical list alone", async () => {
    const directory = directoryWith({ "list.json": smallList });
    const before = statSync(join(directory, "list.json")).mtimeMs;
    expect(await run(directory, ["fmt"])).toEqual({
      code: 0,
      stdout: "",
      stderr: "list.json is in its canonical form.\n",
    });
    expect(statSync(join(directory, "list.json")).mtimeMs).toBe(before);
  });

  it.each([
    ["a byte order mark", `\uFEFF${smallList}`],
    ["CRLF line ends", smallList.replaceAll("\n", "\r\n")],
    ["no indentation", JSON.stringify(JSON.parse(smallList))],
    ["no last line end", smallList.trimEnd()],
  ])("takes away %s", async (_, text) => {
    const directory = directoryWith({ "list.json": text });
    const checked = await run(directory, ["fmt", "--check"]);
    expect(checked.code).toBe(1);
    expect(checked.stdout).toContain(
      'list.json:1:1: list.json is not in its canonical form: run "awesome-papers fmt".\n',
    );
    expect(checked.stdout).toContain("--- list.json");
    expect(read(directory, "list.json")).toBe(text);
    const inClone = await run(directory, ["fmt", "--check"], { env: { npm_lifecycle_event: "cli" } });
    expect(inClone.stdout).toContain('run "npm run cli -- fmt".\n');
    expect(await run(directory, ["fmt"])).toMatchObject({ code: 0, stdout: "wrote list.json\n" });
    expect(read(directory, "list.json")).toBe(smallList);
  });

  it("shows what cannot be seen", async () => {
    const directory = directoryWith({ "list.json": `\uFEFF${smallList.replaceAll("\n", "\r\n")}` });
    const { stdout } = await run(directory, ["fmt", "--check"]);
    expect(stdout).toContain("-<U+FEFF>{␍\n");
    expect(stdout).toContain("more lines\n");
    expect(stdout.split("\n").length).toBeLessThan(70);
  });

  it("keeps the file's permissions, and leaves nothing else behind", async () => {
    const directory = directoryWith({ "list.json": `${smallList}\n` });
    chmodSync(join(directory, "list.json"), 0o640);
    await run(directory, ["fmt"]);
    expect(statSync(join(directory, "list.json")).mode & 0o777).toBe(0o640);
    expect(readdirSync(directory)).toEqual(["list.json"]);
  });

  it("writes nothing when the list cannot be read whole", async () => {
    const text = smallList.replace('"title": "Awesome Robots",', '"title": "Awesome Robots", "title": "Twice",');
    const directory = directoryWith({ "list.json": text });
    const { code, stdout } = await run(directory, ["fmt"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^list\.json:3:\d+: The key "title" stands twice/);
    expect(read(directory, "list.json")).toBe(text);
  });

  it("follows the configuration to the list, and writes nothing when that is wrong", async () => {
    const files = { "data/papers.json": `${smallList}\n`, ".github/awesome-papers.yml": "list: data/papers.json\n" };
    const directory = directoryWith(files);
    expect(await run(directory, ["fmt"])).toMatchObject({ code: 0, stdout: "wrote data/papers.json\n" });
    writeFileSync(join(directory, ".github/awesome-papers.yml"), "list: data/papers.json\nintak: form\n");
    const { code, stdout } = await run(directory, ["fmt"]);
    expect(code).toBe(1);
    expect(stdout).toBe(
      '.github/awesome-papers.yml:2:1: The configuration has no key "intak". Did you mean "intake"?\n',
    );
  });

  it("writes where a symbolic link in the directory leads, and refuses one that leads out of it", async () => {
    const elsewhere = directoryWith({ "list.json": `${smallList}\n` });
    const directory = directoryWith({ "real.json": `${smallList}\n` });
    symlinkSync("real.json", join(directory, "list.json"));
    expect((await run(directory, ["fmt"])).code).toBe(0);
    expect(read(directory, "real.json")).toBe(smallList);

    const other = directoryWith({});
    symlinkSync(join(elsewhere, "list.json"), join(other, "list.json"));
    const { code, stdout } = await run(other, ["fmt"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^list\.json:1:1: list\.json leads out of the directory/);
    expect(read(elsewhere, "list.json")).toBe(`${smallList}\n`);
  });

  it("answers in JSON", async () => {
    const directory = directoryWith({ "list.json": `${smallList}\n` });
    const checked = await run(directory, ["fmt", "--check", "--json"]);
    expect(checked.code).toBe(1);
    expect(JSON.parse(checked.stdout)).toMatchObject({
      path: "list.json",
      canonical: false,
      written: false,
      problems: [{ file: "list.json", line: 1, column: 1, code: "not-canonical" }],
    });
    const { stdout } = await run(directory, ["fmt", "--json"]);
    expect(JSON.parse(stdout)).toEqual({ path: "list.json", canonical: true, written: true, problems: [] });
  });
});
