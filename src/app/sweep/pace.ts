/**
 * Says how many milliseconds the next one is to wait, so that not more than `burst` come at once and then one each `every`
 * milliseconds, whoever asks.
 */
export function createPace(burst: number, every: number): () => number {
  let next = 0;
  return () => {
    const now = Date.now();
    next = Math.max(next + every, now - (burst - 1) * every);
    return Math.max(0, next - now);
  };
}
