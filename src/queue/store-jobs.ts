import type { Db } from "pg-boss";
import { looksQueue } from "./given-up.ts";
import type { Keyed } from "./job-store.ts";

/** What a job holds besides pg-boss's own columns. */
export interface JobData<Item> {
  readonly item: Item;
  readonly attempt: number;
  readonly heldUntil: number;
  readonly group?: string;
  readonly error?: string;
}

/** Where pg-boss keeps the jobs of every queue that has no table of its own. */
export const jobTable = "pgboss.job_common";

/**
 * Stores that these wait, as `mergeWaiting` has it, in one statement: pg-boss's own `insert` drops what comes for a key
 * that waits. What is taken while this runs waits no more, and becomes a job of its own. No two may have one key.
 */
export async function storeJobs<Item>(
  sql: Db,
  subjects: readonly Keyed<Item>[],
  whose: "newer" | "present",
): Promise<void> {
  // In one order everywhere: two processes that store the same keys would else wait for each other.
  const ordered = subjects.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const given = ordered.map(([key, { item, notBefore, heldUntil, attempt, priority, lane, group, error }]) => {
    const data: JobData<Item> = {
      item,
      attempt,
      heldUntil,
      ...(group !== undefined && { group }),
      ...(error !== undefined && { error }),
    };
    return {
      key,
      lane: lane ?? key,
      priority: priority < 0 ? -1 : 0,
      at: new Date(Math.max(notBefore, heldUntil)),
      data,
    };
  });
  await sql.executeSql(whose === "newer" ? mergeNewer : mergePresent, [looksQueue, JSON.stringify(given)]);
}

const mergeNewer = statement(
  "job.data || excluded.data",
  "jsonb_build_object('item', (job.data->'item') || (excluded.data->'item'))",
);
const mergePresent = statement(
  "excluded.data || job.data",
  "jsonb_build_object('item', (excluded.data->'item') || (job.data->'item'))",
);

/** The conflict is with the index by which policy `stately` holds a key to one job that waits. */
function statement(data: string, item: string): string {
  return `
    INSERT INTO ${jobTable} AS job
      (name, policy, retry_limit, dead_letter, heartbeat_seconds, singleton_key, group_id, priority, start_after, data)
    SELECT queue.name, queue.policy, queue.retry_limit, queue.dead_letter, queue.heartbeat_seconds,
      given.key, given.lane, given.priority, given.at, given.data
    FROM pgboss.queue, jsonb_to_recordset($2::text::jsonb)
      AS given (key text, lane text, priority int, at timestamptz, data jsonb)
    WHERE queue.name = $1
    ON CONFLICT (name, state, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'stately'
    DO UPDATE SET
      priority = GREATEST(job.priority, excluded.priority),
      start_after = GREATEST(
        LEAST(job.start_after, excluded.start_after),
        to_timestamp(GREATEST((job.data->>'heldUntil')::float8, (excluded.data->>'heldUntil')::float8) / 1000)),
      data = ${data} || ${item} || jsonb_build_object(
        'attempt', GREATEST((job.data->>'attempt')::int, (excluded.data->>'attempt')::int),
        'heldUntil', GREATEST((job.data->>'heldUntil')::float8, (excluded.data->>'heldUntil')::float8))`;
}
