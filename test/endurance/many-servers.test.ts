import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { printList } from "../../src/list/list-file.ts";
import { startLocalGithub } from "../../src/local-github/start.ts";
import { createRandom } from "../simulation/random.ts";
import { readme } from "../support/loop.ts";
import { startPostgres } from "../support/postgres.ts";
import { startServerProcess, type ServerProcess } from "../support/server-process.ts";
import { list } from "../support/suggestion.ts";
import { createCrowd, owner, people } from "./crowd.ts";
import { findFaults } from "./find-faults.ts";
import { startRoundRobin } from "./round-robin.ts";
import { settleQuietly } from "./settle-quietly.ts";
import { isFull, seed } from "./size.ts";

/** Three servers on one Postgres: one is killed, one stands still for longer than it may, the database restarts. */

const sizes = isFull
  ? { repositories: 200, mostOpen: 150, phase: 60_000, pause: 90_000, lostAfter: 60_000, sweepEvery: 240_000 }
  : { repositories: 6, mostOpen: 20, phase: 3_000, pause: 5_000, lostAfter: 3_000, sweepEvery: 6_000 };

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

it(
  `three servers look after ${sizes.repositories} lists as one would (seed ${seed})`,
  { timeout: isFull ? 3_600_000 : 600_000 },
  async () => {
    const random = createRandom(seed);
    const repositories = Array.from({ length: sizes.repositories }, (_, at) => `list-${at + 1}`);
    const files = {
      "list.json": printList(list),
      "README.md": readme,
      ".github/awesome-papers.yml": "regenerateAfter: 0\n",
    };
    const postgres = await startPostgres();
    cleanUps.push(() => postgres.remove());
    const github = await startLocalGithub({
      owner,
      users: people,
      repositories: repositories.map((name) => ({ name, files })),
    });
    cleanUps.push(() => github.close());
    // An hour's requests, and more, go into some minutes.
    github.leaveRequests(1_000_000);
    const front = await startRoundRobin();
    cleanUps.push(() => front.close());
    const crowd = createCrowd({ github, repositories, random, mostOpen: sizes.mostOpen });
    const environment = {
      DATABASE_URL: postgres.url,
      LOST_AFTER: String(sizes.lostAfter),
      SWEEP_EVERY: String(sizes.sweepEvery),
    };
    const start = async (at: number): Promise<ServerProcess> => {
      const server = startServerProcess(github, environment);
      cleanUps.push(() => server.kill());
      front.targets[at] = await server.listening;
      return server;
    };
    const started = performance.now();
    const servers = await Promise.all([start(0), start(1), start(2)]);
    github.setWebhookUrl(front.url);

    const over = new AbortController();
    const acting = Promise.all([crowd.act(over.signal), crowd.act(over.signal)]);
    await sleep(sizes.phase);
    await servers[0].kill();
    await sleep(sizes.phase / 2);
    servers[1].pause();
    await start(0);
    await sleep(sizes.pause);
    servers[1].resume();
    await sleep(sizes.phase);
    await postgres.stop();
    await sleep(1_000);
    await postgres.start();
    await sleep(sizes.phase);
    over.abort();
    await acting;
    const looked = performance.now();

    // Each server has forgotten what it knew, and all lists were swept, when the round after the present one is over.
    await sleep(2 * sizes.sweepEvery);
    await settleQuietly(github);
    for (const one of crowd.asked) if (one.decided === "approved") await crowd.approveAgain(one);
    await settleQuietly(github);

    expect(await findFaults(github, crowd, repositories)).toEqual([]);
    const { length: merged } = crowd.asked.filter(({ decided }) => decided !== undefined);
    const seconds = {
      load: Math.round((looked - started) / 1000),
      all: Math.round((performance.now() - started) / 1000),
    };
    const counts = { suggestions: crowd.asked.length, merged, pushed: crowd.pushed.length };
    console.info({ lists: sizes.repositories, ...counts, ...seconds, requests: github.requests.length });
  },
);
