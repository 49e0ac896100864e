import { parentPort, workerData } from "node:worker_threads";
import { runTemplateJob, type TemplateJob } from "../render/template-job.ts";

// Started by `renderInWorker`, one job each. The clock starts when everything is loaded.
tell({ kind: "started" });
tell({ kind: "answer", answer: await runTemplateJob(workerData as TemplateJob) });

function tell(message: object): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
}
