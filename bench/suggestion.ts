import { readFileSync } from "node:fs";
import { parseList } from "../src/list/list-file.ts";
import { hiRobot } from "../src/app/demo/demo-papers.ts";
import { people, startListStage } from "../src/app/demo/list-stage.ts";
import { startLocalSources } from "../src/local-sources/start.ts";
import { createMetadata } from "../src/metadata/create-metadata.ts";
import type { Metadata } from "../src/metadata/metadata.ts";
import { printTable } from "./print-table.ts";

/**
 * From a pasted link with a category to the pull request, and from the merge to README, with writes spaced as on GitHub and without.
 * Papers are looked up in a stand-in that answers at once, at the pace that the real services ask for.
 */
export async function benchSuggestion(): Promise<string> {
  const list = parseList(readFileSync(new URL("../list.json", import.meta.url), "utf8"));
  if (!list.ok) throw new Error("list.json is broken");
  const rows: string[][] = [];
  for (const throttle of [false, true]) {
    const sources = await startLocalSources([hiRobot]);
    const looking = timed(createMetadata({ settings: { ...sources.urls, mailto: undefined }, version: "bench" }));
    const stage = await startListStage(list.value, { sources: looking.metadata, throttle, regenerateAfter: 0 });
    try {
      await stage.settle();
      const suggester = stage.as(people.suggester);
      const maintainer = stage.as(people.maintainer);
      stage.takeRequests();
      const body = `### Links\n\nhttps://arxiv.org/abs/${hiRobot.arxiv.id}\n\n### Categories\n\ntask/hierarchy`;
      const opened = performance.now();
      await suggester.rest.issues.create({ ...stage.route, title: "Suggest: Hi Robot", body });
      const pull = await until(
        async () => (await maintainer.rest.pulls.list({ ...stage.route, state: "open" })).data[0],
      );
      const toPull = performance.now() - opened;
      const share = looking.spent() / toPull;
      await stage.settle();
      const toPullRequests = count(stage.takeRequests(), "POST", /\/pulls$/);
      const merged = performance.now();
      await maintainer.rest.pulls.merge({ ...stage.route, pull_number: pull.number });
      await until(async () => ((await stage.file("README.md"))?.includes("Hi Robot") === true ? true : undefined));
      const toReadme = performance.now() - merged;
      await stage.settle();
      const toReadmeRequests = count(stage.takeRequests(), "PATCH", /\/git\/refs\/heads/);
      rows.push([
        throttle ? "spaced as on GitHub" : "not spaced",
        `${(toPull / 1000).toFixed(1)} s`,
        `${(100 * share).toFixed(0)} %`,
        String(toPullRequests),
        `${(toReadme / 1000).toFixed(1)} s`,
        String(toReadmeRequests),
      ]);
    } finally {
      await stage.close();
      await looking.metadata.close();
      await sources.close();
    }
  }
  return printTable(
    ["writes", "issue to pull request", "of it look-ups", "requests", "merge to README", "requests"],
    rows,
  );
}

/** Adds up how long was waited for look-ups, in milliseconds. */
function timed(metadata: Metadata): { readonly metadata: Metadata; spent(): number } {
  let spent = 0;
  return {
    spent: () => spent,
    metadata: {
      ...metadata,
      async lookUp(queries, options) {
        const begun = performance.now();
        try {
          return await metadata.lookUp(queries, options);
        } finally {
          spent += performance.now() - begun;
        }
      },
    },
  };
}

function count(
  requests: readonly { readonly method: string; readonly path: string }[],
  method: string,
  path: RegExp,
): number {
  return requests.findIndex((one) => one.method === method && path.test(one.path.split("?", 1)[0] ?? "")) + 1;
}

async function until<T>(find: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("It did not come within 30 s.");
}
