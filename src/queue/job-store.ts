import { randomUUID } from "node:crypto";
import type { JobInsert } from "pg-boss";
import { deadQueue, looksQueue as queue } from "./given-up.ts";
import type { QueueDatabase } from "./queue-database.ts";
import type { QueueState } from "./subject-queue.ts";
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
  /** Stores that these wait; where one does already, they become one, with the newer word or that of the present one. */
  store(subjects: readonly Keyed<Item>[], whose?: "newer" | "present"): Promise<void>;
  /** Takes those whose time has come and whose key is not taken, the highest priority first. */
  take(limit: number): Promise<readonly TakenJob<Item>[]>;
  /** Lets it wait again; where the subject waits already, that one's word stays. */
  putBack(job: TakenJob<Item>, waiting: Waiting<Item>): Promise<void>;
  settle(job: TakenJob<Item>): Promise<void>;
  /** Says that these are still worked on. Those of which nothing was heard for `lostAfter`, whoever took them, wait again. */
  touch(jobs: readonly TakenJob<Item>[]): Promise<void>;
  /** Gives back what was taken, as after a crash: each counts as one of the few times that this may happen to a job. */
  giveBack(jobs: readonly TakenJob<Item>[]): Promise<void>;
  /** Resolves when the database answers. */
  ping(): Promise<unknown>;
  /** Number of subjects that wait or are taken. */
  count(): Promise<number>;
  state(): Promise<QueueState>;
}

interface JobData<Item> {
  readonly item: Item;
  readonly attempt: number;
  readonly heldUntil: number;
  readonly group?: string;
  readonly error?: string;
}

/** For pg-boss to write down when a job was last heard of; what follows from it is decided here. */
const heartbeatSeconds = 60;
const takenAndGone = { message: "The process that worked on it ended." };

/**
 * Policy `stately` holds the jobs of a key to one in each state. `groupConcurrency` leaves those out whose key is taken,
 * which `stately` alone does not: it would refuse the whole fetch. https://pgboss.io/api/queues
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
  if (isSole) await giveBackLost(0);

  async function store(subjects: readonly Keyed<Item>[], whose: "newer" | "present" = "newer"): Promise<void> {
    let left = subjects;
    for (let turn = 0; turn < 5 && left.length > 0; turn += 1) {
      left = await insert(left);
      // Taken between the two statements is waiting no more: then there is room for a new one.
      if (left.length > 0) left = await merge(left, whose);
    }
    if (left.length > 0) throw new Error(`${left.length} subjects could not be stored`);
  }

  /** In one statement; answers with those that wait already. */
  async function insert(subjects: readonly Keyed<Item>[]): Promise<readonly Keyed<Item>[]> {
    const ids = subjects.map(() => randomUUID());
    const jobs = subjects.map(([key, waiting], at) => ({ id: ids[at] ?? "", ...jobOf(key, waiting) }));
    const inserted = new Set(await boss.insert(queue, jobs, { returnId: true }));
    return subjects.filter((_, at) => !inserted.has(ids[at] ?? ""));
  }

  /** As `mergeWaiting` does; answers with those that do not wait any more. pg-boss's own `update` cannot compare. */
  async function merge(subjects: readonly Keyed<Item>[], whose: "newer" | "present"): Promise<readonly Keyed<Item>[]> {
    const given = subjects.map(([key, { item, notBefore, heldUntil, attempt, priority, group, error }]) => ({
      key,
      at: new Date(notBefore).toISOString(),
      held: heldUntil,
      attempt,
      priority,
      data: {
        ...(whose === "newer" && { item }),
        ...(group !== undefined && { group }),
        ...(error !== undefined && { error }),
      },
    }));
    const { rows } = await sql.executeSql(
      `UPDATE pgboss.job AS job SET
         priority = GREATEST(job.priority, given.priority),
         start_after = GREATEST(
           LEAST(job.start_after, given.at),
           to_timestamp(GREATEST((job.data->>'heldUntil')::float8, given.held) / 1000)),
         data = job.data || given.data || jsonb_build_object(
           'attempt', GREATEST((job.data->>'attempt')::int, given.attempt),
           'heldUntil', GREATEST((job.data->>'heldUntil')::float8, given.held))
       FROM jsonb_to_recordset($2::text::jsonb)
         AS given (key text, at timestamptz, held float8, attempt int, priority int, data jsonb)
       WHERE job.name = $1 AND job.state < 'active' AND job.singleton_key = given.key
       RETURNING job.singleton_key AS key`,
      [queue, JSON.stringify(given)],
    );
    const merged = new Set((rows as readonly { key: string }[]).map(({ key }) => key));
    return subjects.filter(([key]) => !merged.has(key));
  }

  async function settle({ id, retryCount }: TakenJob<Item>): Promise<void> {
    await boss.deleteJob(queue, { id, retryCount });
  }

  /** What is taken, and of which nothing was heard for so many milliseconds. */
  async function giveBackLost(silence: number): Promise<void> {
    const { rows } = await sql.executeSql(
      `SELECT id, retry_count AS "retryCount" FROM pgboss.job
       WHERE name = $1 AND state = 'active' AND heartbeat_on <= now() - $2::int * interval '1 millisecond'`,
      [queue, silence],
    );
    const lost = rows as readonly Pick<TakenJob<Item>, "id" | "retryCount">[];
    if (lost.length > 0) await boss.fail(queue, [...lost], takenAndGone);
  }

  return {
    store,
    settle,
    async take(limit) {
      const jobs = await boss.fetch<JobData<Item>>(queue, {
        batchSize: limit,
        includeMetadata: true,
        groupConcurrency: 1,
      });
      return jobs.map(({ id, retryCount, singletonKey, priority, startAfter, data }) => ({
        id,
        retryCount,
        key: singletonKey ?? "",
        waiting: { ...data, group: data.group, priority, notBefore: startAfter.getTime() },
      }));
    },
    // In this order a crash in between makes one look too many, and never one too few.
    async putBack(job, waiting) {
      await store([[job.key, waiting]], "present");
      await settle(job);
    },
    async touch(jobs) {
      if (jobs.length > 0)
        await boss.touch(
          queue,
          jobs.map(({ id, retryCount }) => ({ id, retryCount })),
        );
      await giveBackLost(lostAfter);
    },
    async giveBack(jobs) {
      if (jobs.length > 0)
        await boss.fail(
          queue,
          jobs.map(({ id, retryCount }) => ({ id, retryCount })),
          takenAndGone,
        );
    },
    ping: () => sql.executeSql("SELECT 1"),
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

function jobOf<Item>(key: string, waiting: Waiting<Item>): JobInsert<JobData<Item>> {
  const { item, notBefore, heldUntil, attempt, priority, group, error } = waiting;
  return {
    singletonKey: key,
    group: { id: key },
    priority,
    startAfter: new Date(Math.max(notBefore, heldUntil)),
    data: { item, attempt, heldUntil, ...(group !== undefined && { group }), ...(error !== undefined && { error }) },
  };
}
