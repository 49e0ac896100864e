import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  createSubjectQueue,
  type AddOptions,
  type SubjectQueue,
  type SubjectQueueOptions,
} from "../../src/queue/subject-queue.ts";

/** Says which item failed with what, so that a test can choose what follows. */
class Failure extends Error {
  readonly retryIn: number | undefined;
  readonly groupWaits: number | undefined;

  constructor(retryIn: number | undefined, groupWaits?: number) {
    super("failed");
    this.retryIn = retryIn;
    this.groupWaits = groupWaits;
  }
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Item {
  readonly word: string;
}

interface Scene {
  readonly queue: Omit<SubjectQueue<Item>, "add"> & {
    add(key: string, word: string, options?: AddOptions): Promise<void>;
  };
  /** `time item` of each look, in order. */
  readonly looks: string[];
  /** Attempts the queue asked a delay for. */
  readonly attempts: number[];
  readonly givenUp: string[];
}

function scene(
  work: (item: string) => Promise<void> = () => Promise.resolve(),
  options: Partial<SubjectQueueOptions<Item>> = {},
): Scene {
  const looks: string[] = [];
  const attempts: number[] = [];
  const givenUp: string[] = [];
  const queue = createSubjectQueue<Item>({
    work({ word }) {
      looks.push(`${Date.now()} ${word}`);
      return work(word);
    },
    retryDelay(error, attempt) {
      attempts.push(attempt);
      return error instanceof Failure ? error.retryIn : undefined;
    },
    groupDelay: (error) => (error instanceof Failure ? error.groupWaits : undefined),
    onFailure: (failed) => {
      if (failed.givenUp) givenUp.push(failed.item.word);
    },
    ...options,
  });
  const add: Scene["queue"]["add"] = (key, word, given) => queue.add(key, { word }, given);
  return { queue: { ...queue, add }, looks, attempts, givenUp };
}

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Fails as often as there are failures given, then succeeds. */
function failing(...failures: Failure[]): () => Promise<void> {
  return () => {
    const next = failures.shift();
    return next === undefined ? Promise.resolve() : Promise.reject(next);
  };
}

const slowly =
  (work: () => Promise<void>): (() => Promise<void>) =>
  async () => {
    await sleep(50);
    await work();
  };

describe("a subject", () => {
  it("is looked at once for a burst, at the earliest time asked for, with the newest word", async () => {
    const { queue, looks } = scene();
    void queue.add("a", "old", { delay: 500 });
    void queue.add("a", "new", { delay: 100 });
    void queue.add("a", "newest", { delay: 900 });
    await vi.runAllTimersAsync();
    expect(looks).toEqual(["100 newest"]);
  });

  it("is looked at exactly once more for what comes meanwhile, and never twice at a time", async () => {
    let now = 0;
    let most = 0;
    const { queue, looks } = scene(async () => {
      now += 1;
      most = Math.max(most, now);
      await sleep(100);
      now -= 1;
    });
    void queue.add("a", "first");
    await vi.advanceTimersByTimeAsync(10);
    void queue.add("a", "second");
    void queue.add("a", "third");
    expect(await queue.size()).toBe(1);
    await vi.runAllTimersAsync();
    expect(looks.map((look) => look.split(" ")[1])).toEqual(["first", "third"]);
    expect(most).toBe(1);
  });
});

describe("after a failure", () => {
  it("nothing that comes makes the delay shorter, or the tries begin anew", async () => {
    const { queue, looks, attempts } = scene(failing(new Failure(1000), new Failure(5000)));
    void queue.add("a", "first");
    await vi.advanceTimersByTimeAsync(100);
    void queue.add("a", "event");
    await vi.advanceTimersByTimeAsync(1000);
    void queue.add("a", "later");
    await vi.runAllTimersAsync();
    expect(looks.map((look) => look.split(" ")[1])).toEqual(["first", "event", "later"]);
    const times = looks.map((look) => Number(look.split(" ")[0]));
    expect(times[1]).toBeGreaterThanOrEqual(1000);
    expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThanOrEqual(5000);
    expect(attempts).toEqual([1, 2]);
  });

  it("an event that came during the look waits for the delay as well", async () => {
    const { queue, looks, attempts } = scene(slowly(failing(new Failure(1000), new Failure(1000))));
    void queue.add("a", "first");
    await vi.advanceTimersByTimeAsync(10);
    void queue.add("a", "event");
    await vi.runAllTimersAsync();
    expect(looks).toHaveLength(3);
    expect(looks[1]).toMatch(/^1\d\d\d event$/);
    expect(attempts).toEqual([1, 2]);
  });

  it("a wish for a later look is kept, and other subjects are not held up", async () => {
    const { queue, looks } = scene((item) => (item === "bad" ? failing(new Failure(1000))() : Promise.resolve()));
    void queue.add("a", "bad");
    void queue.add("b", "good", { delay: 10 });
    await vi.advanceTimersByTimeAsync(20);
    void queue.add("a", "event", { delay: 9000 });
    await vi.runAllTimersAsync();
    expect(looks.map((look) => look.split(" ")[1])).toEqual(["bad", "good", "event"]);
    expect(Number(looks[2]?.split(" ")[0])).toBeLessThan(1100);
  });

  it("that is the last, it is given up until the next event, which begins anew", async () => {
    const { queue, looks, attempts, givenUp } = scene(failing(new Failure(undefined), new Failure(1000)));
    void queue.add("a", "first");
    await vi.runAllTimersAsync();
    await queue.idle();
    expect(givenUp).toEqual(["first"]);
    void queue.add("a", "event");
    await vi.runAllTimersAsync();
    expect(looks).toHaveLength(3);
    expect(attempts).toEqual([1, 1]);
  });

  it("that concerns all of a group, all of it waits, and no other", async () => {
    const { queue, looks } = scene(failing(new Failure(1000, 3000)), { concurrency: 1 });
    void queue.add("a", "limited", { group: "one" });
    void queue.add("b", "in the pool", { group: "one" });
    void queue.add("c", "other", { group: "two" });
    await vi.advanceTimersByTimeAsync(100);
    void queue.add("d", "event", { group: "one" });
    await vi.runAllTimersAsync();
    const early = looks.filter((look) => Number(look.split(" ")[0]) < 3000).map((look) => look.split(" ")[1]);
    expect(early).toEqual(["limited", "other"]);
    expect(looks).toHaveLength(5);
  });
});

describe("priority", () => {
  const busy = (): Promise<void> => sleep(10);
  const items = (looks: readonly string[]): readonly string[] => looks.map((look) => look.split(" ")[1] ?? "");

  it("lets what people did go before what is only swept", async () => {
    const { queue, looks } = scene(busy, { concurrency: 1 });
    void queue.add("running", "running");
    for (const key of ["s1", "s2", "s3"]) void queue.add(key, key, { priority: -1 });
    void queue.add("person", "person");
    await vi.runAllTimersAsync();
    expect(items(looks)).toEqual(["running", "person", "s1", "s2", "s3"]);
  });

  it("of a swept subject rises with an event for it, also where it waits for its turn", async () => {
    const { queue, looks } = scene(busy, { concurrency: 1 });
    void queue.add("running", "running");
    for (const key of ["s1", "s2", "s3"]) void queue.add(key, key, { priority: -1 });
    await vi.advanceTimersByTimeAsync(5);
    void queue.add("s3", "s3", {});
    void queue.add("s2", "s2", { priority: -1 });
    await vi.runAllTimersAsync();
    expect(items(looks)).toEqual(["running", "s3", "s1", "s2"]);
  });
});

it("stops when what runs is finished, and takes nothing more", async () => {
  const { queue, looks } = scene(() => sleep(100), { concurrency: 1 });
  void queue.add("a", "running");
  void queue.add("b", "in the pool");
  void queue.add("c", "later", { delay: 1000 });
  await vi.advanceTimersByTimeAsync(10);
  const stopped = queue.stop();
  void queue.add("d", "too late");
  await vi.runAllTimersAsync();
  await stopped;
  await queue.idle();
  expect(looks.map((look) => look.split(" ")[1])).toEqual(["running"]);
  expect(await queue.size()).toBe(0);
});
