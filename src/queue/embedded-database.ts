import { existsSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import type { Db } from "pg-boss";
import { DatabaseFailed } from "./database-failed.ts";
import { lockDirectory } from "./directory-lock.ts";
import type { Answer, Question } from "./embedded-worker.ts";

/** The number of the first answer, which says that the database is open, or why it is not. */
const openingId = 0;

export interface EmbeddedDatabase {
  readonly db: Db;
  close(): Promise<void>;
}

/** `./embedded-worker.ts` here, `./embedded-worker.js` in `dist`. */
const workerUrl = new URL(
  import.meta.url.endsWith(".ts") ? "./embedded-worker.ts" : "./embedded-worker.js",
  import.meta.url,
);

/**
 * A Postgres in a thread of this process, which is free for webhooks meanwhile, with its files in `postgres/` of the
 * directory. A second process that opens them is not refused by PGlite, and rows are lost; hence the lock. Throws
 * `DirectoryInUse` where another has it, `DatabaseFailed` where the files cannot be used. Should the thread end later, by
 * want of memory or a full disk, this process ends too.
 */
export async function openEmbedded(directory: string): Promise<EmbeddedDatabase> {
  const lock = lockDirectory(directory);
  // V8 would compile Postgres in as many threads as there are cores; glibc keeps for each what it needed, and it starts no sooner.
  setFlagsFromString("--wasm-num-compilation-tasks=1");
  const worker = new Worker(workerUrl, { workerData: filesOf(directory), env: {}, execArgv: [] });
  const asked = new Map<number, PromiseWithResolvers<readonly unknown[]>>();
  let lastId = openingId;
  let ended: Error | undefined;
  let mayEnd = true;
  worker.on("message", (answer: Answer) => {
    const question = asked.get(answer.id);
    asked.delete(answer.id);
    if (answer.kind === "rows") question?.resolve(answer.rows);
    else question?.reject(Object.assign(new Error(answer.message), { code: answer.code }));
  });
  worker.on("error", end);
  worker.on("exit", () => {
    end(new Error("The embedded database has ended"));
    // No statement would ever be answered again: it is for whoever started this process to start it anew.
    if (!mayEnd) throw ended;
  });

  function end(error: Error): void {
    ended ??= error;
    for (const question of asked.values()) question.reject(ended);
    asked.clear();
  }

  function wait(id: number): Promise<readonly unknown[]> {
    const question = Promise.withResolvers<readonly unknown[]>();
    if (ended === undefined) asked.set(id, question);
    else question.reject(ended);
    return question.promise;
  }

  function ask(question: Question): Promise<readonly unknown[]> {
    lastId += 1;
    const answer = wait(lastId);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage({ ...question, id: lastId });
    return answer;
  }

  try {
    await wait(openingId);
  } catch (error) {
    await worker.terminate();
    lock.release();
    throw new DatabaseFailed(directory, error);
  }
  mayEnd = false;
  return {
    db: {
      async executeSql(text, values = []) {
        return { rows: [...(await ask({ kind: "execute", text, values }))] };
      },
    },
    async close() {
      mayEnd = true;
      try {
        if (ended === undefined) await ask({ kind: "close" });
      } finally {
        await worker.terminate();
        lock.release();
      }
    },
  };
}

/** Whether a server has ever kept its work there. */
export function hasDatabase(directory: string): boolean {
  return existsSync(filesOf(directory));
}

function filesOf(directory: string): string {
  return join(directory, "postgres");
}
