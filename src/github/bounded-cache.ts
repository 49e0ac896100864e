import { LRUCache } from "lru-cache";

/**
 * A cache that forgets what was used longest ago when it would hold more than `most` entries. Bounded by `max`, lru-cache
 * takes the room for all of them at once, 24 kB for 1,000, and each repository has a dozen; bounded by size, as they come.
 * https://isaacs.github.io/node-lru-cache/interfaces/LRUCache.OptionsBase.html
 *
 * @param onForgotten is told which entry goes, and whether it was replaced, deleted, or pushed out
 */
export function createBoundedCache<Key extends string | number, Value extends {}>(
  most: number,
  onForgotten?: (key: Key, reason: LRUCache.DisposeReason) => void,
): LRUCache<Key, Value> {
  return new LRUCache({
    maxSize: most,
    sizeCalculation: () => 1,
    ...(onForgotten && { dispose: (_: Value, key: Key, reason: LRUCache.DisposeReason) => onForgotten(key, reason) }),
  });
}
