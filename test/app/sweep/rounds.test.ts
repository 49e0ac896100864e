import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPace } from "../../../src/app/sweep/pace.ts";
import { startRounds } from "../../../src/app/sweep/rounds.ts";

beforeEach(() => vi.useFakeTimers({ now: 100_400 }));
afterEach(() => vi.useRealTimers());

describe("rounds", () => {
  it("begin at the same times wherever they are counted, until they are stopped", () => {
    const begun: string[] = [];
    const count = (name: string): (() => void) =>
      startRounds(1000, ({ at }, delay) => begun.push(`${name} ${at} +${delay} at ${Date.now()}`));
    const stopFirst = count("a");
    vi.advanceTimersByTime(300);
    const stopSecond = count("b");
    vi.advanceTimersByTime(1300);
    stopFirst();
    vi.advanceTimersByTime(1000);
    stopSecond();
    vi.advanceTimersByTime(10_000);
    expect(begun).toEqual([
      "a 101000 +500 at 101000",
      "b 101000 +500 at 101000",
      "a 102000 +500 at 102000",
      "b 102000 +500 at 102000",
      "b 103000 +500 at 103000",
    ]);
  });

  it("are not made up for after the machine slept", () => {
    const begun: number[] = [];
    const stop = startRounds(1000, ({ at }) => begun.push(at));
    vi.setSystemTime(900_400);
    vi.advanceTimersByTime(2000);
    stop();
    expect(begun).toEqual([101_000, 902_000]);
  });

  it("do not wait until the clock has caught up after it was set back", () => {
    const begun: number[] = [];
    const stop = startRounds(1000, ({ at }) => begun.push(at));
    vi.setSystemTime(50_400);
    vi.advanceTimersByTime(3000);
    stop();
    expect(begun).toEqual([52_000, 53_000]);
  });
});

describe("a pace", () => {
  it("lets some come at once and the rest one by one, and as many again after a rest", () => {
    const pace = createPace(3, 100);
    expect([1, 2, 3, 4, 5].map(pace)).toEqual([0, 0, 0, 100, 200]);
    vi.advanceTimersByTime(10_000);
    expect([1, 2, 3, 4].map(pace)).toEqual([0, 0, 0, 100]);
  });
});
