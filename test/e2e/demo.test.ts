import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { runDemo, type DemoOptions } from "../../src/app/demo/story.ts";
import { serviceNames } from "../../src/local-sources/services.ts";
import { startLocalSources } from "../../src/local-sources/start.ts";

const list = readFileSync(new URL("../../list.json", import.meta.url), "utf8");

async function play(options: Pick<DemoOptions, "online"> = {}) {
  let told = "";
  const end = await runDemo({ list, write: (text) => (told += text), ...options });
  return { end, told };
}

it("plays the whole story without a network", async () => {
  const told = expect.stringContaining("5. The services are down");
  expect(await play()).toEqual({ end: "good", told });
});

it("says that the services do not answer, and that the suggestion waits", async () => {
  const sources = await startLocalSources([]);
  for (const service of serviceNames) sources.fault({ service, status: 501, times: Infinity });
  const told = expect.stringContaining("arXiv does not answer: it is out of order (501)");
  expect(await play({ online: { ...sources.urls, mailto: undefined } })).toEqual({ end: "unreachable", told });
  await sources.close();
});
