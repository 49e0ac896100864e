import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const src = resolve(import.meta.dirname, "../src");

/** Which rooms each room may import from, itself apart. docs/architecture.md draws it. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  list: [],
  render: ["list"],
  import: ["list"],
  intake: ["list"],
  github: ["list", "intake"],
  metadata: ["list"],
  queue: [],
  "local-github": [],
  "local-sources": [],
  app: ["list", "render", "import", "intake", "github", "metadata", "queue", "local-github", "local-sources"],
};

/** Decisions are pure: time comes in as `now`, and nothing goes out. */
const pure = new Set(["list", "render", "import", "intake"]);
const impure =
  /\bfrom "node:|\bimport\("node:|\bprocess\.|\bfetch\(|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bsetTimeout\(|\bcrypto\.|\bperformance\./;

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && statSync(join(src, path)).isFile())
  .map((path) => ({ path, room: path.split("/")[0] ?? "", text: readFileSync(join(src, path), "utf8") }));

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"(?<target>\.[^"]+)"/g)].map(
    (match) => match.groups?.["target"] ?? "",
  );
}

describe("the house", () => {
  it("has the rooms that are written down, and no other", () => {
    expect([...new Set(files.map((file) => file.room))].toSorted()).toEqual(Object.keys(allowed).toSorted());
  });

  it("imports one way", () => {
    const offending = files.flatMap(({ path, room, text }) =>
      importsOf(text)
        .map((target) => relative(src, resolve(join(src, dirname(path)), target)))
        .filter((target) => {
          const other = target.split("/")[0] ?? "";
          return other !== room && !(allowed[room] ?? []).includes(other);
        })
        .map((target) => `${path} imports ${target}`),
    );
    expect(offending).toEqual([]);
  });

  it("decides without the world", () => {
    const offending = files
      .filter((file) => pure.has(file.room))
      .flatMap(({ path, text }) =>
        text
          .split("\n")
          .flatMap((line, at) =>
            impure.test(line) && !/^\s*(?:\*|\/\/|\/\*\*)/.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [],
          ),
      );
    expect(offending).toEqual([]);
  });

  it("has no drawer called util, and no file that is out of hand", () => {
    expect(
      files
        .filter(({ path }) => /(?:^|\/)(?:utils?|helpers?|common|misc|manager|index)\b/.test(path))
        .map(({ path }) => path),
    ).toEqual([]);
    expect(files.filter(({ text }) => text.split("\n").length > 300).map(({ path }) => path)).toEqual([]);
  });

  it("names each file for what it exports, in kebab-case", () => {
    expect(files.filter(({ path }) => !/^[a-z0-9/-]+\.ts$/.test(path)).map(({ path }) => path)).toEqual([]);
  });
});
