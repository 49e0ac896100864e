import { statSync } from "node:fs";
import { hasDatabase } from "./embedded-database.ts";
import { createGivenUpStore, deadQueue, looksQueue } from "./given-up.ts";
import { createJobStore, type JobStore } from "./job-store.ts";
import { openQueueDatabase, type DatabaseSettings, type QueueDatabase } from "./queue-database.ts";
import type { GivenUpLook, QueueState } from "./subject-queue.ts";

/** What an operator sees and does of a queue that is kept in a database, whoever works on it meanwhile. */
export interface JobDesk<Item> {
  /** At most `limit` of each: those that wait by their time, those that run by their start, the newest that were given up. */
  list(limit: number): Promise<JobList<Item>>;
  /**
   * Has what was given up looked at now; it stays given up until such a look is good. Another operator may ask for the same,
   * or drop it: looking once too often does no harm.
   */
  retry(which: Which): Promise<Done>;
  /** The same of all when there is room for it, but not of what processes ended under: nobody is there to see the next end. */
  retryQuietly(): Promise<void>;
  /** Forgets what was given up. */
  drop(which: Which): Promise<Done>;
}

/** References of `GivenUpLook`. */
export type Which = readonly string[] | "all";

export interface Done {
  readonly count: number;
  /** Of those that were named: nothing is given up under these, or not any more. */
  readonly unknown: readonly string[];
}

export interface JobList<Item> {
  readonly counts: Pick<QueueState, "waiting" | "running" | "givenUp">;
  readonly waiting: readonly ListedJob<Item>[];
  readonly running: readonly ListedJob<Item>[];
  readonly givenUp: readonly GivenUpLook<Item>[];
}

/** Times are milliseconds since 1970. */
export interface ListedJob<Item> {
  readonly item: Item;
  /** Which try it waits for or is; counts from 1. */
  readonly attempt: number;
  /** When this try was asked for, or began. */
  readonly since: number;
  readonly notBefore: number;
  /** The last words of the try before. */
  readonly error?: string;
}

/** How many are asked for, stored or deleted by one statement. */
const page = 1000;

export function createJobDesk<Item extends object>(
  database: Pick<QueueDatabase, "boss">,
  store: Pick<JobStore<Item>, "store" | "state">,
): JobDesk<Item> {
  const { boss } = database;
  const dead = createGivenUpStore<Item>(database);

  /** pg-boss's own `findJobs` knows neither order nor bound. */
  async function listLooks(state: "waiting" | "running", limit: number): Promise<readonly ListedJob<Item>[]> {
    const [is, since] = state === "waiting" ? ["state < 'active'", "created_on"] : ["state = 'active'", "started_on"];
    const { rows } = await boss.getDb().executeSql(
      `SELECT data->'item' AS item, (data->>'attempt')::int AS attempt, data->>'error' AS error,
         extract(epoch FROM ${since})::float8 * 1000 AS since, extract(epoch FROM start_after)::float8 * 1000 AS "notBefore"
       FROM pgboss.job WHERE name = $1 AND ${is}
       ORDER BY ${state === "waiting" ? "start_after" : since}, id LIMIT $2`,
      [looksQueue, limit],
    );
    return (rows as readonly (ListedJob<Item> & { readonly error: string | null })[]).map(({ error, ...job }) => ({
      ...job,
      ...(error !== null && { error }),
    }));
  }

  async function each(which: Which, act: (looks: readonly GivenUpLook<Item>[]) => Promise<unknown>): Promise<Done> {
    let count = 0;
    const left = new Set(which === "all" ? [] : which);
    for (let after = ""; ;) {
      const looks = await dead.page(which, after, page);
      if (looks.length > 0) await act(looks);
      for (const { reference } of looks) left.delete(reference);
      count += looks.length;
      const last = looks.at(-1);
      if (last === undefined || looks.length < page) return { count, unknown: [...left] };
      after = last.reference;
    }
  }

  async function lookAgain(looks: readonly GivenUpLook<Item>[], priority: number): Promise<void> {
    const now = { notBefore: Date.now(), heldUntil: 0, attempt: 1, priority };
    // By key: pg-boss puts another beside one that is kept.
    const subjects = new Map(looks.map(({ key, item, group, lane = key }) => [key, { ...now, item, group, lane }]));
    if (subjects.size > 0) await store.store([...subjects], "present");
  }

  return {
    async list(limit) {
      const [state, waiting, running, givenUp] = await Promise.all([
        store.state(),
        listLooks("waiting", limit),
        listLooks("running", limit),
        dead.list(limit),
      ]);
      const counts = { waiting: state.waiting, running: state.running, givenUp: state.givenUp };
      return { counts, waiting, running, givenUp };
    },
    retry: (which) => each(which, (looks) => lookAgain(looks, 0)),
    async retryQuietly() {
      await each("all", (looks) =>
        lookAgain(
          looks.filter(({ isDeadly }) => !isDeadly),
          -1,
        ),
      );
    },
    drop: (which) =>
      each(which, (looks) =>
        boss.deleteJob(
          deadQueue,
          looks.map(({ reference }) => reference),
        ),
      ),
  };
}

/** The directory holds no work of any server, or that of another account, which could not write what this one leaves there. */
export class CannotOpen extends Error {}

export interface OpenJobDesk<Item> {
  readonly desk: JobDesk<Item>;
  close(): Promise<void>;
}

/**
 * The desk of a database that this process has not open. It gives nothing back that a server works on; what a server that
 * is gone had in a directory waits again. Throws `CannotOpen`, `DirectoryInUse` or `DatabaseFailed`.
 */
export async function openJobDesk<Item extends object>(settings: DatabaseSettings): Promise<OpenJobDesk<Item>> {
  if (settings.kind === "embedded") checkDirectory(settings.directory);
  const database = await openQueueDatabase(settings, () => undefined);
  try {
    return {
      desk: createJobDesk(database, await createJobStore<Item>(database, Infinity)),
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function checkDirectory(directory: string): void {
  if (!hasDatabase(directory))
    throw new CannotOpen(`${directory} holds no work of a server: set DATA_DIR or DATABASE_URL as the server has it`);
  const { uid } = statSync(directory);
  if (process.geteuid !== undefined && process.geteuid() !== uid)
    throw new CannotOpen(
      `${directory} belongs to the account ${uid}: run this as that account, or while its server runs`,
    );
}
