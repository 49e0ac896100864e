import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PaperQuery } from "../../src/list/paper-query.ts";
import { createAsker, type Asker, type AskerOptions } from "../../src/metadata/create-asker.ts";
import { failed } from "../../src/metadata/failed.ts";
import type { Source, SourceAnswer } from "../../src/metadata/source.ts";

const start = Date.parse("2026-11-21T12:00:00Z");

beforeEach(() => void vi.useFakeTimers({ now: start }));
afterEach(() => {
  const left = vi.getTimerCount();
  vi.useRealTimers();
  if (left > 0) throw new Error(`${left} timers are left`);
});

function paper(value: string): PaperQuery {
  return { kind: "identifier", identifier: { kind: "arxiv", value } };
}

function idOf(query: PaperQuery): string {
  return query.kind === "identifier" ? query.identifier.value : query.kind;
}

interface Fake {
  readonly asker: Asker;
  /** Seconds since the start, and what was asked then. */
  readonly requests: (readonly [number, readonly string[]])[];
}

type Reply = (ids: readonly string[]) => readonly SourceAnswer[] | Promise<readonly SourceAnswer[]>;

function fake(
  reply: Reply,
  options: Partial<AskerOptions> & { readonly batch?: number; readonly requestsEach?: number } = {},
): Fake {
  const { batch = 50, requestsEach = 1, ...rest } = options;
  const requests: [number, readonly string[]][] = [];
  const source: Source = {
    name: "arxiv",
    batch,
    knows: () => true,
    async ask(queries, http) {
      for (let at = 0; at < requestsEach; at += 1) await http.get({ path: "/", accept: [] });
      const ids = queries.map(idOf);
      requests.push([Math.round((Date.now() - start) / 1000), ids]);
      return reply(ids);
    },
  };
  const asker = createAsker({
    source,
    interval: 3_000,
    connections: 1,
    now: Date.now,
    http: (turn) => ({
      async get() {
        await turn();
        return { kind: "not-found" };
      },
    }),
    ...rest,
  });
  return { asker, requests };
}

const notThere: SourceAnswer = { kind: "not-found" };
const none: Reply = (ids) => ids.map(() => notThere);
const down: Reply = (ids) => ids.map(() => failed("arxiv", "down", "it is out of order"));
const refused = failed("arxiv", "refused", "it refused the question (400)");

async function settle<T>(answers: Promise<T>, seconds = 600): Promise<T> {
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  return answers;
}

function askAll(asker: Asker, ids: readonly string[]): Promise<readonly SourceAnswer[]> {
  return Promise.all(ids.map((id) => asker.ask(paper(id))));
}

describe("the pace", () => {
  it("lets one request begin in three seconds, and batches what comes meanwhile", async () => {
    const { asker, requests } = fake(none, { batch: 2 });
    const first = askAll(asker, ["1", "2", "3"]);
    await vi.advanceTimersByTimeAsync(1_000);
    await settle(Promise.all([first, askAll(asker, ["4", "5"])]));
    expect(requests).toEqual([
      [0, ["1", "2"]],
      [3, ["3", "4"]],
      [6, ["5"]],
    ]);
  });

  it("searches for each title by itself, after what goes in one batch", async () => {
    const { asker, requests } = fake(none);
    const titles = ["a", "b"].map((title) => asker.ask({ kind: "title", title }));
    await settle(Promise.all([...titles, askAll(asker, ["1", "2"])]));
    expect(requests.map(([, ids]) => ids)).toEqual([["1", "2"], ["title"], ["title"]]);
  });

  it("counts every request, also where a source makes several to answer", async () => {
    const { asker, requests } = fake(none, { batch: 1, requestsEach: 3 });
    await settle(askAll(asker, ["1", "2"]));
    await settle(askAll(asker, ["3"]));
    expect(requests.map(([second]) => second)).toEqual([6, 15, 606]);
  });

  it("keeps to the number of connections", async () => {
    let open = 0;
    let most = 0;
    const slow: Reply = async (ids) => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, 10_000));
      open -= 1;
      return none(ids);
    };
    const { asker } = fake(slow, { batch: 1, interval: 100, connections: 2 });
    await settle(askAll(asker, ["1", "2", "3", "4", "5"]));
    expect(most).toBe(2);
  });
});

it("asks the same only once at a time", async () => {
  const { asker, requests } = fake(none);
  await settle(askAll(asker, ["1", "2", "1", "1"]));
  await settle(askAll(asker, ["1"]));
  expect(requests.map(([, ids]) => ids)).toEqual([["1", "2"], ["1"]]);
});

describe("a bad paper in a batch", () => {
  it("holds up none of the others", async () => {
    const ids = Array.from({ length: 50 }, (_, at) => String(at));
    const { asker, requests } = fake((some) => (some.includes("33") ? some.map(() => refused) : none(some)));
    const answers = await settle(askAll(asker, ids));
    expect(answers.flatMap(({ kind }, at) => (kind === "failed" ? [at] : []))).toEqual([33]);
    expect(requests.length).toBeLessThanOrEqual(13);
    expect(requests.map(([second]) => second)).toEqual(requests.map((_, at) => at * 3));
  });

  it("is looked for with few requests, where all are bad", async () => {
    const ids = Array.from({ length: 50 }, (_, at) => String(at));
    const { asker, requests } = fake((some) => some.map(() => refused));
    const answers = await settle(askAll(asker, ids));
    expect(answers.every(({ kind }) => kind === "failed")).toBe(true);
    expect(requests.length).toBe(13);
  });

  it("is not looked for where the service is down", async () => {
    const { asker, requests } = fake(down);
    await settle(askAll(asker, ["1", "2"]));
    expect(requests).toHaveLength(1);
  });
});

describe("a service in trouble", () => {
  it("is left alone for longer and longer, an hour at most, and says until when", async () => {
    const { asker, requests } = fake(down);
    const minutes: number[] = [];
    for (let at = 0; at < 9; at += 1) {
      const [answer] = await settle(askAll(asker, ["1"]), 1);
      const again = answer?.kind === "failed" ? (answer.failure.retryAt ?? 0) : 0;
      minutes.push(Math.round((again - Date.now()) / 60_000));
      expect(await askAll(asker, ["2"])).toEqual([answer]);
      await vi.advanceTimersByTimeAsync(again - Date.now());
    }
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(requests).toHaveLength(9);
  });

  it("is left alone for as long as it asks", async () => {
    const { asker } = fake((ids) => ids.map(() => failed("arxiv", "throttled", "…", start + 7_200_000)));
    expect(await settle(askAll(asker, ["1"]))).toMatchObject([{ failure: { retryAt: start + 7_200_000 } }]);
  });

  it("is trusted again after one answer", async () => {
    let works = false;
    const { asker } = fake((ids) => (works ? none : down)(ids));
    await settle(askAll(asker, ["1"]), 3_600);
    works = true;
    expect(await settle(askAll(asker, ["1"]))).toEqual([notThere]);
    works = false;
    const [answer] = await settle(askAll(asker, ["1"]), 1);
    expect(answer?.kind === "failed" && (answer.failure.retryAt ?? 0) - Date.now()).toBeLessThanOrEqual(60_000);
  });

  it("gets no further request for questions that are being answered", async () => {
    let gets = 0;
    const http: AskerOptions["http"] = () => ({
      async get() {
        gets += 1;
        return failed("arxiv", "down", "it is out of order");
      },
    });
    const { asker } = fake(down, { requestsEach: 3, http });
    await settle(askAll(asker, ["1"]));
    expect(gets).toBe(1);
  });

  it("answers at once those who wait for their turn", async () => {
    const { asker, requests } = fake(down, { batch: 1 });
    const answers = await settle(askAll(asker, ["1", "2", "3"]), 1);
    expect(answers.map(({ kind }) => kind)).toEqual(["failed", "failed", "failed"]);
    expect(requests).toHaveLength(1);
    await settle(Promise.resolve());
  });

  it.each<[string, SourceAnswer, boolean, number]>([
    ["is not suspected for one strange answer", refused, false, 2],
    ["is for three of them", refused, false, 3],
    ["is not where each answer comes from another server", failed("page", "down", "…"), true, 4],
  ])("%s", async (_, answer, manyServers, asks) => {
    const { asker, requests } = fake((ids) => ids.map(() => answer), { batch: 1, manyServers });
    for (let at = 0; at < asks; at += 1) await settle(askAll(asker, ["1"]), 5);
    const before = requests.length;
    await settle(askAll(asker, ["1"]), 5);
    expect(requests.length - before).toBe(asks === 3 ? 0 : 1);
  });
});

describe("a source with a mistake in it", () => {
  it.each<[string, Reply, string]>([
    ["that throws", () => Promise.reject(new TypeError("x")), "its answer could not be read (TypeError)"],
    ["that says too little", () => [], "it left a question without an answer"],
  ])("%s is one that failed", async (_, reply, detail) => {
    const { asker } = fake(reply);
    expect(await settle(askAll(asker, ["1"]))).toEqual([failed("arxiv", "nonsense", detail)]);
  });
});

it("lets go of everything when it is stopped", async () => {
  const { asker, requests } = fake(none, { batch: 1 });
  const answers = askAll(asker, ["1", "2", "3"]);
  await vi.advanceTimersByTimeAsync(1_000);
  asker.stop();
  expect((await answers).map(({ kind }) => kind)).toEqual(["not-found", "failed", "failed"]);
  expect(await askAll(asker, ["4"])).toMatchObject([{ kind: "failed", failure: { why: "down" } }]);
  expect(requests).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(3_000);
});
