import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createLease, mayWrite, underLease } from "../../src/queue/lease.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

it("lasts as long as it is renewed in time", () => {
  const lease = createLease(0, 1000);
  vi.setSystemTime(900);
  expect(lease.isOurs()).toBe(true);
  lease.renew(900);
  vi.setSystemTime(1900);
  expect(lease.isOurs()).toBe(true);
  vi.setSystemTime(1901);
  expect(lease.isOurs()).toBe(false);
});

it("once over is over, whatever is heard later", () => {
  const lease = createLease(0, 1000);
  vi.setSystemTime(1001);
  lease.renew(1001);
  expect(lease.isOurs()).toBe(false);
});

it("holds all that is done under it, and nothing else", async () => {
  const lease = createLease(0, 1000);
  const later = underLease(lease, async () => {
    await vi.advanceTimersByTimeAsync(500);
    const before = mayWrite();
    await vi.advanceTimersByTimeAsync(501);
    return [before, mayWrite()];
  });
  expect(await later).toEqual([true, false]);
  expect(mayWrite()).toBe(true);
});
