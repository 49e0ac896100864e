import type { ImportedList } from "../import/import-readme.ts";
import { runInWorker } from "./run-in-worker.ts";

export interface ImportJob {
  /** The README, its byte order mark kept. */
  readonly text: string;
  /** Of the list, where the page has no heading of its own. */
  readonly title?: string;
}

export type ImportAnswer =
  | { readonly kind: "imported"; readonly imported: ImportedList }
  /** Lists in lists, quotes in quotes, deeper than anybody writes. */
  | { readonly kind: "too-deep" };

export type ImportOutcome = ImportAnswer | { readonly kind: "too-long" | "out-of-memory"; readonly limit: number };

/** Megabytes: remark takes 0.9 GB for a table of 10,000 rows. */
const mostMemory = 4096;

/** Milliseconds: fifteen times what a real list of that length takes, for machines slower and busier than ours. */
export function longestImport(length: number): number {
  return 20_000 + Math.round(length / 15);
}

/** `./import-worker.ts` here, `./import-worker.js` in `dist`. */
const workerUrl = new URL(
  import.meta.url.endsWith(".ts") ? "./import-worker.ts" : "./import-worker.js",
  import.meta.url,
);

/** Imports in a thread of its own, because Markdown can be written so that any parser of it takes for ever. */
export async function importInWorker(job: ImportJob, time = longestImport(job.text.length)): Promise<ImportOutcome> {
  const outcome = await runInWorker<ImportAnswer>(workerUrl, job, { time, memory: mostMemory });
  switch (outcome.kind) {
    case "answer":
      return outcome.answer;
    case "too-long":
      return { kind: outcome.kind, limit: time };
    case "out-of-memory":
      return { kind: outcome.kind, limit: mostMemory };
  }
}
