import type { QueueDatabase } from "./queue-database.ts";
import type { GivenUpLook } from "./subject-queue.ts";

/** A look that is given up now. */
export interface Buried<Item> extends Omit<GivenUpLook<Item>, "since" | "isDeadly"> {
  readonly error: string;
  /** Nobody is to be told of it. */
  readonly isQuiet: boolean;
}

/** The looks that were given up, kept as jobs of a queue of pg-boss that nobody works on: one a subject. */
export interface GivenUpStore<Item> {
  /** Keeps it; where one of the same subject is kept already, that one, with the newer error. */
  bury(look: Buried<Item>): Promise<void>;
  /** Learns whether another process has kept any; until then `find` and `absolve` may believe that there is none. */
  refresh(): Promise<void>;
  find(key: string): Promise<GivenUpLook<Item> | undefined>;
  /** A look at the subject was good. */
  absolve(key: string): Promise<void>;
  /** Those that people are to be told of, have not been, and whose subject neither waits nor is worked on; oldest first. */
  findUntold(): Promise<readonly GivenUpLook<Item>[]>;
  markTold(reference: string): Promise<void>;
  /** The newest. */
  list(limit: number): Promise<readonly GivenUpLook<Item>[]>;
  /** Those named, or all, in an order of their references; the first that come after one, or after "". */
  page(which: readonly string[] | "all", after: string, limit: number): Promise<readonly GivenUpLook<Item>[]>;
}

export const looksQueue = "looks";
export const deadQueue = "looks-given-up";
const mostAtOnce = 100;

interface Row<Item> {
  readonly reference: string;
  readonly key: string;
  readonly lane: string | null;
  readonly since: number;
  readonly data: {
    readonly item: Item;
    readonly attempt: number;
    readonly group?: string;
    readonly error?: string;
    /** Absent where it was pg-boss that gave it up: `error` is of a try before. */
    readonly isQuiet?: boolean;
  };
}

const columns =
  "id AS reference, singleton_key AS key, group_id AS lane, extract(epoch FROM created_on)::float8 * 1000 AS since, data";

/** The queue must be there. pg-boss puts what a process ended under too often there itself. https://pgboss.io/api/queues */
export function createGivenUpStore<Item extends object>({ boss }: Pick<QueueDatabase, "boss">): GivenUpStore<Item> {
  const sql = boss.getDb();
  // Hardly ever is anything there, and then no good look needs to ask.
  let isAny = true;

  async function select(where: string, values: readonly unknown[]): Promise<readonly GivenUpLook<Item>[]> {
    const text = `SELECT ${columns} FROM pgboss.job AS dead WHERE name = $1 AND state < 'active' ${where}`;
    const { rows } = await sql.executeSql(text, [deadQueue, ...values]);
    return (rows as readonly Row<Item>[]).map(({ reference, key, lane, since, data }) => ({
      reference,
      key,
      item: data.item,
      group: data.group,
      lane: lane ?? undefined,
      since,
      attempts: data.attempt,
      isDeadly: data.isQuiet === undefined,
      error: data.isQuiet === undefined ? undefined : data.error,
    }));
  }

  async function refresh(): Promise<void> {
    isAny = (await select("LIMIT 1", [])).length > 0;
  }

  return {
    refresh,
    async bury({ reference, key, item, group, lane = key, attempts, error, isQuiet }) {
      isAny = true;
      const data = { item, attempt: attempts, error, isQuiet, ...(group !== undefined && { group }) };
      // Who buries has the subject, so nobody else does meanwhile.
      const { rows } = await sql.executeSql(
        `UPDATE pgboss.job SET data = data || $3::text::jsonb
         WHERE name = $1 AND state < 'active' AND singleton_key = $2 RETURNING id`,
        [deadQueue, key, JSON.stringify(data)],
      );
      if (rows.length === 0)
        await boss.insert(deadQueue, [{ id: reference, singletonKey: key, group: { id: lane }, data }]);
    },
    async find(key) {
      return isAny ? (await select("AND singleton_key = $2 ORDER BY created_on LIMIT 1", [key]))[0] : undefined;
    },
    async absolve(key) {
      if (!isAny) return;
      const jobs = await boss.findJobs(deadQueue, { key });
      const ids = jobs.map(({ id }) => id);
      if (ids.length > 0) await boss.deleteJob(deadQueue, ids);
    },
    async findUntold() {
      // Where one is kept already, pg-boss puts another beside it: that one is deadly now.
      await sql.executeSql(
        `WITH gone AS (
           DELETE FROM pgboss.job AS newer USING pgboss.job AS older
           WHERE newer.name = $1 AND older.name = $1 AND older.singleton_key = newer.singleton_key
             AND (older.created_on, older.id) < (newer.created_on, newer.id)
           RETURNING newer.id, newer.singleton_key)
         UPDATE pgboss.job AS kept SET data = kept.data - 'isQuiet'
         WHERE name = $1 AND singleton_key IN (SELECT singleton_key FROM gone) AND id NOT IN (SELECT id FROM gone)`,
        [deadQueue],
      );
      await refresh();
      if (!isAny) return [];
      return select(
        `AND NOT COALESCE((data->>'isTold')::boolean, (data->>'isQuiet')::boolean, false)
         AND NOT EXISTS (SELECT FROM pgboss.job AS live
           WHERE live.name = $2 AND live.state <= 'active' AND live.singleton_key = dead.singleton_key)
         ORDER BY created_on LIMIT $3`,
        [looksQueue, mostAtOnce],
      );
    },
    async markTold(reference) {
      await sql.executeSql(
        `UPDATE pgboss.job SET data = data || '{"isTold": true}' WHERE name = $1 AND id = $2::uuid`,
        [deadQueue, reference],
      );
    },
    list: (limit) => select("ORDER BY created_on DESC, id LIMIT $2", [limit]),
    page(which, after, limit) {
      const named = which === "all" ? undefined : [...which];
      const where = "AND id::text > $2 AND ($3::text[] IS NULL OR id::text = ANY($3::text[]))";
      return select(`${where} ORDER BY id::text LIMIT $4`, [after, named, limit]);
    },
  };
}
