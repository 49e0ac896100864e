import { workerData } from "node:worker_threads";
import { importReadme } from "../import/import-readme.ts";
import type { ImportAnswer, ImportJob } from "./import-in-worker.ts";
import { printEntries } from "./print-entries.ts";
import { tellParent } from "./tell-parent.ts";

// Started by `importInWorker`, one job each.
tellParent({ kind: "started" });
tellParent({ kind: "answer", answer: answerTo(workerData as ImportJob) });

function answerTo({ text, title }: ImportJob): ImportAnswer {
  try {
    return { kind: "imported", imported: importReadme(text, { printEntries }, title === undefined ? {} : { title }) };
  } catch (error) {
    // Parsers and walks of trees call themselves once for each level.
    if (error instanceof RangeError && error.message.includes("call stack")) return { kind: "too-deep" };
    throw error;
  }
}
