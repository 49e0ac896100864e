import { chownSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { writeControlFile } from "../../../src/app/jobs/control-file.ts";
import { startControlServer } from "../../../src/app/jobs/control-server.ts";
import type { Jobs, JobsReport } from "../../../src/app/jobs/jobs.ts";
import { directoryWith, run, type Ran } from "./run.ts";

/** What the command says of a server's work, and how it ends; what it does to a real one, test/e2e/jobs.test.ts shows. */

const reference = "3f0c2d5e-8a41-4c6e-9b7d-0a1b2c3d4e5f";
const since = "2026-11-21T22:00:00.000Z";
const report: JobsReport = {
  counts: { waiting: 30, running: 1, givenUp: 1 },
  waiting: [
    { subject: "lab/list#12", attempt: 3, since, notBefore: "2026-11-21T22:00:20.000Z", error: "Error: no\n answer" },
    { subject: "sweep repository 34", attempt: 1, since, notBefore: since },
  ],
  running: [{ subject: "lab/list:main", attempt: 1, since, notBefore: since }],
  givenUp: [{ reference, subject: "lab/list#7", since, attempts: 8, error: "TypeError: \u001b[2Jx" }],
};
const empty = { counts: { waiting: 0, running: 0, givenUp: 0 }, waiting: [], running: [], givenUp: [] };

async function runWith(argv: readonly string[], jobs: Partial<Jobs> = {}): Promise<Ran> {
  const directory = directoryWith({});
  const done = { count: 1, unknown: [] };
  const server = await startControlServer(directory, {
    list: () => Promise.resolve(report),
    retry: () => Promise.resolve(done),
    drop: () => Promise.resolve(done),
    ...jobs,
  });
  onTestFinished(() => server.close());
  return run(directory, ["jobs", ...argv], { env: { DATA_DIR: "." } });
}

describe("jobs list", () => {
  it("counts first, then names the first of each kind, and shows what would move the cursor", async () => {
    expect(await runWith(["list"])).toEqual({
      code: 0,
      stderr: "",
      stdout: `30 waiting, 1 running, 1 given up

Waiting
  lab/list#12 since ${since}, not before 2026-11-21T22:00:20.000Z, try 3
      Error: no answer
  sweep repository 34 since ${since}, not before ${since}, try 1
  … and 28 more

Running
  lab/list:main since ${since}, try 1

Given up
  ${reference} lab/list#7 since ${since}, 8 tries
      TypeError: ␛[2Jx
`,
    });
  });

  it("says in one line that there is nothing", async () => {
    const { stdout } = await runWith(["list"], { list: () => Promise.resolve(empty) });
    expect(stdout).toBe("0 waiting, 0 running, 0 given up\n");
  });

  it("gives a program the same, and asks for as many as are wanted", async () => {
    const limits: number[] = [];
    const list: Jobs["list"] = (limit) => Promise.resolve(report).finally(() => limits.push(limit));
    const { stdout } = await runWith(["list", "--json", "--limit", "7"], { list });
    expect(JSON.parse(stdout)).toEqual(report);
    expect(limits).toEqual([7]);
  });
});

describe("jobs retry and drop", () => {
  it.each<[readonly string[], string]>([
    [["retry", reference], "1 look asked for again.\n"],
    [["retry", "--all"], "1 look asked for again.\n"],
    [["drop", reference], "1 look dropped.\n"],
    [["drop", "--all"], "1 look dropped.\n"],
  ])("%j ends with 0", async (argv, stderr) => {
    expect(await runWith(argv)).toEqual({ code: 0, stdout: "", stderr });
  });

  it("names a reference that is not there, and ends with 1", async () => {
    const drop: Jobs["drop"] = () => Promise.resolve({ count: 0, unknown: ["x\u001by"] });
    const stdout = "x␛y: nothing is given up under this reference, or not any more\n";
    expect(await runWith(["drop", "x\u001by"], { drop })).toEqual({ code: 1, stdout, stderr: "0 looks dropped.\n" });
  });

  it("ends with 3 where the server cannot do it", async () => {
    const ran = await runWith(["drop", "--all"], { drop: () => Promise.reject(new Error("The database is away")) });
    expect(ran).toEqual({ code: 3, stdout: "", stderr: "error: The server says: The database is away\n" });
  });
});

it.each<[readonly string[], RegExp]>([
  [["retry"], /takes references, or --all/],
  [["drop", reference, "--all"], /takes references, or --all/],
  [["list", reference], /takes no references/],
  [["list", "--all"], /takes no references/],
  [["list", "--limit", "1001"], /from 0 to 1000/],
  [["list", "--limit", "-1"], /from 0 to 1000/],
  [["forget"], /Allowed choices are list, retry, drop/],
  [[], /missing required argument/],
])("%j is wrong usage", async (argv, words) => {
  const { code, stdout, stderr } = await runWith(argv);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(words);
});

it("makes no database where no server has one, and says what to set", async () => {
  const directory = directoryWith({});
  const ran = await run(directory, ["jobs", "list"], { env: {} });
  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain(`${directory}/data holds no work of a server: set DATA_DIR or DATABASE_URL`);
  const wrong = await run(directory, ["jobs", "list"], { env: { DATABASE_URL: "mysql://h/d" } });
  expect(wrong).toMatchObject({ code: 2, stdout: expect.stringContaining("DATABASE_URL must") });
});

it.each([
  ["nobody", undefined],
  ["another program", "<p>Hello</p>"],
  ["another server", '{"error":"The token is not that of control.json"}'],
])("believes no file whose port has %s by now", async (_, text) => {
  const other = createServer((_request, response) => response.writeHead(401).end(text));
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  const close = (): Promise<unknown> => new Promise((resolve) => other.close(resolve));
  if (text === undefined) await close();
  else onTestFinished(async () => void (await close()));
  const directory = directoryWith({});
  writeControlFile(directory, { port, token: "t", pid: 4711 });
  const { code, stderr } = await run(directory, ["jobs", "list"], { env: { DATA_DIR: "." } });
  expect([code, stderr.split("\n")[0]]).toEqual([
    2,
    "Process 4711, which control.json names, does not answer; the directory is opened without it.",
  ]);
});

it.skipIf(process.geteuid?.() !== 0)(
  "leaves nothing of its own where the server of another account would stumble",
  async () => {
    const directory = directoryWith({ "data/postgres/PG_VERSION": "17\n" });
    chownSync(join(directory, "data"), 65_534, 65_534);
    const ran = await run(directory, ["jobs", "list"], { env: {} });
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain("belongs to the account 65534");
  },
);
