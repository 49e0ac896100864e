import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRateLimits, holdForPeople } from "../../src/github/rate-limits.ts";

const now = Date.UTC(2026, 10, 21, 8);
beforeEach(() => vi.useFakeTimers({ now }));
afterEach(() => vi.useRealTimers());

const reset = now / 1000 + 1800;
const headers = (remaining: number, more: Readonly<Record<string, string>> = {}): Headers =>
  new Headers({
    "x-ratelimit-limit": "5000",
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(reset),
    ...more,
  });

describe("the limits of installations", () => {
  it("are what GitHub said last, each installation's its own, until they are whole again", () => {
    const limits = createRateLimits();
    expect(limits.of(1)).toBeUndefined();
    limits.note(1, headers(4000));
    limits.note(2, headers(10));
    expect(limits.all()).toEqual(
      new Map([
        [1, { limit: 5000, remaining: 4000, resetAt: reset * 1000 }],
        [2, { limit: 5000, remaining: 10, resetAt: reset * 1000 }],
      ]),
    );
    vi.setSystemTime(reset * 1000);
    expect(limits.of(2)).toBeUndefined();
    expect(limits.all()).toEqual(new Map());
  });

  it.each([
    ["an answer that was overtaken", headers(4200)],
    ["one of the hour before", headers(3, { "x-ratelimit-reset": String(reset - 3600) })],
    ["one about searches", headers(3, { "x-ratelimit-resource": "search" })],
    ["one without limits", new Headers()],
    ["one with words for numbers", headers(3, { "x-ratelimit-reset": "soon" })],
  ])("are not made wrong by %s", (_, late) => {
    const limits = createRateLimits();
    limits.note(1, headers(4000));
    limits.note(1, late);
    expect(limits.of(1)?.remaining).toBe(4000);
  });
});

describe("the reserve", () => {
  it.each([
    ["of an installation of which nothing is known", undefined, 0],
    ["of one with a quarter left", 1250, 0],
    ["of one with less", 1249, reset * 1000],
  ])("%s", (_, remaining, until) => {
    const limit = remaining === undefined ? undefined : { limit: 5000, remaining, resetAt: reset * 1000 };
    expect(holdForPeople(limit)).toBe(until);
  });
});
