/** Loaded into a server by `--import`: tells the heap's bytes, after a collection of garbage, to whoever forked it and asks. */
process.on("message", () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ heapUsed, external });
});
process.channel?.unref();
