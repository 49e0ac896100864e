import PQueue from "p-queue";

/** How fast one service may be asked. */
export interface Pace {
  /** Resolves when one more request may begin. Rejects after `stop`. */
  readonly turn: () => Promise<void>;
  readonly stop: () => void;
}

/** One request begins in each `interval` milliseconds, never two sooner after each other. */
export function createPace(interval: number): Pace {
  const turns = new PQueue({ interval, intervalCap: 1, strict: true });
  let stopped = false;
  return {
    async turn() {
      if (stopped) throw new Error("stopped");
      await turns.add(() => undefined);
    },
    stop() {
      stopped = true;
      turns.clear();
    },
  };
}
