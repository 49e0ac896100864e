import type { QueueState } from "../../queue/subject-queue.ts";
import { ageOf } from "./print-metrics.ts";

/** What keeps the server from doing its work; for one that starts or stops nothing else is asked. */
export type Hindrance = "starting" | "stopping" | "database" | "github" | "backlog";

export interface ReadinessSources {
  readonly isDatabaseReachable: () => boolean;
  /** Undefined where the database did not answer in time. */
  readonly queue: () => Promise<QueueState | undefined>;
  readonly isGithubReachable: () => Promise<boolean>;
  /** Seconds for which the longest waiting subject may be due. */
  readonly longestWait: number;
}

/** All that is wrong now. */
export async function findHindrances(sources: ReadinessSources): Promise<readonly Hindrance[]> {
  const [state, isGithubReachable] = await Promise.all([
    sources.isDatabaseReachable() ? sources.queue() : undefined,
    sources.isGithubReachable(),
  ]);
  const hindrances: Hindrance[] = [];
  if (state === undefined) hindrances.push("database");
  if (!isGithubReachable) hindrances.push("github");
  if (state !== undefined && ageOf(state) > sources.longestWait) hindrances.push("backlog");
  return hindrances;
}
