import { cp, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { openQueueDatabase } from "../../src/queue/queue-database.ts";

const versions = `${packageJson.dependencies["@electric-sql/pglite"]}-${packageJson.dependencies["pg-boss"]}`;
const template = join(tmpdir(), `awesome-papers-data-${versions}`);

/** A data directory with an empty database. To make one takes seconds, so one is made on a machine, and copied. */
export async function makeDataDirectory(): Promise<string> {
  if (!(await stat(template).catch(() => undefined))) {
    const fresh = await mkdtemp(`${template}-`);
    const database = await openQueueDatabase({ kind: "embedded", directory: fresh }, console.error);
    await database.close();
    // Another test file may have been faster.
    await rename(fresh, template).catch(() => rm(fresh, { recursive: true }));
  }
  const directory = await mkdtemp(join(tmpdir(), "awesome-papers-test-"));
  await cp(template, directory, { recursive: true });
  return directory;
}
