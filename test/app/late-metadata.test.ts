import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";
import { createLateMetadata } from "../../src/app/late-metadata.ts";
import { defaultMetadataSettings } from "../../src/metadata/metadata.ts";
import type { Source } from "../../src/metadata/source.ts";

const src = resolve(import.meta.dirname, "../../src");

/** What is loaded with this file: packages by name, files of ours by their path. */
function loadedWith(file: string, seen = new Set<string>()): ReadonlySet<string> {
  const path = relative(src, file);
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, target = ""] of readFileSync(file, "utf8").matchAll(
    /^(?:import|export) (?!type\b)(?:[^;"=]* from )?"([^"]+)";$/gm,
  )) {
    if (target.startsWith(".")) loadedWith(join(dirname(file), target), seen);
    else seen.add(target);
  }
  return seen;
}

it("asks the sources, connected at the first question, and may be closed without one", async () => {
  const source: Source = {
    name: "arxiv",
    batch: 1,
    knows: () => true,
    ask: () => Promise.resolve([{ kind: "not-found" }]),
  };
  const metadata = createLateMetadata({ settings: defaultMetadataSettings, version: "0", sources: [source] });
  const query = { kind: "identifier", identifier: { kind: "arxiv", value: "2506.20966" } } as const;
  expect(await metadata.lookUp([query])).toMatchObject([{ query, outcome: "not-found" }]);
  await metadata.close();
  await createLateMetadata({ settings: defaultMetadataSettings, version: "0" }).close();
});

it("loads no library with the server that only some servers, or some hours, need", () => {
  const loaded = loadedWith(join(src, "app/server.ts"));
  // The search itself finds what is loaded.
  expect([...loaded]).toEqual(expect.arrayContaining(["probot", "pg-boss", "app/late-metadata.ts"]));
  const late = [
    "got",
    "cacache",
    "htmlparser2",
    "fast-xml-parser",
    "unicode2latex",
    "@citation-js/core",
    "@electric-sql/pglite",
    "@opentelemetry/sdk-node",
    "emulate",
  ];
  expect(late.filter((name) => loaded.has(name))).toEqual([]);
});
