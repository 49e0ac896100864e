import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { expect, it, onTestFinished, vi } from "vitest";
import { openQueueDatabase } from "../../src/queue/queue-database.ts";
import { startPostgres } from "../support/postgres.ts";

/** Of a pool of pg by itself. https://node-postgres.com/apis/pool */
const mostConnections = 10;

/** What leads to a Postgres, and may forget the connections that it has without a word, as a firewall does. */
async function startProxy(to: string): Promise<{ readonly url: string; forget(): void }> {
  const { hostname, port } = new URL(to);
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one);
      one.pipe(other).on("error", () => undefined);
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const end of ends) end.destroy();
    server.close();
  });
  return {
    url: to.replace(`:${port}/`, `:${(server.address() as AddressInfo).port}/`),
    forget() {
      for (const end of ends) end.unpipe().pause();
    },
  };
}

it("asks over another connection after one that is dead and does not say so", async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.remove());
  const proxy = await startProxy(postgres.url);
  const database = await openQueueDatabase({ kind: "postgres", url: proxy.url }, () => undefined);
  onTestFinished(() => database.close());
  const ask = (): Promise<unknown> => database.boss.getDb().executeSql("SELECT 1");
  const askAll = (): Promise<unknown> => Promise.allSettled(Array.from({ length: mostConnections }, ask));
  await askAll();
  proxy.forget();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const lost = askAll();
  await vi.advanceTimersByTimeAsync(60_000);
  await lost;
  vi.useRealTimers();
  await expect(ask()).resolves.toBeDefined();
});
