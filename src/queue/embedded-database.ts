import { existsSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { fromPglite, type Db } from "pg-boss";
import { DatabaseFailed } from "./database-failed.ts";
import { lockDirectory } from "./directory-lock.ts";

export interface EmbeddedDatabase {
  readonly db: Db;
  close(): Promise<void>;
}

/**
 * A Postgres in this process, with its files in `postgres/` of the directory. A second process that opens them is not
 * refused by PGlite, and rows are lost; hence the lock. Throws `DirectoryInUse` where another has it, `DatabaseFailed` where
 * the files cannot be used.
 */
export async function openEmbedded(directory: string): Promise<EmbeddedDatabase> {
  const lock = lockDirectory(directory);
  try {
    const pglite = await PGlite.create({
      dataDir: filesOf(directory),
      // The default of 128 MB is memory that a queue has no use for. https://pglite.dev/docs/api
      startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"],
    });
    return {
      db: fromPglite(pglite),
      async close() {
        await pglite.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw new DatabaseFailed(error);
  }
}

/** Whether a server has ever kept its work there. */
export function hasDatabase(directory: string): boolean {
  return existsSync(filesOf(directory));
}

function filesOf(directory: string): string {
  return join(directory, "postgres");
}
