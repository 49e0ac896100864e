import { describe, expect, it } from "vitest";
import { createShaCache } from "../../src/github/sha-cache.ts";

describe("the cache", () => {
  it("has room for one list of the largest size that is read, as text and parsed", () => {
    const largest = 20_000_000;
    const cache = createShaCache();
    cache.bases.set("tree", { read: undefined, size: largest });
    cache.blobs.set("blob", { text: "x".repeat(largest) });
    expect(cache.bases.has("tree")).toBe(true);
    expect(cache.blobs.has("blob")).toBe(true);
  });

  it("is bounded", () => {
    const cache = createShaCache(1);
    for (let at = 0; at < 100; at += 1) {
      cache.blobs.set(String(at), { text: "x".repeat(10_000) });
      cache.bases.set(String(at), { read: undefined, size: 10_000 });
    }
    expect(cache.blobs.size).toBeLessThan(11);
    expect(cache.bases.size).toBeLessThan(11);
  });
});
