import { deadQueue, looksQueue as queue } from "./given-up.ts";
import type { QueueDatabase } from "./queue-database.ts";
import { jobTable, storeJobs } from "./store-jobs.ts";
import type { QueueState } from "./subject-queue.ts";
import { createTakeJobs } from "./take-jobs.ts";
import type { Waiting } from "./waiting.ts";

/** A subject that this process has taken, and that nobody else can take until it is put back, settled or lost. */
export interface TakenJob<Item> {
  readonly id: string;
  /** Which taking of the job this is; what an earlier one says about it counts no more. */
  readonly retryCount: number;
  readonly key: string;
  readonly waiting: Waiting<Item>;
}

export type Keyed<Item> = readonly [key: string, waiting: Waiting<Item>];

/** Subjects that wait, kept as jobs of pg-boss: for each key at most one that waits and one that is taken. */
export interface JobStore<Item> {
  /** Stores that these wait; each key once. Where one waits already, they become one, as `mergeWaiting` has it. */
  store(subjects: readonly Keyed<Item>[], whose?: "newer" | "present"): Promise<void>;
  /** Takes those whose turn it is: `turns.ts` has the order. */
  take(limit: number): Promise<readonly TakenJob<Item>[]>;
  /** Lets them wait again; where a subject waits already, that one's word stays. */
  putBack(jobs: readonly (readonly [TakenJob<Item>, Waiting<Item>])[]): Promise<void>;
  settle(jobs: readonly TakenJob<Item>[]): Promise<void>;
  /** What of the group waits now waits until then, for all processes. What comes later does not know of it. */
  hold(group: string, until: number): Promise<void>;
  /**
   * Says that these are still worked on, and gives back the ids of those that nobody else has by now. Those of which nothing
   * was heard for `lostAfter`, whoever took them, wait again.
   */
  touch(jobs: readonly TakenJob<Item>[]): Promise<ReadonlySet<string>>;
  /** Gives back what was taken, as after a crash: each counts as one of the few times that this may happen to a job. */
  giveBack(jobs: readonly TakenJob<Item>[]): Promise<void>;
  /** Number of subjects that wait or are taken. */
  count(): Promise<number>;
  state(): Promise<QueueState>;
}

/** For pg-boss to write down when a job was last heard of; what follows from it is decided here. */
const heartbeatSeconds = 60;
const mostHeld = 1000;
const takenAndGone = { message: "The process that worked on it ended." };

/**
 * Policy `stately` holds the jobs of a key to one in each state. A job's group is its lane. https://pgboss.io/api/queues
 *
 * @param lostAfter milliseconds without a word after which a process that has a job is believed to be gone
 */
export async function createJobStore<Item extends object>(
  { boss, isSole }: QueueDatabase,
  lostAfter: number,
): Promise<JobStore<Item>> {
  const sql = boss.getDb();
  await boss.createQueue(deadQueue, { policy: "short" });
  await boss.createQueue(queue, {
    policy: "stately",
    deadLetter: deadQueue,
    heartbeatSeconds,
    // How often the process may end under a job before it is given up; failures are counted by `attempt`.
    retryLimit: 5,
  });
  // A directory has no other process, so what is taken at the start was taken by one that is gone.
  if (isSole) await giveBackLost();

  const take = await createTakeJobs<Item>(sql);

  async function store(subjects: readonly Keyed<Item>[], whose: "newer" | "present" = "newer"): Promise<void> {
    if (subjects.length > 0) await storeJobs(sql, subjects, whose);
  }

  async function settle(jobs: readonly TakenJob<Item>[]): Promise<void> {
    if (jobs.length > 0) await boss.deleteJob(queue, jobs.map(takingOf));
  }

  /** What is taken, and of which nothing was heard for so many milliseconds; by default all, whatever the clock says. */
  async function giveBackLost(silence?: number): Promise<void> {
    const { rows } = await sql.executeSql(
      `SELECT id, retry_count AS "retryCount" FROM pgboss.job WHERE name = $1 AND state = 'active'
         AND ($2::int IS NULL OR heartbeat_on <= now() - $2::int * interval '1 millisecond')`,
      [queue, silence],
    );
    const lost = rows as readonly Pick<TakenJob<Item>, "id" | "retryCount">[];
    await giveBack(lost);
  }

  /** pg-boss keeps one job of a key in `retry`, and would give up a second one; the first is looked at anyway. */
  async function giveBack(jobs: readonly Pick<TakenJob<Item>, "id" | "retryCount">[]): Promise<void> {
    if (jobs.length === 0) return;
    await sql.executeSql(
      `DELETE FROM ${jobTable} AS job USING jsonb_to_recordset($2::text::jsonb) AS given (id uuid, "retryCount" int)
       WHERE job.name = $1 AND job.id = given.id AND job.retry_count = given."retryCount" AND job.state = 'active'
         AND EXISTS (SELECT FROM ${jobTable} AS other
           WHERE other.name = $1 AND other.singleton_key = job.singleton_key AND other.state = 'retry')`,
      [queue, JSON.stringify(jobs)],
    );
    await boss.fail(queue, [...jobs], takenAndGone);
    // What it gives up has its copy in the dead-letter queue, and pg-boss's own cleaning does not run.
    await sql.executeSql(`DELETE FROM ${jobTable} WHERE name = $1 AND state = 'failed'`, [queue]);
  }

  return {
    store,
    settle,
    take,
    // In this order a crash in between makes one look too many, and never one too few.
    async putBack(jobs) {
      await store(
        jobs.map(([{ key }, waiting]) => [key, waiting]),
        "present",
      );
      await settle(jobs.map(([job]) => job));
    },
    async hold(group, until) {
      // So many that webhooks can be stored in between; and who stores the same subject is not waited for.
      for (let held = mostHeld; held === mostHeld;) {
        const { rows } = await sql.executeSql(
          `UPDATE ${jobTable} SET start_after = to_timestamp($3::float8 / 1000)
           WHERE name = $1 AND id = ANY (ARRAY(
             SELECT id FROM ${jobTable}
             WHERE name = $1 AND state < 'active' AND data->>'group' = $2 AND start_after < to_timestamp($3::float8 / 1000)
             LIMIT ${mostHeld} FOR UPDATE SKIP LOCKED))
           RETURNING id`,
          [queue, group, until],
        );
        held = rows.length;
      }
    },
    async touch(jobs) {
      const { rows } = await sql.executeSql(
        `UPDATE ${jobTable} AS job SET heartbeat_on = now()
         FROM jsonb_to_recordset($2::text::jsonb) AS given (id uuid, "retryCount" int)
         WHERE job.name = $1 AND job.id = given.id AND job.retry_count = given."retryCount" AND job.state = 'active'
         RETURNING job.id`,
        [queue, JSON.stringify(jobs.map(takingOf))],
      );
      await giveBackLost(lostAfter);
      return new Set((rows as readonly { readonly id: string }[]).map(({ id }) => id));
    },
    giveBack: (jobs) => giveBack(jobs.map(takingOf)),
    async count() {
      const { rows } = await sql.executeSql(
        "SELECT count(DISTINCT singleton_key)::int AS count FROM pgboss.job WHERE name = $1 AND state <= 'active'",
        [queue],
      );
      return (rows as readonly { count: number }[])[0]?.count ?? 0;
    },
    async state() {
      const { rows } = await sql.executeSql(
        `SELECT count(*) FILTER (WHERE name = $1 AND state < 'active')::int AS waiting,
           count(*) FILTER (WHERE name = $1 AND state = 'active')::int AS running,
           count(*) FILTER (WHERE name = $2)::int AS "givenUp",
           extract(epoch FROM min(start_after) FILTER (WHERE name = $1 AND state < 'active' AND start_after <= now()))::float8
             * 1000 AS "dueSince"
         FROM pgboss.job WHERE name IN ($1, $2) AND state <= 'active'`,
        [queue, deadQueue],
      );
      const [state] = rows as readonly (Omit<QueueState, "dueSince"> & { readonly dueSince: number | null })[];
      if (state === undefined) throw new Error("An aggregate without a row");
      return { ...state, dueSince: state.dueSince ?? undefined };
    },
  };
}

function takingOf({ id, retryCount }: TakenJob<unknown>): Pick<TakenJob<unknown>, "id" | "retryCount"> {
  return { id, retryCount };
}
