import type { Db } from "pg-boss";
import { looksQueue } from "./given-up.ts";
import type { TakenJob } from "./job-store.ts";
import { mostOfLane, mostPeopleInARow } from "./turns.ts";
import { jobTable, type JobData } from "./store-jobs.ts";

/** Takes what is due, lane by lane; it remembers whose turn is next, in this process. */
export type TakeJobs<Item> = (limit: number) => Promise<readonly TakenJob<Item>[]>;

/** Lanes that one statement walks past. Where more wait, all for a later time, the next statement goes on behind them. */
const mostLanes = 1000;

const waits = `job.name = '${looksQueue}' AND job.state < 'active' AND job.priority = $1`;
const runs = `running.name = '${looksQueue}' AND running.state = 'active'`;

/** In this order a lane's next is found without reading the others: a lane with 100,000 that wait costs what any costs. */
const index = `CREATE INDEX IF NOT EXISTS looks_by_lane ON ${jobTable} (priority, group_id, start_after)
  WHERE name = '${looksQueue}' AND state < 'active'`;

/**
 * From lane $2 on, up to $3 jobs, each of another lane. pg-boss's own `fetch` reads past all that wait before the first
 * that may be taken. A row that another process is taking is skipped; that a lane runs one more than it may, since two
 * processes count at the same time, does no harm. Of a key no second one can be taken: policy `stately`.
 */
const take = `
  WITH RECURSIVE walk (lane, has_room, found, step) AS (
    SELECT $2::text, false, 0, 0
    UNION ALL
    SELECT next.lane, room.has_room, walk.found + room.has_room::int, walk.step + 1
    FROM walk,
      LATERAL (
        SELECT job.group_id AS lane, job.start_after FROM ${jobTable} AS job
        WHERE ${waits} AND job.group_id > walk.lane ORDER BY job.group_id, job.start_after LIMIT 1
      ) AS next,
      LATERAL (
        SELECT next.start_after <= now()
          AND (SELECT count(*) FROM ${jobTable} AS running WHERE ${runs} AND running.group_id = next.lane) < ${mostOfLane}
          AS has_room
        OFFSET 0
      ) AS room
    WHERE walk.found < $3 AND walk.step < ${mostLanes}
  ), next AS (
    SELECT job.id FROM walk, LATERAL (
      SELECT job.id FROM ${jobTable} AS job
      WHERE ${waits} AND job.group_id = walk.lane AND job.start_after <= now() AND NOT EXISTS (
        SELECT FROM ${jobTable} AS running
        WHERE ${runs} AND running.policy = 'stately'
          AND COALESCE(running.singleton_key, '') = COALESCE(job.singleton_key, ''))
      ORDER BY job.start_after LIMIT 1 FOR UPDATE SKIP LOCKED
    ) AS job
    WHERE walk.has_room
  ), taken AS (
    UPDATE ${jobTable} AS job SET state = 'active', started_on = now(), heartbeat_on = now(),
      retry_count = CASE WHEN started_on IS NULL THEN retry_count ELSE retry_count + 1 END
    WHERE job.name = '${looksQueue}' AND job.id = ANY (ARRAY(SELECT id FROM next))
    RETURNING job.*
  )
  SELECT last.lane AS last, last.found >= $3 OR last.step >= ${mostLanes} AS "isCut", taken.id, taken.group_id AS lane,
    taken.retry_count AS "retryCount", taken.singleton_key AS key, taken.priority, taken.data,
    extract(epoch FROM taken.start_after)::float8 * 1000 AS "notBefore"
  FROM (SELECT * FROM walk ORDER BY step DESC LIMIT 1) AS last LEFT JOIN taken ON true
  ORDER BY taken.start_after`;

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const uniqueViolation = "23505";

interface Row<Item> {
  readonly last: string;
  readonly isCut: boolean;
  readonly id: string | null;
  readonly retryCount: number;
  readonly key: string;
  readonly lane: string;
  readonly priority: number;
  readonly data: JobData<Item>;
  readonly notBefore: number;
}

/** It is looked for first, since to make it waits for all that is being stored. */
async function makeIndex(sql: Db): Promise<void> {
  const { rows } = await sql.executeSql("SELECT to_regclass('pgboss.looks_by_lane') IS NOT NULL AS \"isThere\"");
  if ((rows as readonly { readonly isThere: boolean }[])[0]?.isThere === true) return;
  await sql.executeSql(index).catch(ignoreOthers);
}

/** Another process has done the same at the same time. */
function ignoreOthers(error: unknown): undefined {
  if ((error as { readonly code?: unknown }).code !== uniqueViolation) throw error;
}

export async function createTakeJobs<Item>(sql: Db): Promise<TakeJobs<Item>> {
  await makeIndex(sql);
  const lanes = { people: "", sweeps: "" };
  const priorities = { people: 0, sweeps: -1 };
  let peopleInARow = 0;

  async function walk(priority: number, from: string, limit: number): Promise<readonly Row<Item>[]> {
    const answer = await sql.executeSql(take, [priority, from, limit]).catch(ignoreOthers);
    return (answer?.rows ?? []) as readonly Row<Item>[];
  }

  /** From where the last one ended; a second lap begins where that was not the first lane. */
  async function takeOf(who: "people" | "sweeps", limit: number): Promise<readonly TakenJob<Item>[]> {
    if (limit === 0) return [];
    const from = lanes[who];
    const found = await walk(priorities[who], from, limit);
    const { isCut, last } = found[0] ?? { isCut: false, last: "" };
    lanes[who] = isCut ? last : "";
    const jobs = found.flatMap(takenOf);
    if (isCut || from === "") return jobs;
    return [...jobs, ...(await takeOf(who, limit - jobs.length))];
  }

  return async (limit) => {
    const first = peopleInARow >= mostPeopleInARow ? await takeOf("sweeps", 1) : [];
    const people = await takeOf("people", limit - first.length);
    const others = await takeOf("sweeps", limit - first.length - people.length);
    peopleInARow = first.length + others.length > 0 ? 0 : peopleInARow + people.length;
    return [...first, ...people, ...others];
  };
}

function takenOf<Item>({ id, retryCount, key, lane, priority, data, notBefore }: Row<Item>): readonly TakenJob<Item>[] {
  if (id === null) return [];
  return [{ id, retryCount, key, waiting: { ...data, group: data.group, lane, priority, notBefore } }];
}
