import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lockDirectory } from "../../src/queue/directory-lock.ts";

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "awesome-papers-lock-"));
  path = join(directory, "lock.json");
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Who this process is, as it writes it. */
function whoWeAre(): Record<string, unknown> {
  const lock = lockDirectory(directory);
  const holder = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  lock.release();
  return holder;
}

const goneProcess = (): number => spawnSync(process.execPath, ["-e", ""]).pid;

it.each([
  ["of a process that is gone", () => ({ pid: goneProcess() })],
  ["of before the machine's last start", () => ({ pid: 1, boot: "another" })],
  ["of a container before it started again, with the same process id", () => ({ pid: process.pid })],
])("takes over a lock %s", (_, holder) => {
  writeFileSync(path, JSON.stringify({ ...whoWeAre(), ...holder() }));
  const lock = lockDirectory(directory);
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ pid: process.pid, host: hostname() });
  lock.release();
});

it.each([
  ["of a process that lives", () => ({ pid: 1 }), `process 1 on ${hostname()}`],
  ["of another host", () => ({ host: "elsewhere", pid: goneProcess() }), "on elsewhere"],
])("says whose the directory is at a lock %s", (_, holder, words) => {
  const text = JSON.stringify({ ...whoWeAre(), ...holder() });
  writeFileSync(path, text);
  expect(() => lockDirectory(directory)).toThrow(words);
  expect(readFileSync(path, "utf8")).toBe(text);
});

it("leaves a lock alone that it cannot read", () => {
  writeFileSync(path, "{");
  expect(() => lockDirectory(directory)).toThrow("delete the file");
});

it("is no second server's of the same process, until it is released", () => {
  const lock = lockDirectory(directory);
  expect(() => lockDirectory(directory)).toThrow(`process ${process.pid}`);
  lock.release();
  lockDirectory(directory).release();
});
