import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { commandHelp } from "../../../src/app/cli/help.ts";
import { everyPaper } from "./fake-metadata.ts";
import { directoryWith, run, smallList } from "./run.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

describe("wrong usage", () => {
  it.each([
    [["biuld"], /unknown command 'biuld'\n\(Did you mean build\?\)/],
    [["help", "nothing"], /^error: unknown command 'nothing'\n\(The commands are build, check, .*\.\)\nSee "/],
    [["help", "check", "build"], /too many arguments for 'help'/],
    [["check", "--formt", "json"], /unknown option '--formt'\n\(Did you mean --format\?\)/],
    [["check", "--format", "xml"], /Allowed choices are pretty, json, github, sarif/],
    [["check", "--json", "--format", "json"], /cannot be used with/],
    [["check", "--dir"], /argument missing/],
    [["fmt", "list.json"], /too many arguments for 'fmt'/],
    [["add"], /missing required argument 'paper'/],
    [["check", "--dir", "nowhere"], /there is no directory nowhere/],
    [["check", "--dir", "list.json"], /there is no directory list\.json/],
    [[], /^Usage: awesome-papers/m],
  ])("%j ends with 2", async (argv, expected) => {
    const { code, stdout, stderr } = await run(directoryWith({ "list.json": smallList }), argv);
    expect(stderr).toMatch(expected);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  it("has no commands that come later", async () => {
    for (const command of ["import", "export"]) expect((await run(repository, [command])).code).toBe(2);
  });

  it("tells every setting that is missing when the server is started", async () => {
    const { code, stdout } = await run(directoryWith({}), ["serve"]);
    expect(code).toBe(2);
    for (const name of ["APP_ID", "PRIVATE_KEY", "WEBHOOK_SECRET"])
      expect(stdout).toMatch(new RegExp(`^${name} must be `, "m"));
  });
});

describe("an older Node", () => {
  it.each([
    ["20.20.2", 2],
    ["22.17.1", 2],
    ["22.18.0", 0],
    ["25.0.0", 0],
  ])("%s ends with %i", (version, code) => {
    const cli = fileURLToPath(new URL("../../../src/app/cli.ts", import.meta.url));
    const pretend = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`;
    const older = `data:text/javascript,${encodeURIComponent(pretend)}`;
    const ran = spawnSync(process.execPath, ["--import", older, cli, "--version"], { encoding: "utf8" });
    const told = `awesome-papers needs Node 22.18 or newer; this is ${version}.\n`;
    expect({ code: ran.status, told: ran.stderr }).toEqual({ code, told: code === 0 ? "" : told });
  });

  it("is what package.json says too, and finds nothing in the entry that it lacks", () => {
    const { engines } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
      readonly engines: object;
    };
    expect(engines).toEqual({ node: ">=22.18" });
    const entry = readFileSync(new URL("../../../src/app/cli.ts", import.meta.url), "utf8");
    expect(entry.match(/^(?:import|export) .*/gm)).toEqual(['import process from "node:process";']);
  });
});

describe("what is not the person's mistake", () => {
  const argv = ["add", "2501.00001", "--category", "notable", "--title", "Robots"];

  it("is called a bug, with its trace", async () => {
    const now = (): never => {
      throw new TypeError("boom");
    };
    const { code, stdout, stderr } = await run(directoryWith({ "list.json": smallList }), argv, { now });
    expect(code).toBe(70);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^This is a bug in awesome-papers[^\n]*\nTypeError: boom\n +at /);
  });

  it("is 3 when a service failed", async () => {
    const now = (): never => {
      throw Object.assign(new Error("GitHub is down"), { kind: "outage" });
    };
    const { code, stderr } = await run(directoryWith({ "list.json": smallList }), argv, { now });
    expect(code).toBe(3);
    expect(stderr).toBe("error: GitHub is down\n");
  });
});

describe("help", () => {
  it("without a command is that of all", async () => {
    const { code, stdout } = await run(repository, ["--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n  help \[command\] +print the help of a command\n/);
    expect(await run(repository, ["help"])).toMatchObject({ code: 0, stdout });
  });

  it.each(Object.keys(commandHelp))("of %s says what it is for, what it writes and how it ends", async (name) => {
    const { code, stdout } = await run(repository, [name, "--help"]);
    expect(code).toBe(0);
    for (const part of [
      "Usage: awesome-papers ",
      "Examples:\n  $ awesome-papers ",
      "Writes: ",
      "Exit codes:\n  0   ",
      "\n  70  ",
    ]) {
      expect(stdout).toContain(part);
    }
    expect(await run(repository, ["help", name])).toMatchObject({ code: 0, stdout });
  });

  it("has examples that run on the real list as they stand", async () => {
    const directory = directoryWith({ "list.json": readFileSync(new URL("../../../list.json", import.meta.url)) });
    for (const name of ["build", "check", "fmt", "add"] as const) {
      for (const [line] of commandHelp[name].examples) {
        const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([word, quoted]) => quoted ?? word);
        const { code, stderr } = await run(directory, words, { metadata: everyPaper });
        expect({ line, code, stderr }).toMatchObject({ code: 0 });
      }
    }
  });

  it("and the version come from a real process, which loads no server", () => {
    const cli = fileURLToPath(new URL("../../../src/app/cli.ts", import.meta.url));
    const help = execFileSync(process.execPath, [cli, "--help"], { encoding: "utf8" });
    expect(help).toMatch(/^Usage: awesome-papers \[options\] \[command\]/);
    for (const name of Object.keys(commandHelp)) expect(help).toContain(`\n  ${name} `);
    const version = execFileSync(process.execPath, [cli, "--version"], { encoding: "utf8" });
    expect(version).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
