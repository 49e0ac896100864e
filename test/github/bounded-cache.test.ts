import { expect, it } from "vitest";
import { createBoundedCache } from "../../src/github/bounded-cache.ts";

it("forgets what was used longest ago, and says so", () => {
  const told: string[] = [];
  const cache = createBoundedCache<number, string>(2, (key, reason) => told.push(`${key} ${reason}`));
  cache.set(1, "one").set(2, "two");
  expect(cache.get(1)).toBe("one");
  cache.set(3, "three").set(1, "first");
  expect([...cache.entries()]).toEqual([
    [1, "first"],
    [3, "three"],
  ]);
  expect(told).toEqual(["2 evict", "1 set"]);
});
