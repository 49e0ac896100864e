import { setTimeout as sleep } from "node:timers/promises";
import { rm } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { startServer } from "../../src/app/server.ts";
import { parseSettings } from "../../src/app/settings.ts";
import { printList } from "../../src/list/list-file.ts";
import { startLocalGithub } from "../../src/local-github/start.ts";
import { createRandom } from "../simulation/random.ts";
import { makeDataDirectory } from "../support/data-directory.ts";
import { readme } from "../support/loop.ts";
import { startPostgres } from "../support/postgres.ts";
import { environmentOf, startServerProcess } from "../support/server-process.ts";
import { silentSources } from "../support/silent-sources.ts";
import { list } from "../support/suggestion.ts";
import { createCrowd, owner, people } from "./crowd.ts";
import { findFaults } from "./find-faults.ts";
import { settle } from "./settle.ts";
import { isFull, seed } from "./size.ts";

/**
 * One server that is killed again and again while people work, at moments that the seed says. `npm run endurance` kills
 * it a hundred times.
 */
const kills = isFull ? 100 : 4;
const lostAfter = 4_000;

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

async function inDirectory(): Promise<Readonly<Record<string, string>>> {
  const directory = await makeDataDirectory();
  cleanUps.push(() => rm(directory, { recursive: true }));
  return { DATA_DIR: directory };
}

async function inPostgres(): Promise<Readonly<Record<string, string>>> {
  const postgres = await startPostgres();
  cleanUps.push(() => postgres.remove());
  return { DATABASE_URL: postgres.url };
}

describe.each([
  ["a directory", inDirectory],
  ["a Postgres", inPostgres],
])("with its work in %s", (_, makeDatabase) => {
  it(
    `loses and doubles nothing when it is killed ${kills} times (seed ${seed})`,
    { timeout: 60_000 + kills * 30_000 },
    async () => {
      const random = createRandom(seed);
      const between = (least: number, most: number): number => Math.round(least + random() * (most - least));
      const repositories = ["one", "two", "three"];
      const database = await makeDatabase();
      const github = await startLocalGithub({
        owner,
        users: people,
        repositories: repositories.map((name) => ({
          name,
          files: {
            "list.json": printList(list),
            "README.md": readme,
            ".github/awesome-papers.yml": "regenerateAfter: 0\n",
          },
        })),
      });
      cleanUps.push(() => github.close());
      // An hour's requests, and more, go into some minutes.
      github.leaveRequests(1_000_000);
      const crowd = createCrowd({ github, repositories, random, mostOpen: 30 });
      const started = performance.now();

      const over = new AbortController();
      const acting = crowd.act(over.signal);
      for (let kill = 0; kill < kills; kill += 1) {
        const server = startServerProcess(github, { ...database, LOST_AFTER: String(lostAfter) });
        // Webhooks that come before it listens are lost, and so are those that come while it is gone.
        void server.listening.then((url) => github.setWebhookUrl(url));
        const isEarly = random() < 0.1;
        if (!isEarly) await server.listening;
        await sleep(between(0, isEarly ? 2_000 : 3_000));
        await server.kill();
        await sleep(between(0, 300));
      }
      over.abort();
      await acting;

      const settings = parseSettings(environmentOf(github, database));
      if (!settings.ok) throw new Error(JSON.stringify(settings.problems));
      const last = await startServer(settings.value, { metadata: silentSources, firstRetry: 50, lostAfter });
      cleanUps.push(() => last.close());
      github.setWebhookUrl(last.webhookUrl);
      await settle(github, () => last.idle());
      // What was approved before our comment showed it waits for another word; times have whole seconds.
      await sleep(1_100);
      for (const one of crowd.asked) if (one.decided === "approved") await crowd.approveAgain(one);
      await settle(github, () => last.idle());

      expect(await findFaults(github, crowd, repositories)).toEqual([]);
      const { length: merged } = crowd.asked.filter(({ decided }) => decided !== undefined);
      const figures = { kills, suggestions: crowd.asked.length, merged, pushed: crowd.pushed.length };
      console.info({
        ...figures,
        seconds: Math.round((performance.now() - started) / 1000),
        requests: github.requests.length,
      });
    },
  );
});
