import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createHostTurns } from "../../src/metadata/host-turns.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("asks one host once a second, and others in between", async () => {
  const inTurn = createHostTurns(1_000, 2);
  const began: string[] = [];
  const start = performance.now();
  const all = ["a", "a", "a", "b", "c", "a"].map((host) =>
    inTurn(host, async () => {
      began.push(`${host} ${performance.now() - start}`);
      return host;
    }),
  );
  await vi.runAllTimersAsync();
  expect(await Promise.all(all)).toEqual(["a", "a", "a", "b", "c", "a"]);
  expect(began).toEqual(["a 0", "b 0", "c 0", "a 1000", "a 2000", "a 3000"]);
});

it("does no more than that many things at once, and goes on after a failure", async () => {
  const inTurn = createHostTurns(0, 2);
  let now = 0;
  let most = 0;
  const all = ["a", "b", "c", "d", "e"].map((host) =>
    inTurn(host, async () => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setTimeout(resolve, 10));
      now -= 1;
      if (host === "a") throw new Error("a");
    }),
  );
  const settled = Promise.allSettled(all);
  await vi.runAllTimersAsync();
  expect((await settled).map(({ status }) => status)).toEqual(["rejected", ...Array(4).fill("fulfilled")]);
  expect(most).toBe(2);
});
