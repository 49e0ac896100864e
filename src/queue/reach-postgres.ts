import { PgBoss } from "pg-boss";
import { DatabaseFailed } from "./database-failed.ts";

/** Milliseconds. */
const patience = 5_000;

/** Asks a Postgres something, as the queue would, and makes nothing there. Throws `DatabaseFailed`. */
export async function reachPostgres(url: string): Promise<void> {
  const connection = { connectionString: url, connectionTimeoutMillis: patience, query_timeout: patience, max: 1 };
  const boss = new PgBoss({ ...connection, migrate: false, schedule: false, supervise: false });
  boss.on("error", () => undefined);
  try {
    // It fails also where only its tables are not there yet, and is connected then.
    await boss.start().catch(() => undefined);
    await boss.getDb().executeSql("SELECT 1");
  } catch (error) {
    throw new DatabaseFailed("DATABASE_URL", error);
  } finally {
    await boss.stop({ graceful: false }).catch(() => undefined);
  }
}
