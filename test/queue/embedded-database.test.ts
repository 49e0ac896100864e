import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { text as readText } from "node:stream/consumers";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openEmbedded, type EmbeddedDatabase } from "../../src/queue/embedded-database.ts";
import { makeDataDirectory } from "../support/data-directory.ts";
import { hostileText } from "../support/hostile-text.ts";

let directory: string;
let database: EmbeddedDatabase;
beforeAll(async () => {
  directory = await makeDataDirectory();
  database = await openEmbedded(directory);
});
afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true });
});

async function select(text: string, ...values: unknown[]): Promise<unknown> {
  const { rows } = await database.db.executeSql(`SELECT ${text} AS value`, values);
  return (rows as { value: unknown }[])[0]?.value;
}

it.each<[string, string, unknown]>([
  ["a text with quotes", "$1::text", `it's \\' "quoted" \\`],
  ["a number", "$1::float8", -1.5],
  ["a boolean", "$1::bool", true],
  ["nothing", "$1::text", null],
  ["a time", "$1::timestamptz", new Date(1_700_000_000_123)],
  ["a list", "$1::text[]", ["a'b", 'c"d', "e\\f", "{,}", "", "NULL", null]],
  ["numbers", "$1::int[]", [1, 2]],
])("brings %s there and back", async (_, text, value) => {
  expect(await select(text, value)).toEqual(value);
});

it("brings JSON there, prepared or not", async () => {
  const value = { text: `it's \\' "quoted"`, list: [1, null] };
  expect(await select("$1::text::jsonb", JSON.stringify(value))).toEqual(value);
  expect(await select("$1::jsonb", value)).toEqual(value);
});

it("takes no text for a statement", async () => {
  // Postgres holds no zero, and UTF-8 no half of a pair.
  const text = hostileText.map((each) => each.replaceAll("\0", "").toWellFormed());
  await fc.assert(
    fc.asyncProperty(text, fc.array(text), async (one, several) => {
      expect(await select("$1::text", one)).toBe(one);
      expect(await select("$1::text[]", several)).toEqual(several);
    }),
  );
});

it("says which rule of Postgres failed, and goes on after a transaction that failed", async () => {
  await expect(database.db.executeSql("BEGIN; SELECT 1 / 0; COMMIT")).rejects.toMatchObject({ code: "22012" });
  await expect(select("1 / $1::int", 0)).rejects.toMatchObject({ code: "22012" });
  expect(await select("1 / $1::int", 1)).toBe(1);
});

it("frees the room of what is deleted, also in its log", async () => {
  const { db } = database;
  await db.executeSql("CREATE TABLE room (text text)");
  for (let turn = 0; turn < 600; turn += 1) {
    await db.executeSql("INSERT INTO room SELECT md5(random()::text) FROM generate_series(1, $1::int)", [500]);
    await db.executeSql("DELETE FROM room");
  }
  // Together these are 20 MB, and 60 MB of log.
  expect(await select("pg_table_size('room')::int")).toBeLessThan(12_000_000);
  expect(await select("(SELECT sum(size)::int FROM pg_ls_waldir())")).toBeLessThan(40_000_000);
});

it("is no more once it is closed", async () => {
  const other = await makeDataDirectory();
  const closed = await openEmbedded(other);
  await closed.close();
  await expect(closed.db.executeSql("SELECT 1")).rejects.toThrow("has ended");
  await rm(other, { recursive: true });
});

it("ends the process when its thread has ended unasked", async () => {
  const another = await makeDataDirectory();
  const url = new URL("../../src/queue/embedded-database.ts", import.meta.url).href;
  const script = `
    import { Worker } from "node:worker_threads";
    import { openEmbedded } from ${JSON.stringify(url)};
    const { db } = await openEmbedded(process.argv[1]);
    let thread;
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (...message) {
      thread = this;
      return postMessage.apply(this, message);
    };
    await db.executeSql("SELECT 1");
    setInterval(() => undefined, 1000);
    await thread.terminate();`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script, another]);
  const [[code], errors] = await Promise.all([once(child, "close"), readText(child.stderr)]);
  expect(code).toBe(1);
  expect(errors).toContain("The embedded database has ended");
  await rm(another, { recursive: true });
});
