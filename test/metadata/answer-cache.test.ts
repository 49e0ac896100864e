import { mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PaperQuery } from "../../src/list/paper-query.ts";
import type { LookUp, SourceFailure } from "../../src/list/paper-record.ts";
import { createAnswerCache, type AnswerCache } from "../../src/metadata/answer-cache.ts";
import { createDiskCache } from "../../src/metadata/disk-cache.ts";

const hour = 3_600_000;
const query: PaperQuery = { kind: "title", title: "One" };
const failure: SourceFailure = { source: "crossref", why: "down", detail: "it is out of order" };

function lookUp(outcome: LookUp["outcome"], failures: readonly SourceFailure[] = []): LookUp {
  return { query, outcome, records: [], failures };
}

let now = Date.parse("2026-11-21T12:00:00Z");
let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "awesome-papers-"));
});
afterEach(() => rm(directory, { recursive: true }));

function onDisk(at = directory): AnswerCache {
  return createAnswerCache(
    () => now,
    createDiskCache(at, () => now),
  );
}

describe.each(["memory", "disk"])("answers in %s", (place) => {
  it.each<[string, LookUp, number]>([
    ["what was found is kept for a day", lookUp("found"), 24],
    ["what was not there, for an hour", lookUp("not-found"), 1],
    ["what was found by some while others failed, for an hour", lookUp("found", [failure]), 1],
    ["what nobody could tell, not at all", lookUp("unavailable", [failure]), 0],
  ])("%s", async (_, answer, hours) => {
    const cache = onDisk();
    await cache.keep(answer);
    // A new cache on the same disk has nothing in memory.
    const later = (): AnswerCache => (place === "disk" ? onDisk() : cache);
    expect(await later().find(query)).toEqual(hours === 0 ? undefined : answer);
    now += hours * hour - 1;
    expect(await later().find(query)).toEqual(hours === 0 ? undefined : answer);
    now += 1;
    expect(await later().find(query)).toBeUndefined();
  });
});

describe("a disk", () => {
  it.each<[string, (path: string) => Promise<void>]>([
    ["cut off", (path) => truncate(path, 3)],
    ["overwritten", (path) => writeFile(path, "\0 nonsense\n\n{}")],
    ["taken away", (path) => rm(path)],
  ])("with a file %s is one without that answer", async (_, harm) => {
    for (const part of ["content", "index"]) {
      await onDisk().keep(lookUp("found"));
      for (const name of await readdir(directory, { recursive: true, withFileTypes: true })) {
        if (name.isFile() && name.parentPath.includes(part)) await harm(join(name.parentPath, name.name));
      }
      expect(await onDisk().find(query)).toBeUndefined();
    }
    await onDisk().keep(lookUp("found"));
    expect(await onDisk().find(query)).toEqual(lookUp("found"));
  });

  it("with something else under our key is one without that answer", async () => {
    const disk = createDiskCache(directory, () => now);
    for (const text of [
      "",
      "null",
      "[]",
      '{"query":7}',
      JSON.stringify({ ...lookUp("found"), query: { kind: "page" } }),
    ]) {
      await disk.keep('title:["One","",""]', { text, until: now + hour });
      expect(await onDisk().find(query)).toBeUndefined();
    }
  });

  it("that is none harms nobody", async () => {
    const file = join(directory, "file");
    await writeFile(file, "");
    const cache = onDisk(file);
    await cache.keep(lookUp("found"));
    expect(await cache.find(query)).toEqual(lookUp("found"));
    await createDiskCache(file, () => now).tidy();
  });

  it("is rid of what is too old once in a while", async () => {
    await onDisk().keep(lookUp("found"));
    await createDiskCache(directory, () => now + 25 * hour).tidy();
    expect(await onDisk().find(query)).toBeUndefined();
  });
});
