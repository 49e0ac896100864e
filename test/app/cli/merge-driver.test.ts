import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { printList } from "../../../src/list/list-file.ts";
import type { List } from "../../../src/list/list.ts";
import type { Paper } from "../../../src/list/paper.ts";
import { paperOf } from "../../list/arbitrary-list.ts";
import { directoryWith, read, run, smallList, type Ran } from "./run.ts";

const cli = fileURLToPath(new URL("../../../src/app/cli.ts", import.meta.url));
const documented = /### Merging with git.*?```sh\n(?<lines>.*?)```/s.exec(
  readFileSync(new URL("../../../docs/configuration.md", import.meta.url), "utf8"),
)?.groups?.["lines"];

const small = JSON.parse(smallList) as List;
const [model, heads] = small.papers as [Paper, Paper];
const newest = paperOf("a-paper-that-is-new");
const another = paperOf("a-paper-that-is-newer");

function listWith(...papers: readonly Paper[]): string {
  return printList({ ...small, papers });
}

interface Repository {
  readonly git: (...argv: readonly string[]) => Ran;
  /** Commits this text of list.json on the branch that is checked out. */
  readonly commit: (text: string) => void;
  readonly list: () => string;
}

/** A repository with the small list on `main`, and git set up by the very lines of the documentation. */
function repository({ isSetUp = true } = {}): Repository {
  const program = directoryWith({ "awesome-papers": `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n` });
  chmodSync(join(program, "awesome-papers"), 0o755);
  const directory = directoryWith({ "list.json": smallList });
  const person = { NAME: "Ada", EMAIL: "ada@example.org" };
  const env = {
    PATH: `${program}${delimiter}${process.env["PATH"] ?? ""}`,
    HOME: program,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_EDITOR: "true",
    ...Object.fromEntries(
      ["AUTHOR", "COMMITTER"].flatMap((role) =>
        Object.entries(person).map(([key, value]) => [`GIT_${role}_${key}`, value]),
      ),
    ),
  };
  const git = (...argv: readonly string[]): Ran => {
    const { status, stdout, stderr } = spawnSync("git", argv, { cwd: directory, env, encoding: "utf8" });
    return { code: status ?? -1, stdout, stderr };
  };
  const commit = (text: string): void => {
    writeFileSync(join(directory, "list.json"), text);
    expect(git("add", "-A").code + git("commit", "-m", "Edit").code).toBe(0);
  };
  expect(git("init", "-q", "-b", "main").code).toBe(0);
  if (isSetUp) execFileSync("sh", ["-e", "-c", documented ?? "exit 1"], { cwd: directory, env });
  commit(smallList);
  return { git, commit, list: () => read(directory, "list.json") };
}

/** A repository in which `main` and the branch `theirs`, from the same commit, have these lists. */
function diverged(ours: string, theirs: string, options?: { readonly isSetUp: boolean }): Repository {
  const made = repository(options);
  made.git("checkout", "-q", "-b", "theirs");
  made.commit(theirs);
  made.git("checkout", "-q", "main");
  made.commit(ours);
  return made;
}

describe("git with the merge driver", () => {
  const sides = [listWith(model, heads, newest), listWith(model, heads, another)] as const;

  it("merges papers added next to each other, which by lines conflict", () => {
    expect(diverged(...sides, { isSetUp: false }).git("merge", "theirs")).toMatchObject({ code: 1 });
    const { git, list } = diverged(...sides);
    expect(git("merge", "theirs")).toMatchObject({ code: 0, stderr: "" });
    expect(list()).toBe(listWith(model, heads, newest, another));
    expect(git("status", "--porcelain").stdout).toBe("");
  });

  it("merges edits of different fields of one paper", () => {
    const { git, list } = diverged(
      listWith({ ...model, venue: "RSS" }, heads),
      listWith({ ...model, tags: ["x"] }, heads),
    );
    expect(git("merge", "theirs")).toMatchObject({ code: 0, stderr: "" });
    expect(list()).toBe(listWith({ ...model, venue: "RSS", tags: ["x"] }, heads));
  });

  it("stops at a field edited differently: told in words, and marked, it alone", () => {
    const { git, commit, list } = diverged(
      listWith({ ...model, venue: "RSS" }, heads, newest),
      listWith({ ...model, venue: "CoRL", tags: ["x"] }, heads),
    );
    const { code, stdout, stderr } = git("merge", "theirs");
    expect(code).toBe(1);
    expect(stdout).toContain("CONFLICT (content): Merge conflict in list.json");
    expect(stderr).toBe(
      'list.json: 1 conflict to resolve between <<<<<<< and >>>>>>>\n  paper a-model-of-robots, venue: was absent; ours is "RSS", theirs is "CoRL"\n',
    );
    expect(git("status", "--porcelain").stdout).toBe("UU list.json\n");
    const marked = '<<<<<<< ours\n      "venue": "RSS",\n=======\n      "venue": "CoRL",\n>>>>>>> theirs\n';
    const resolved = listWith({ ...model, venue: "CoRL", tags: ["x"] }, heads, newest);
    expect(list().replace(marked, '      "venue": "CoRL",\n')).toBe(resolved);
    commit(resolved);
    expect(git("log", "--merges", "--oneline").stdout).not.toBe("");
  });

  it.each([
    [
      "removed here, edited there",
      listWith(heads),
      listWith({ ...model, venue: "RSS" }, heads),
      "theirs changed it, ours removed it",
    ],
    [
      "edited here, removed there",
      listWith({ ...model, venue: "RSS" }, heads),
      listWith(heads),
      "ours changed it, theirs removed it",
    ],
  ])("stops at a paper %s", (_name, ours, theirs, told) => {
    const { git, list } = diverged(ours, theirs);
    const { code, stderr } = git("merge", "theirs");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining(`\n  paper a-model-of-robots: ${told}\n`) as string,
    });
    expect(list()).toMatch(/^<<<<<<< ours$/m);
    expect(list()).toMatch(/^ {6}"venue": "RSS",$/m);
  });

  it("rebases commit by commit", () => {
    const { git, commit, list } = diverged(
      listWith({ ...model, venue: "RSS" }, heads, newest),
      listWith({ ...model, tags: ["x"] }, heads),
    );
    git("checkout", "-q", "theirs");
    commit(listWith({ ...model, tags: ["x"] }, heads, another));
    expect(git("rebase", "main").code).toBe(0);
    expect(list()).toBe(listWith({ ...model, venue: "RSS", tags: ["x"] }, heads, newest, another));
    expect(git("rev-list", "--count", "main..theirs").stdout).toBe("2\n");
  });

  it("picks one commit of several", () => {
    const { git, commit, list } = diverged(listWith(model, heads, newest), listWith({ ...model, venue: "RSS" }, heads));
    git("checkout", "-q", "theirs");
    commit(listWith({ ...model, venue: "RSS" }, heads, another));
    git("checkout", "-q", "main");
    expect(git("cherry-pick", "theirs").code).toBe(0);
    expect(list()).toBe(listWith(model, heads, newest, another));
  });

  it("leaves a file that is no list to git's own merge, and says which and where", () => {
    const broken = smallList.replace('"date": "2024-02",', '"date": "2024-02"');
    const { git, list } = diverged(smallList.replace("Awesome Robots", "Robots"), broken);
    const { code, stderr } = git("merge", "theirs");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^list\.json \(theirs\):\d+:\d+: .+\nlist\.json was merged by lines, as git does\. /);
    expect(list()).toBe(broken.replace("Awesome Robots", "Robots"));
    expect(git("status", "--porcelain").stdout).toBe("UU list.json\n");
  });
});

describe("merge-driver", () => {
  const argv = ["merge-driver", "base", "ours", "theirs"];

  it.each<readonly [string, Readonly<Record<string, string | Buffer>>, readonly string[], number, RegExp]>([
    ["a file too few", { ours: smallList }, ["merge-driver", "base", "ours"], 130, /missing required argument 'B'/],
    ["a file that is not there", { base: smallList, ours: "x" }, argv, 131, /ENOENT/],
    [
      "a file that git cannot merge either",
      { base: smallList, ours: "x", theirs: Buffer.from([0, 0xff]) },
      argv,
      131,
      /\(theirs\):1:1: Not UTF-8/,
    ],
  ])("tells git that there is no result: %s", async (_name, files, line, code, expected) => {
    const directory = directoryWith(files);
    const ran = await run(directory, line);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code, stdout: "" });
    expect(ran.stderr).toMatch(expected);
    expect(read(directory, "ours")).toBe(files["ours"]);
  });

  it("merges what both sides began anew, for which git gives an empty base", async () => {
    const directory = directoryWith({ base: "", ours: smallList, theirs: listWith(model, heads, newest) });
    expect(await run(directory, argv)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(read(directory, "ours")).toBe(listWith(model, heads, newest));
  });

  it("marks conflicts of lines as git does where a file is no list", async () => {
    const directory = directoryWith({ base: "a\n", ours: "b\n", theirs: "c\n" });
    expect(await run(directory, [...argv, "lists/robots.json"])).toMatchObject({ code: 1, stdout: "" });
    expect(read(directory, "ours")).toBe("<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n");
  });
});
