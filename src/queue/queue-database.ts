import { PgBoss, type ConstructorOptions } from "pg-boss";
import { DatabaseFailed } from "./database-failed.ts";
import { openEmbedded } from "./embedded-database.ts";

/** Where work is stored: a Postgres that several servers may share, or a directory of this one. */
export type DatabaseSettings =
  | { readonly kind: "postgres"; readonly url: string }
  | { readonly kind: "embedded"; readonly directory: string };

/** A started pg-boss and what it stands on. */
export interface QueueDatabase {
  readonly boss: PgBoss;
  /** Whether no other process can have work in it. */
  readonly isSole: boolean;
  close(): Promise<void>;
}

/**
 * pg-boss's cron has nothing to do here. Its supervisor would write down now and then which keys are taken, and `fetch`
 * would leave these out until it writes the next time, a minute later: `job-store.ts` looks for lost jobs itself.
 * https://pgboss.io/api/constructor
 */
const common: ConstructorOptions = { schedule: false, supervise: false };

/** For a Postgres on another machine; in milliseconds. */
const connection = {
  connectionTimeoutMillis: 5_000,
  // A connection that died without a word would else be kept, and asked, until the kernel gives it up: a quarter of an hour.
  // https://node-postgres.com/apis/client
  query_timeout: 30_000,
};

/** Opens the database and brings pg-boss's tables up to date, or throws `DirectoryInUse` or `DatabaseFailed`. */
export async function openQueueDatabase(
  settings: DatabaseSettings,
  onError: (error: unknown) => void,
): Promise<QueueDatabase> {
  const embedded = settings.kind === "embedded" ? await openEmbedded(settings.directory) : undefined;
  const boss = new PgBoss(
    settings.kind === "postgres"
      ? { ...common, ...connection, connectionString: settings.url, application_name: "awesome-papers" }
      : { ...common, backend: "pglite", ...(embedded && { db: embedded.db }) },
  );
  boss.on("error", (error) => onError(withoutConnection(error)));
  try {
    await boss.start();
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    await embedded?.close();
    throw new DatabaseFailed(settings.kind === "postgres" ? "DATABASE_URL" : settings.directory, error);
  }
  return {
    boss,
    isSole: embedded !== undefined,
    async close() {
      // Nothing of ours runs in its workers, so there is nothing to wait for.
      await boss.stop({ graceful: false });
      await embedded?.close();
    },
  };
}

/** node-postgres hangs the whole connection on what ends it, with the key by which its statements are cancelled: none of a log's business. */
function withoutConnection(error: object): object {
  Reflect.deleteProperty(error, "client");
  return error;
}
