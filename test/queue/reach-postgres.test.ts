import { PgBoss } from "pg-boss";
import { expect, it, onTestFinished } from "vitest";
import { reachPostgres } from "../../src/queue/reach-postgres.ts";
import { startPostgres } from "../support/postgres.ts";

it("reaches a Postgres and makes nothing there, or says why it does not, without the password", async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.remove());
  await reachPostgres(postgres.url);
  const boss = new PgBoss({ connectionString: postgres.url, migrate: false });
  await expect(boss.start()).rejects.toThrow("not installed");
  const open = await boss.getDb().executeSql("SELECT FROM pg_stat_activity WHERE client_port IS NOT NULL");
  await boss.stop({ graceful: false });
  expect(open.rows).toHaveLength(1);
  const wrong = new URL(postgres.url);
  wrong.password = "sekr3t";
  const failure: unknown = await reachPostgres(wrong.href).catch((error: unknown) => error);
  expect(String(failure)).toMatch(/database of DATABASE_URL cannot be used: password authentication failed/);
  expect(String(failure)).not.toContain("sekr3t");
});
