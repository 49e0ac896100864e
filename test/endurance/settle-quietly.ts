import { setTimeout as sleep } from "node:timers/promises";
import type { LocalGithub } from "../../src/local-github/start.ts";

/** Milliseconds; longer than a server lets anything wait that is no sweep. */
const quiet = 8_000;

/** Until nothing was written by servers that nobody can ask for a while; sweeps only read. */
export async function settleQuietly(github: LocalGithub): Promise<void> {
  const isWrite = ({ by, method, bookkeeping }: LocalGithub["requests"][number]): boolean =>
    by === "app" && method !== "GET" && !bookkeeping;
  const started = Date.now();
  for (;;) {
    const last = github.requests.findLast(isWrite)?.at ?? 0;
    const calm = Date.now() - Math.max(started, last);
    if (calm > quiet) return;
    await sleep(quiet - calm + 1);
  }
}
