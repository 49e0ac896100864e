import PQueue from "p-queue";

/** Does one thing with a host when its turn has come. */
export type InTurn = <T>(host: string, job: () => Promise<T>) => Promise<T>;

/** Things begin at least `pause` milliseconds apart for one host, and at most `most` are under way at once for all of them. */
export function createHostTurns(pause: number, most: number): InTurn {
  const queue = new PQueue({ concurrency: most });
  const last = new Map<string, number>();

  /** Milliseconds until the host's turn; 0 takes it. */
  function waitFor(host: string): number {
    const now = performance.now();
    for (const [known, began] of last) if (now - began >= pause) last.delete(known);
    const began = last.get(host);
    if (began === undefined) last.set(host, now);
    return began === undefined ? 0 : Math.max(1, began + pause - now);
  }

  return async function inTurn<T>(host: string, job: () => Promise<T>): Promise<T> {
    for (;;) {
      // A host that has to wait holds no place in the queue.
      const turn = await queue.add(async () => {
        const wait = waitFor(host);
        return wait > 0 ? { wait } : { value: await job() };
      });
      if ("value" in turn) return turn.value;
      await new Promise((resolve) => setTimeout(resolve, turn.wait));
    }
  };
}
