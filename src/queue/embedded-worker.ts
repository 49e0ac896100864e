import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { printLiteral } from "./print-literal.ts";

/** What `openEmbedded` asks of this thread, with a number; several may be under way. */
export type Question =
  | { readonly kind: "execute"; readonly text: string; readonly values: readonly unknown[] }
  | { readonly kind: "close" };

export type Answer =
  | { readonly id: number; readonly kind: "rows"; readonly rows: readonly unknown[] }
  | { readonly id: number; readonly kind: "failed"; readonly message: string; readonly code: string | undefined };

const startParams = [
  ...PGlite.defaultStartParams,
  // The default of 128 MB is memory that a queue has no use for. https://pglite.dev/docs/api
  "-c",
  "shared_buffers=16MB",
  // What a plan is chosen by is as old as the last ANALYZE; every statement that is asked often has its index.
  "-c",
  "enable_seqscan=off",
];
/** Names of statements by their text. There are some dozens: what differs from one to the next stands in their values. */
const prepared = new Map<string, string>();
const mostPrepared = 100;
const opened = PGlite.create({ dataDir: workerData as string, startParams });
parentPort?.on(
  "message",
  (question: Question & { readonly id: number }) => void answer(question.id, () => handle(question)),
);
// The first answer, of which no question was asked: that the database is open, or why it is not.
void answer(0, async () => {
  await opened;
  return [];
});

async function handle(question: Question): Promise<readonly unknown[]> {
  const pglite = await opened;
  if (question.kind === "execute") {
    const rows = await execute(pglite, question.text, question.values);
    tidy(pglite).catch(() => undefined);
    return rows;
  }
  await pglite.close();
  return [];
}

/** pg-boss sends several statements in one text where they have no values, and expects all their rows. */
async function execute(pglite: PGlite, text: string, values: readonly unknown[]): Promise<readonly unknown[]> {
  try {
    const literals = values.map(printLiteral);
    const whole = literals.every((literal) => literal !== undefined);
    if (values.length > 0 && !(whole && (await prepare(pglite, text))))
      return (await pglite.query(text, [...values])).rows;
    const statement = values.length > 0 ? `EXECUTE ${prepared.get(text)}(${literals.join(", ")})` : text;
    return (await pglite.exec(statement)).flatMap(({ rows }) => rows);
  } catch (error) {
    // There is one session: a transaction that failed would take all that follows with it.
    await pglite.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** Half of what a statement takes is to parse and to plan it; so that is done once. Whether it was done. */
async function prepare(pglite: PGlite, text: string): Promise<boolean> {
  if (prepared.has(text)) return true;
  if (prepared.size >= mostPrepared) return false;
  const name = `prepared_${prepared.size}`;
  await pglite.exec(`PREPARE ${name} AS ${text}`);
  prepared.set(text, name);
  return true;
}

/** After so many statements it is asked how much they have written, and after so many bytes it is tidied. */
const tidyEvery = { statements: 500, bytes: 16_000_000 };
let executed = 0;
let tidiedAt = "0/0";

/**
 * PGlite has none of the processes by which a Postgres frees the room of deleted rows, keeps its transaction numbers from
 * running out, and its log from growing without end.
 */
async function tidy(pglite: PGlite): Promise<void> {
  executed += 1;
  if (executed % tidyEvery.statements > 0) return;
  const { rows } = await pglite.query<{ readonly at: string; readonly isDue: boolean }>(
    'SELECT pg_current_wal_lsn()::text AS at, pg_current_wal_lsn() - $1::pg_lsn > $2 AS "isDue"',
    [tidiedAt, tidyEvery.bytes],
  );
  const [written] = rows;
  if (written?.isDue !== true) return;
  tidiedAt = written.at;
  await pglite.exec("VACUUM");
  await pglite.exec("CHECKPOINT");
}

async function answer(id: number, work: () => Promise<readonly unknown[]>): Promise<void> {
  try {
    tell({ id, kind: "rows", rows: await work() });
  } catch (error) {
    const { message, code } = error as Error & { readonly code?: string };
    tell({ id, kind: "failed", message, code });
  }
}

function tell(message: Answer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
}
