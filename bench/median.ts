/** Milliseconds of the median of several runs; the first, which the engine compiles for, does not count. */
export async function median(run: () => unknown, times: number): Promise<number> {
  await run();
  const taken: number[] = [];
  for (let at = 0; at < times; at += 1) {
    const start = performance.now();
    await run();
    taken.push(performance.now() - start);
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN;
}
