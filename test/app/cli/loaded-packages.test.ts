import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Packages that a file of ours and those it imports need at once; what is imported dynamically is left out. */
function packagesOf(file: URL, seen = new Set<string>()): ReadonlySet<string> {
  const packages = new Set<string>();
  if (seen.has(file.href)) return packages;
  seen.add(file.href);
  const source = readFileSync(file, "utf8");
  for (const { groups } of source.matchAll(/^(?:import|export) (?!type )[^;]*?from "(?<from>[^"]+)";/gm)) {
    const from = groups?.["from"] ?? "";
    if (!from.startsWith(".")) packages.add(from);
    else for (const name of packagesOf(new URL(from, file), seen)) packages.add(name);
  }
  return packages;
}

const slow = /^(?:probot|octokit|@octokit\/.*|remark.*|unified|mdast.*|unist.*|@electric-sql\/.*|pg-boss)$/;

describe("a command loads no more than it needs", () => {
  it.each([
    ["the command line itself", "run-cli.ts", /^(?:node:.*|commander|picocolors|fastest-levenshtein)$/],
    ["fmt", "fmt.ts", /^(?:node:.*|picocolors|fastest-levenshtein|jsonc-parser|yaml)$/],
    ["merge-driver", "merge-driver.ts", /^(?:node:.*|picocolors|fastest-levenshtein|jsonc-parser|diff)$/],
    ["check", "check.ts", /^(?:node:.*|picocolors|fastest-levenshtein|jsonc-parser|yaml)$/],
  ])("%s", (_, name, allowed) => {
    const packages = packagesOf(new URL(`../../../src/app/cli/${name}`, import.meta.url));
    expect([...packages].filter((found) => !allowed.test(found))).toEqual([]);
  });

  it.each(["build.ts", "preview-entries.ts", "serve.ts", "demo.ts", "doctor.ts"])("%s", (name) => {
    const packages = packagesOf(new URL(`../../../src/app/cli/${name}`, import.meta.url));
    expect([...packages].filter((found) => slow.test(found))).toEqual([]);
  });

  it("add.ts, which reads text as the bot does, and looks nothing up with --offline", () => {
    const packages = packagesOf(new URL("../../../src/app/cli/add.ts", import.meta.url));
    const notYet =
      /^(?:probot|octokit|@octokit\/.*|got|cacache|request-filtering-agent|fast-xml-parser|@citation-js\/.*)$/;
    expect([...packages].filter((found) => notYet.test(found))).toEqual([]);
  });
});
