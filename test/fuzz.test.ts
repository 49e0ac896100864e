import { globSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recogniseIssue } from "../src/intake/recognise-issue.ts";
import { findPaperQueries } from "../src/intake/paper-queries.ts";
import { parseTaken } from "../src/intake/derive-taken.ts";
import { findListedPaper } from "../src/list/find-listed-paper.ts";
import { mergeListFiles } from "../src/list/merge-list-files.ts";
import { paperFields } from "../src/list/paper-fields.ts";
import { parsePaperField } from "../src/list/parse-paper-field.ts";
import { parseCategory } from "../src/list/taxonomy.ts";
import { parseCitationTags } from "../src/metadata/citation-tags.ts";
import { decodeHtml } from "../src/metadata/decode-html.ts";
import { parseRetryAfter } from "../src/metadata/parse-retry-after.ts";
import { findRegions } from "../src/render/regions.ts";
import { hostileText, longText } from "./support/hostile-text.ts";
import { list } from "./support/suggestion.ts";

/**
 * Whatever stands in a text from outside, reading it throws nothing and comes to an end: what costs the square of a
 * long text would take longer than a test may. What is read in a worker, which is stopped, gets no long ones.
 */
type Read = (text: string) => unknown;

const root = new URL("../", import.meta.url);
/** Exported functions of one text: each is a reader of texts from outside, or is given what such a one found. */
const ofOneText = /^export (?:async )?function (?<name>\w+)\(\w+: string(?:, [^)]*(?:\?:| = )[^)]*)?\)/gm;
const inWorkers = /^src\/(?:render|import)\//;

const found = globSync("src/{list,intake,metadata,render,import,github}/*.ts", { cwd: root })
  .toSorted()
  .flatMap((path) =>
    [...readFileSync(new URL(path, root), "utf8").matchAll(ofOneText)].map(
      (match) => [match.groups?.["name"] ?? "", path] as const,
    ),
  );

const ofMore: Readonly<Record<string, Read>> = {
  parsePaperField: (text) => paperFields.map((field) => parsePaperField(field, text, list.taxonomy)),
  parseCategory: (text) => parseCategory(list.taxonomy, text),
  findListedPaper: (text) => findListedPaper(list, text),
  mergeListFiles: (text) => mergeListFiles("", text, `${text} `),
  recogniseIssue: (text) => recogniseIssue({ title: text.slice(0, 256), body: text }),
  findPaperQueries: (text) =>
    findPaperQueries(
      new Map([
        ["links", text],
        ["title", text],
      ]),
    ),
  parseTaken: (body) => parseTaken({ body }),
  parseCitationTags: (html) => parseCitationTags(html, "https://example.org/paper"),
  decodeHtml: (text) => decodeHtml(Buffer.from(text), text),
  parseRetryAfter: (text) => parseRetryAfter(text, 0),
  findRegions: (text) => findRegions(text, "README.md"),
};

const prototype = Reflect.ownKeys(Object.prototype);

it("readers are found", () => {
  const names = found.map(([name]) => name);
  expect(names).toEqual(expect.arrayContaining(["parseList", "parseConfiguration", "parseCommands", "readForm"]));
});

describe.each(found)("%s of %s", (name, path) => {
  it("ends, and throws nothing", async () => {
    const module = (await import(new URL(path, root).href)) as Readonly<Record<string, Read>>;
    const read = module[name];
    if (read === undefined) throw new Error(`${path} exports no ${name}`);
    await expect(readsAnything(read, !inWorkers.test(path))).resolves.toBeUndefined();
  });
});

it.each(Object.entries(ofMore))("%s ends, and throws nothing", async (_, read) => {
  await expect(readsAnything(read, true)).resolves.toBeUndefined();
});

it("no text reached the prototype of all objects", () => {
  expect(Reflect.ownKeys(Object.prototype)).toEqual(prototype);
});

async function readsAnything(read: Read, alsoLong: boolean): Promise<void> {
  const holds = async (text: string): Promise<void> => void (await read(text));
  await fc.assert(fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), holds), { numRuns: 50 });
  await fc.assert(fc.asyncProperty(hostileText, holds), { numRuns: 100 });
  if (alsoLong) await fc.assert(fc.asyncProperty(longText, holds), { numRuns: 20 });
}
